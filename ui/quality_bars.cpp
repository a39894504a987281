#include "ui/quality_bars.h"

#include "ui/theme.h"

#include <QEvent>
#include <QPainter>

namespace viz {
namespace {

constexpr qreal kGapShare = 0.4; // of a bar's width, between two
constexpr qreal kRounding = 1.5;

} // namespace

QualityBars::QualityBars(QWidget* parent) : QWidget(parent) { setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed); }

void QualityBars::show(int full, Tone tone, const QString& words) {
    if (full == m_full && tone == m_tone && words == accessibleDescription())
        return;
    m_full = full;
    m_tone = tone;
    setAccessibleName(tr("Quality of the call"));
    setAccessibleDescription(words);
    update();
}

QSize QualityBars::sizeHint() const {
    const int height = fontMetrics().ascent();
    return {height * 4 / 3, height};
}

void QualityBars::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    for (int i = 0; i < kBars; ++i) {
        const bool isFull = i < m_full;
        painter.setPen(QPen(isFull ? toneColor(m_tone) : currentColors().border, 1));
        painter.setBrush(isFull ? QBrush(toneColor(m_tone)) : Qt::NoBrush);
        painter.drawRoundedRect(bar(i).adjusted(0.5, 0.5, -0.5, -0.5), kRounding, kRounding);
    }
}

void QualityBars::changeEvent(QEvent* event) {
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        updateGeometry();
}

QRectF QualityBars::bar(int index) const {
    const qreal width = this->width() / (kBars + (kBars - 1) * kGapShare);
    const qreal height = this->height() * (index + 1.0) / kBars;
    return {index * width * (1 + kGapShare), this->height() - height, width, height};
}

} // namespace viz
