#include "ui/delay_panel.h"

#include "ui/formatting.h"
#include "ui/icon_widgets.h"
#include "ui/page.h"
#include "ui/status_text.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QVBoxLayout>

namespace viz {
namespace {

struct GradeLook {
    Tone tone;
    QString word;
};

GradeLook lookOf(DelayGrade grade) {
    switch (grade) {
    case DelayGrade::Good:
        return {Tone::Good, DelayPanel::tr("good")};
    case DelayGrade::Fair:
        return {Tone::Warning, DelayPanel::tr("fair")};
    case DelayGrade::Slow:
        break;
    }
    return {Tone::Bad, DelayPanel::tr("slow: pause before you answer")};
}

QLabel* plainLabel(const QString& text) {
    auto* label = new QLabel(text);
    label->setTextFormat(Qt::PlainText);
    return label;
}

// A label asks for a new layout at every setText(), ten times a second.
void setTextIfChanged(QLabel* label, const QString& text) {
    if (label->text() != text)
        label->setText(text);
}

} // namespace

DelayPanel::DelayPanel(QWidget* parent)
    : QWidget(parent)
    , m_total(new IconButton(IconName::ChevronDown, {}, IconButton::Kind::Quiet))
    , m_grade(new WrapLabel)
    , m_details(makeDetails()) {
    auto* row = new QHBoxLayout;
    row->setSpacing(kGrid);
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
    setExpanded(false);
    showTotal({});
}

void DelayPanel::showStats(const CallStats& stats) {
    showTotal(stats.delay.totalMs);
    const std::array<QString, RowCount> texts{
        millisecondsText(stats.delay.captureMs), millisecondsText(stats.delay.batchMs),
        millisecondsText(stats.delay.networkMs), millisecondsText(stats.delay.jitterBufferMs),
        millisecondsText(stats.delay.outputMs),  bytesText(stats.sent.bytes),
        bytesText(stats.received.bytes),
    };
    for (std::size_t row = 0; row < texts.size(); ++row)
        setTextIfChanged(m_values[row], texts[row]);
}

void DelayPanel::collapse() { m_total->setChecked(false); }

QString DelayPanel::text() const { return m_total->text() + QLatin1Char(' ') + m_grade->text(); }

QWidget* DelayPanel::makeDetails() {
    auto* details = new QWidget;
    auto* grid = new QGridLayout(details);
    grid->setContentsMargins(5 * kGrid, 0, 0, 0);
    grid->setVerticalSpacing(kGrid / 2);
    grid->setColumnStretch(0, 1);
    m_values[Capture] = addRow(grid, tr("Microphone"));
    m_values[Batch] = addRow(grid, tr("Packing"));
    m_values[Network] = addRow(grid, tr("Way through the network"));
    m_values[JitterBuffer] = addRow(grid, tr("Evening out"));
    m_values[Output] = addRow(grid, tr("Loudspeaker"));
    m_values[Sent] = addRow(grid, tr("Sent"));
    m_values[Received] = addRow(grid, tr("Received"));
    return details;
}

QLabel* DelayPanel::addRow(QGridLayout* grid, const QString& caption) {
    QLabel* value = plainLabel({});
    value->setAlignment(Qt::AlignRight);
    value->setAccessibleName(caption);
    const int row = grid->rowCount();
    grid->addWidget(plainLabel(caption), row, 0);
    grid->addWidget(value, row, 1);
    return value;
}

void DelayPanel::showTotal(std::optional<double> totalMs) {
    const GradeLook look = totalMs ? lookOf(delayGrade(*totalMs)) : GradeLook{Tone::Secondary, tr("being measured")};
    const QString text = tr("Delay %1").arg(millisecondsText(totalMs));
    if (m_total->text() != text)
        m_total->setText(text);
    m_grade->setTone(look.tone);
    setTextIfChanged(m_grade, look.word);
}

void DelayPanel::setExpanded(bool expanded) {
    m_details->setVisible(expanded);
    m_total->setAccessibleDescription(expanded ? tr("Hides the parts of the delay.")
                                               : tr("Shows the parts of the delay."));
}

} // namespace viz
