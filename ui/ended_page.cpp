#include "ui/ended_page.h"

#include "core/call/wire_bytes.h"
#include "ui/formatting.h"
#include "ui/icon_widgets.h"
#include "ui/status_text.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace viz {
namespace {

QString detailText(const CallEnd& end) {
    QString text = end.detail;
    if (end.httpStatus != 0)
        text = QStringLiteral("HTTP %1\n").arg(end.httpStatus) + text;
    return text.trimmed();
}

} // namespace

EndedPage::EndedPage(QWidget* parent)
    : Page(parent)
    , m_title(new WrapLabel({}, TextSize::Title))
    , m_advice(new WrapLabel)
    , m_length(new StatusLine)
    , m_detailsButton(new IconButton(IconName::ChevronDown, tr("Details"), IconButton::Kind::Quiet))
    , m_details(new WrapLabel({}, TextSize::Body, Tone::Secondary))
    , m_home(new IconButton(IconName::Back, tr("To the start")))
    , m_again(new IconButton(IconName::Phone, tr("Call again"), IconButton::Kind::Primary)) {
    contents()->addStretch(1);
    contents()->addWidget(m_title);
    contents()->addSpacing(kGrid);
    contents()->addWidget(m_advice);
    contents()->addSpacing(kGrid);
    contents()->addWidget(m_length);
    addDetails();
    contents()->addStretch(2);
    addButtons();
}

void EndedPage::show(const CallEnd& end, CallRole role, const std::optional<CallStats>& stats) {
    m_title->setText(StatusText::endTitle(end));
    m_advice->setText(StatusText::endAdvice(end.reason));
    m_length->setVisible(stats.has_value());
    if (stats)
        m_length->show(IconName::Info, Tone::Secondary,
                       tr("The call took %1 and used %2 of data.")
                           .arg(durationText(stats->sinceConnected), bytesText(wireBytes(*stats))));
    m_details->setText(detailText(end));
    m_detailsButton->setVisible(!m_details->text().isEmpty());
    m_detailsButton->setChecked(false);
    m_again->setVisible(canCallAgain(end.reason, role));
    m_again->setText(role == CallRole::Host ? tr("Wait again") : tr("Call again"));
}

QWidget* EndedPage::firstFocus() { return m_again->isHidden() ? m_home : m_again; }

void EndedPage::addDetails() {
    m_detailsButton->setCheckable(true);
    m_details->setVisible(false);
    contents()->addWidget(m_detailsButton, 0, Qt::AlignLeft);
    contents()->addWidget(m_details);
    connect(m_detailsButton, &QPushButton::toggled, m_details, &QWidget::setVisible);
}

void EndedPage::addButtons() {
    auto* row = new QHBoxLayout;
    row->setSpacing(2 * kGrid);
    for (IconButton* button : {m_home, m_again}) {
        button->setLarge();
        row->addWidget(button, 1);
    }
    footer()->addLayout(row);
    connect(m_home, &QPushButton::clicked, this, &EndedPage::homeRequested);
    connect(m_again, &QPushButton::clicked, this, &EndedPage::callAgainRequested);
}

} // namespace viz
