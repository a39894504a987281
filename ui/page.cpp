#include "ui/page.h"

#include <QApplication>
#include <QFontInfo>
#include <QHBoxLayout>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

#include <algorithm>

namespace viz {
namespace {

constexpr int kMargin = 3 * kGrid;
constexpr double kUsualFontPixels = 15; // desktops have 12 (9 points) to 15 (11 points)

/// A column in the middle of `parent`.
QVBoxLayout* addColumn(QWidget* parent, int top, int bottom) {
    auto* row = new QHBoxLayout(parent);
    row->setContentsMargins(kMargin, top, kMargin, bottom);
    auto* column = new QWidget;
    column->setMaximumWidth(qRound(Page::kColumnWidth * fontScale()));
    row->addStretch(1);
    row->addWidget(column, 1000); // all the width there is, up to the maximum; the stretches share the rest
    row->addStretch(1);
    auto* layout = new QVBoxLayout(column);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(kGrid);
    return layout;
}

QScrollArea* makeScrollArea(QWidget* content) {
    auto* area = new QScrollArea;
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setFocusPolicy(Qt::NoFocus);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setWidget(content);
    return area;
}

} // namespace

double fontScale() { return std::max(1.0, QFontInfo(QApplication::font()).pixelSize() / kUsualFontPixels); }

Page::Page(QWidget* parent)
    : QWidget(parent)
    , m_top(new QWidget)
    , m_header(addColumn(m_top, 2 * kGrid, 0))
    , m_middle(makeScrollArea(new QWidget))
    , m_contents(addColumn(m_middle->widget(), kMargin, 2 * kGrid))
    , m_bottom(new QWidget)
    , m_footer(addColumn(m_bottom, kGrid, kMargin)) {
    m_top->hide();
    m_bottom->hide();
    addParts();
    setFocusPolicy(Qt::NoFocus);
    connect(m_middle->verticalScrollBar(), &QScrollBar::rangeChanged, this,
            [this](int, int maximum) { alignRight(maximum); });
}

QVBoxLayout* Page::header() {
    m_top->show();
    QMargins margins = m_middle->widget()->layout()->contentsMargins();
    margins.setTop(kGrid);
    m_middle->widget()->layout()->setContentsMargins(margins);
    return m_header;
}

QVBoxLayout* Page::footer() {
    m_bottom->show();
    QMargins margins = m_middle->widget()->layout()->contentsMargins();
    margins.setBottom(kGrid);
    m_middle->widget()->layout()->setContentsMargins(margins);
    return m_footer;
}

void Page::addParts() {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_top);
    layout->addWidget(m_middle, 1);
    layout->addWidget(m_bottom);
}

/// The scroll bar stands in the margin: the contents end where the header and the footer do.
void Page::alignRight(int scrollableHeight) {
    QMargins margins = m_middle->widget()->layout()->contentsMargins();
    margins.setRight(kMargin - (scrollableHeight > 0 ? m_middle->verticalScrollBar()->sizeHint().width() : 0));
    m_middle->widget()->layout()->setContentsMargins(margins);
}

} // namespace viz
