#include "ui/call_details.h"

#include "core/call/wire_bytes.h"
#include "ui/formatting.h"
#include "ui/history_graph.h"
#include "ui/page.h"
#include "ui/wrap_label.h"

#include <QCheckBox>
#include <QGridLayout>
#include <QLocale>

#include <cmath>

namespace viz {
namespace {

QLabel* plainLabel(const QString& text) {
    auto* label = new QLabel(text);
    label->setTextFormat(Qt::PlainText);
    return label;
}

/// A length of sound, or a dash before there is any.
QString lengthText(Samples length) {
    return millisecondsText(length > Samples::zero() ? std::optional(toMs(length)) : std::nullopt);
}

QString timeText(const std::optional<MonotonicTime>& time) {
    return millisecondsText(time ? std::optional(toMs(*time)) : std::nullopt);
}

QString percentText(double share) { return QLocale().toString(std::lround(100 * share)); }

QString delayHistoryText(const std::optional<CallHistory::DelayRange>& range) {
    if (!range)
        return CallDetails::tr("The delay is not known yet.");
    return CallDetails::tr("Delay between %1 and %2, on average %3.")
        .arg(millisecondsText(range->leastMs), millisecondsText(range->mostMs), millisecondsText(range->meanMs));
}

/// What is left of the month's data, and how long it would do at `bytesPerHour`.
QString budgetText(std::uint64_t left, std::optional<std::uint64_t> bytesPerHour) {
    if (left == 0)
        return CallDetails::tr("Your budget of data for this month is used up.");
    if (!bytesPerHour || *bytesPerHour == 0)
        return CallDetails::tr("Of your budget for this month %1 is left.").arg(bytesText(left));
    const auto minutes =
        static_cast<std::int64_t>(60.0 * static_cast<double>(left) / static_cast<double>(*bytesPerHour));
    return CallDetails::tr("Of your budget for this month %1 is left: enough for %2 at this rate.")
        .arg(bytesText(left), spanText(std::chrono::minutes(minutes)));
}

QString sizesText(SizePolicy sizes) {
    switch (sizes) {
    case SizePolicy::Constant:
        return CallDetails::tr("All messages have the same size, so it does not show on the way when you speak.");
    case SizePolicy::Smallest:
        break;
    }
    return CallDetails::tr(
        "Messages are as small as they can be. From their sizes it shows on the way when you speak.");
}

// Ten times a second mostly the same words: a label asks for a new layout at every setText().
void setWords(QLabel* label, const QString& words) {
    if (label->text() != words)
        label->setText(words);
}

WrapLabel* hint() { return new WrapLabel({}, TextSize::Body, Tone::Secondary); }

} // namespace

CallDetails::CallDetails(QWidget* parent)
    : QWidget(parent)
    , m_graph(new HistoryGraph(m_history))
    , m_budget(hint())
    , m_delayHistory(hint())
    , m_voiceHistory(hint())
    , m_sizes(hint())
    , m_hedging(new QCheckBox(tr("Two connections"))) {
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(5 * kGrid, 0, 0, 0);
    grid->setVerticalSpacing(kGrid / 2);
    grid->setColumnStretch(0, 1);
    addDelayRows(grid);
    addHistory(grid);
    addDataRows(grid);
    addVoiceRows(grid);
    addConnectionRows(grid);
    addSwitch(grid);
}

void CallDetails::clear() {
    m_history.clear();
    showHistory();
}

void CallDetails::showStats(const CallStats& stats) {
    if (m_history.add(stats))
        showHistory();
    showDelay(stats.delay);
    showVoice(stats.sent);
    showConnection(stats);
    showData(stats);
}

void CallDetails::setHedging(bool on) { m_hedging->setChecked(on); }

void CallDetails::setBudgetLeft(std::optional<std::uint64_t> bytes) {
    m_budgetLeft = bytes;
    showBudget();
}

void CallDetails::addDelayRows(QGridLayout* grid) {
    addRow(grid, Capture, tr("Microphone"));
    addRow(grid, Batch, tr("Packing"));
    addRow(grid, Network, tr("Way through the network"));
    addRow(grid, JitterBuffer, tr("Evening out"));
    addRow(grid, Output, tr("Loudspeaker"));
}

void CallDetails::addHistory(QGridLayout* grid) {
    addHeading(grid, tr("The last minute"));
    m_graph->setAccessibleName(tr("The last minute"));
    for (QWidget* part : std::initializer_list<QWidget*>{m_graph, m_delayHistory, m_voiceHistory})
        grid->addWidget(part, grid->rowCount(), 0, 1, 2);
    showHistory();
}

void CallDetails::addDataRows(QGridLayout* grid) {
    addHeading(grid, tr("Data of this call"));
    addRow(grid, Sent, tr("Sent"));
    addRow(grid, Received, tr("Received"));
    addRow(grid, HourlyForecast, tr("An hour at this rate"));
    grid->addWidget(m_budget, grid->rowCount(), 0, 1, 2);
    showBudget();
}

void CallDetails::addVoiceRows(QGridLayout* grid) {
    addHeading(grid, tr("Your voice now"));
    addRow(grid, BitRate, tr("Bit rate"));
    addRow(grid, MessageLength, tr("Length of a message"));
    grid->addWidget(m_sizes, grid->rowCount(), 0, 1, 2);
}

void CallDetails::addConnectionRows(QGridLayout* grid) {
    addHeading(grid, tr("Connection"));
    addRow(grid, RoundTrip, tr("Round trip"));
    addRow(grid, Stalls, tr("Stalls in the last minute"));
    addRow(grid, Reconnects, tr("Reconnected so far"));
    addRow(grid, Routes, tr("Open connections"));
}

void CallDetails::addSwitch(QGridLayout* grid) {
    grid->setRowMinimumHeight(grid->rowCount(), kGrid / 2);
    auto* price = new WrapLabel(tr("A second one bridges the gaps of a tunnel that stutters. It takes twice the data."),
                                TextSize::Body, Tone::Secondary);
    grid->addWidget(m_hedging, grid->rowCount(), 0, 1, 2);
    grid->addWidget(price, grid->rowCount(), 0, 1, 2);
    connect(m_hedging, &QCheckBox::clicked, this, &CallDetails::hedgingRequested);
}

void CallDetails::addHeading(QGridLayout* grid, const QString& text) {
    grid->setRowMinimumHeight(grid->rowCount(), kGrid);
    grid->addWidget(new WrapLabel(text, TextSize::Heading), grid->rowCount(), 0, 1, 2);
}

void CallDetails::addRow(QGridLayout* grid, Row row, const QString& caption) {
    QLabel* value = plainLabel({});
    value->setAlignment(Qt::AlignRight);
    value->setAccessibleName(caption);
    const int line = grid->rowCount();
    grid->addWidget(plainLabel(caption), line, 0);
    grid->addWidget(value, line, 1);
    m_values[row] = value;
}

void CallDetails::setValue(Row row, const QString& text) { setWords(m_values[row], text); }

void CallDetails::showDelay(const DelayParts& delay) {
    setValue(Capture, millisecondsText(delay.captureMs));
    setValue(Batch, millisecondsText(delay.batchMs));
    setValue(Network, millisecondsText(delay.networkMs));
    setValue(JitterBuffer, millisecondsText(delay.jitterBufferMs));
    setValue(Output, millisecondsText(delay.outputMs));
}

void CallDetails::showVoice(const SendStats& sent) {
    setValue(BitRate, bitRateText(sent.bitrateBps));
    setValue(MessageLength, lengthText(sent.batchLength));
    setWords(m_sizes, sizesText(sent.sizes));
}

void CallDetails::showConnection(const CallStats& stats) {
    setValue(RoundTrip, timeText(stats.sent.roundTrip));
    setValue(Routes, QLocale().toString(stats.received.routes));
    setValue(Stalls, QLocale().toString(stats.received.stallsLastMinute));
    setValue(Reconnects, QLocale().toString(stats.reconnects));
}

void CallDetails::showData(const CallStats& stats) {
    const auto hourly = m_history.bytesPerHour();
    setValue(Sent, bytesText(wireBytes(stats.sent)));
    setValue(Received, bytesText(wireBytes(stats.received)));
    setValue(HourlyForecast, hourly ? bytesText(*hourly) : QStringLiteral("–"));
    showBudget();
}

void CallDetails::showBudget() {
    m_budget->setVisible(m_budgetLeft.has_value());
    if (m_budgetLeft)
        setWords(m_budget, budgetText(*m_budgetLeft, m_history.bytesPerHour()));
}

void CallDetails::showHistory() {
    const CallHistory::VoiceShare share = m_history.voiceShare();
    setWords(m_delayHistory, delayHistoryText(m_history.delayRange()));
    setWords(m_voiceHistory, tr("Above the line your sound, in %1 % of the time; below it the other side's, in %2 %.")
                                 .arg(percentText(share.own), percentText(share.peer)));
    m_graph->setAccessibleDescription(m_delayHistory->text() + QLatin1Char(' ') + m_voiceHistory->text());
    m_graph->update();
}

} // namespace viz
