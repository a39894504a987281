#include "ui/wrap_label.h"

#include "ui/theme.h"

#include <QPainter>
#include <QTextLayout>

#include <algorithm>
#include <cmath>

namespace viz {
namespace {

/// Lays out every line for `width` pixels; the height of all of them.
qreal layOutLines(QTextLayout& layout, qreal width, Qt::Alignment alignment) {
    QTextOption option(alignment & Qt::AlignHorizontal_Mask);
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    layout.setTextOption(option);
    qreal height = 0;
    layout.beginLayout();
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(width);
        line.setPosition({0, height});
        height += line.height();
    }
    layout.endLayout();
    return height;
}

/// QTextLayout breaks lines at this character only, not at '\n'.
QString withLineSeparators(QString text) { return text.replace(QLatin1Char('\n'), QChar::LineSeparator); }

QFont scaled(QFont font, TextSize size) {
    switch (size) {
    case TextSize::Body:
        return font;
    case TextSize::Heading:
        font.setWeight(QFont::DemiBold);
        break;
    case TextSize::Title:
        font.setPointSizeF(font.pointSizeF() * 1.6);
        break;
    case TextSize::Display:
        font.setPointSizeF(font.pointSizeF() * 2.4);
        break;
    }
    return font;
}

} // namespace

QColor toneColor(Tone tone) {
    const Colors& colors = currentColors();
    switch (tone) {
    case Tone::Normal:
        return colors.text;
    case Tone::Secondary:
        return colors.secondary;
    case Tone::Good:
        return colors.good;
    case Tone::Warning:
        return colors.warning;
    case Tone::Bad:
        return colors.bad;
    case Tone::Notice:
        return colors.onNotice;
    case Tone::Accent:
        return colors.accent;
    }
    return colors.text;
}

WrapLabel::WrapLabel(const QString& text, TextSize size, Tone tone, QWidget* parent) : QLabel(parent), m_tone(tone) {
    setTextFormat(Qt::PlainText);
    setWordWrap(true);
    setFont(scaled(font(), size));
    setText(text);
}

void WrapLabel::setTone(Tone tone) {
    m_tone = tone;
    update();
}

int WrapLabel::heightForWidth(int width) const {
    QTextLayout layout(withLineSeparators(text()), font());
    const qreal height = layOutLines(layout, std::max(width, 1), alignment());
    return static_cast<int>(std::ceil(std::max<qreal>(height, fontMetrics().height())));
}

QSize WrapLabel::sizeHint() const {
    const int width = std::min(fontMetrics().size(0, text()).width() + 1, 480);
    return {width, heightForWidth(width)};
}

QSize WrapLabel::minimumSizeHint() const {
    return {std::min(sizeHint().width(), fontMetrics().averageCharWidth() * 8), fontMetrics().height()};
}

void WrapLabel::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setPen(toneColor(m_tone));
    QTextLayout layout(withLineSeparators(text()), font());
    const qreal height = layOutLines(layout, width(), alignment());
    const qreal top = (alignment() & Qt::AlignVCenter) ? std::max<qreal>(0, (this->height() - height) / 2) : 0;
    layout.draw(&painter, {0, top});
}

} // namespace viz
