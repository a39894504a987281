#include "ui/delay_panel.h"

#include "ui/call_details.h"
#include "ui/formatting.h"
#include "ui/icon_widgets.h"
#include "ui/page.h"
#include "ui/quality_bars.h"
#include "ui/status_text.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace viz {
namespace {

struct GradeLook {
    int bars;
    Tone tone;
    QString word;
};

GradeLook lookOf(DelayGrade grade) {
    switch (grade) {
    case DelayGrade::Good:
        return {3, Tone::Good, DelayPanel::tr("good")};
    case DelayGrade::Fair:
        return {2, Tone::Warning, DelayPanel::tr("fair")};
    case DelayGrade::Slow:
        break;
    }
    return {1, Tone::Bad, DelayPanel::tr("slow: pause before you answer")};
}

GradeLook lookOf(const std::optional<double>& totalMs, bool reconnecting) {
    if (reconnecting)
        return {0, Tone::Secondary, DelayPanel::tr("no connection now")};
    return totalMs ? lookOf(delayGrade(*totalMs)) : GradeLook{0, Tone::Secondary, DelayPanel::tr("being measured")};
}

} // namespace

DelayPanel::DelayPanel(QWidget* parent)
    : QWidget(parent)
    , m_bars(new QualityBars)
    , m_total(new IconButton(IconName::ChevronDown, {}, IconButton::Kind::Quiet))
    , m_grade(new WrapLabel)
    , m_details(new CallDetails) {
    auto* row = new QHBoxLayout;
    row->setSpacing(kGrid);
    row->addWidget(m_bars);
    row->addWidget(m_total);
    row->addWidget(m_grade, 1);
    m_grade->setAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kGrid);
    column->addLayout(row);
    column->addWidget(m_details);
    m_total->setCheckable(true);
    connect(m_total, &QPushButton::toggled, this, &DelayPanel::setExpanded);
    connect(m_details, &CallDetails::hedgingRequested, this, &DelayPanel::hedgingRequested);
    setExpanded(false);
    showTotal({});
}

void DelayPanel::start() {
    m_total->setChecked(false);
    m_details->clear();
}

void DelayPanel::showStats(const CallStats& stats) {
    showTotal(stats.delay.totalMs);
    CallStats shown = stats;
    if (m_reconnecting)
        shown.delay = {};
    m_details->showStats(shown);
}

void DelayPanel::setHedging(bool on) { m_details->setHedging(on); }

void DelayPanel::setBudgetLeft(std::optional<std::uint64_t> bytes) { m_details->setBudgetLeft(bytes); }

QString DelayPanel::text() const { return m_total->text() + QLatin1Char(' ') + m_grade->text(); }

// Ten times a second: a label asks for a new layout at every setText().
void DelayPanel::showTotal(std::optional<double> totalMs) {
    const GradeLook look = lookOf(totalMs, m_reconnecting);
    const QString text = tr("Delay %1").arg(millisecondsText(m_reconnecting ? std::nullopt : totalMs));
    if (m_total->text() != text)
        m_total->setText(text);
    m_bars->show(look.bars, look.tone, look.word);
    if (m_grade->text() == look.word)
        return;
    m_grade->setTone(look.tone);
    m_grade->setText(look.word);
}

void DelayPanel::setExpanded(bool expanded) {
    m_details->setVisible(expanded);
    m_total->setAccessibleDescription(expanded ? tr("Hides what is behind the delay.")
                                               : tr("Shows what is behind the delay."));
}

} // namespace viz
