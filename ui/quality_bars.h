#pragma once

#include "ui/wrap_label.h"

#include <QWidget>

namespace viz {

/// Three bars, each higher than the one before: how many are full says how good the call is, without colour too. As
/// high as the text beside it, which says the same in words.
class QualityBars : public QWidget {
    Q_OBJECT

public:
    static constexpr int kBars = 3;

    explicit QualityBars(QWidget* parent = nullptr);

    /// `full`: 0 (not known) to kBars; `words` for screen readers.
    void show(int full, Tone tone, const QString& words);
    [[nodiscard]] int full() const { return m_full; }
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    [[nodiscard]] QRectF bar(int index) const;

    int m_full = 0;
    Tone m_tone = Tone::Secondary;
};

} // namespace viz
