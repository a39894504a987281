#include "ui/notice_panel.h"

#include "ui/icon_widgets.h"
#include "ui/page.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace viz {

NoticePanel::NoticePanel(const QString& action, QWidget* parent)
    : QFrame(parent), m_text(new WrapLabel({}, TextSize::Body, Tone::Notice)) {
    setProperty("panel", QStringLiteral("notice"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(2 * kGrid, 2 * kGrid, 2 * kGrid, 2 * kGrid);
    column->setSpacing(kGrid);
    column->addWidget(m_text);
    addButtons(action);
    hide();
}

void NoticePanel::show(const QString& sentence) {
    m_text->setText(sentence);
    setAccessibleName(sentence);
    setVisible(true);
}

QString NoticePanel::text() const { return m_text->text(); }

void NoticePanel::addButtons(const QString& action) {
    auto* row = new QHBoxLayout;
    row->setSpacing(kGrid);
    const auto addButton = [&](const QString& text, void (NoticePanel::*said)()) {
        auto* button = new QPushButton(text);
        button->setAutoDefault(false);
        row->addWidget(button);
        connect(button, &QPushButton::clicked, this, &QWidget::hide);
        connect(button, &QPushButton::clicked, this, said);
    };
    if (!action.isEmpty())
        addButton(action, &NoticePanel::accepted);
    addButton(action.isEmpty() ? tr("All right") : tr("Not now"), &NoticePanel::dismissed);
    row->addStretch(1);
    static_cast<QVBoxLayout*>(layout())->addLayout(row);
}

} // namespace viz
