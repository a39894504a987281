#pragma once

#include <QCoreApplication>

class QKeyEvent;

namespace viz {

/// A key of the keyboard that a person chose.
struct KeyChoice {
    Qt::Key key = Qt::Key_Space;
    int scanCode = 0; ///< QKeyEvent::nativeScanCode(); 0: not known

    /// The place on the keyboard counts, too: in another layout, or with Shift, the same key may have another name.
    [[nodiscard]] static KeyChoice of(const QKeyEvent& event);
    [[nodiscard]] bool matches(const QKeyEvent& event) const;
    /// As the person reads it: "Space".
    [[nodiscard]] QString text() const;

    friend bool operator==(const KeyChoice&, const KeyChoice&) = default;

    Q_DECLARE_TR_FUNCTIONS(viz::KeyChoice)
};

} // namespace viz
