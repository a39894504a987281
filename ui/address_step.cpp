#include "ui/address_step.h"

#include "core/call/address_preview.h"
#include "core/tunnel/tunnel_words.h"
#include "ui/clear_button.h"
#include "ui/icon_widgets.h"
#include "ui/page.h"
#include "ui/status_text.h"

#include <QLineEdit>
#include <QVBoxLayout>

namespace viz {
namespace {

struct ReportLook {
    IconName icon;
    Tone tone;
    QString sentence;
};

ReportLook lookOf(const ProbeReport& report) {
    const QString sentence = TunnelWords::ofReport(report);
    if (report.verdict != ProbeVerdict::Live)
        return report.isSettled ? ReportLook{IconName::Alert, Tone::Warning, sentence}
                                : ReportLook{IconName::Hourglass, Tone::Secondary,
                                             AddressStep::tr("%1 Viz keeps trying.").arg(sentence)};
    if (report.certificateError.isEmpty())
        return {IconName::Check, Tone::Good, sentence};
    return {IconName::Check, Tone::Good,
            AddressStep::tr("%1 Its certificate is not trusted, so the address alone is not enough to ring here.")
                .arg(sentence)};
}

} // namespace

AddressStep::AddressStep(QWidget* parent)
    : QWidget(parent), m_field(new QLineEdit), m_understood(new StatusLine), m_report(new StatusLine) {
    m_field->setPlaceholderText(QStringLiteral("https://…"));
    m_field->setAccessibleName(tr("Address of the tunnel"));
    addClearButton(*m_field, tr("Clear the address"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kGrid);
    column->addWidget(m_field);
    column->addWidget(m_understood);
    column->addWidget(m_report);
    connect(m_field, &QLineEdit::textChanged, this, &AddressStep::onText);
    clearReport();
}

void AddressStep::setText(const QString& text) { m_field->setText(text); }

void AddressStep::setFound(const QUrl& address) {
    const bool mayReplace = m_field->text().isEmpty() || isFound();
    m_found = address.toString();
    m_isExpecting = false;
    if (mayReplace)
        m_field->setText(m_found);
}

void AddressStep::forgetFound() {
    const bool wasFound = isFound();
    m_found.clear();
    setExpecting(false);
    if (wasFound)
        m_field->clear();
}

bool AddressStep::isFound() const { return !m_found.isEmpty() && m_field->text() == m_found; }

std::optional<HostAddress> AddressStep::address() const {
    const auto understood = understandAddress(m_field->text());
    return understood ? std::optional(understood->address) : std::nullopt;
}

void AddressStep::setExpecting(bool expecting) {
    m_isExpecting = expecting;
    showUnderstood();
}

void AddressStep::showTesting() {
    m_report->show(IconName::Hourglass, Tone::Secondary, tr("Viz tests the address from outside."));
    m_report->setVisible(true);
    showUnderstood();
}

void AddressStep::showReport(const ProbeReport& report) {
    const ReportLook look = lookOf(report);
    m_report->show(look.icon, look.tone, look.sentence);
    m_report->setVisible(true);
    showUnderstood();
}

void AddressStep::clearReport() {
    m_report->hide();
    showUnderstood();
}

// The report was about another address.
void AddressStep::onText() {
    clearReport();
    Q_EMIT addressChanged(address());
}

/// Silent where the test says more.
void AddressStep::showUnderstood() {
    const AddressPreview preview = previewAddress(m_field->text());
    const bool isEmpty = !preview.valid && preview.error == AddressError::Empty;
    m_understood->setVisible(!preview.valid || !preview.encrypted || m_report->isHidden());
    if (isEmpty)
        m_understood->show(m_isExpecting ? IconName::Hourglass : IconName::Info, Tone::Secondary,
                           m_isExpecting ? tr("Viz fills it in as soon as the tunnel names it.")
                                         : tr("Until then, the invite works only on this computer."));
    else
        m_understood->show(preview.valid ? IconName::Info : IconName::Alert,
                           preview.valid ? Tone::Secondary : Tone::Warning, StatusText::tunnelPreview(preview));
}

} // namespace viz
