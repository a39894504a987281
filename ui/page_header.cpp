#include "ui/page_header.h"

#include "ui/icon_widgets.h"
#include "ui/page.h"

#include <QHBoxLayout>

namespace viz {

PageHeader::PageHeader(const QString& title, QWidget* parent)
    : QWidget(parent), m_back(new IconButton(IconName::Back, tr("Back"), IconButton::Kind::Quiet)) {
    auto* text = new WrapLabel(title, TextSize::Title);
    text->setAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(kGrid);
    row->addWidget(m_back, 0, Qt::AlignVCenter);
    row->addWidget(text, 1);
    connect(m_back, &QPushButton::clicked, this, &PageHeader::backRequested);
}

QWidget* PageHeader::backButton() const { return m_back; }

} // namespace viz
