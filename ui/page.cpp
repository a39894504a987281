#include "ui/page.h"

#include <QHBoxLayout>
#include <QScrollArea>
#include <QVBoxLayout>

namespace viz {
namespace {

constexpr int kMargin = 3 * kGrid;

/// A column in the middle of `parent`.
QVBoxLayout* addColumn(QWidget* parent, int top, int bottom) {
    auto* row = new QHBoxLayout(parent);
    row->setContentsMargins(kMargin, top, kMargin, bottom);
    auto* column = new QWidget;
    column->setMaximumWidth(Page::kColumnWidth);
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

Page::Page(QWidget* parent) : QWidget(parent), m_bottom(new QWidget) {
    auto* body = new QWidget;
    m_contents = addColumn(body, kMargin, 2 * kGrid);
    m_footer = addColumn(m_bottom, kGrid, kMargin);
    m_bottom->hide();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeScrollArea(body), 1);
    layout->addWidget(m_bottom);
    setFocusPolicy(Qt::NoFocus);
}

QVBoxLayout* Page::footer() {
    m_bottom->show();
    return m_footer;
}

} // namespace viz
