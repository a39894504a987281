#pragma once

#include "ui/icons.h"

#include <QToolButton>

namespace viz {

/// One of the large buttons that a call hangs on: an icon above a word, 64 pixels high.
class CallButton : public QToolButton {
    Q_OBJECT

public:
    enum class Kind : std::uint8_t {
        Plain,
        Alarming, ///< something is switched off that is usually on: nobody should overlook it
        Danger,   ///< ends the call
    };

    CallButton(IconName icon, const QString& text, Kind kind = Kind::Plain, QWidget* parent = nullptr);

    void show(IconName icon, const QString& text, Kind kind);

protected:
    void changeEvent(QEvent* event) override;

private:
    void tint();

    IconName m_icon;
    Kind m_kind;
};

} // namespace viz
