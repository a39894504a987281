#include "ui/call_details.h"

#include "ui/formatting.h"
#include "ui/page.h"
#include "ui/wrap_label.h"

#include <QCheckBox>
#include <QGridLayout>
#include <QLocale>

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

} // namespace

CallDetails::CallDetails(QWidget* parent) : QWidget(parent), m_hedging(new QCheckBox(tr("Two connections"))) {
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(5 * kGrid, 0, 0, 0);
    grid->setVerticalSpacing(kGrid / 2);
    grid->setColumnStretch(0, 1);
    addDelayRows(grid);
    addVoiceRows(grid);
    addConnectionRows(grid);
    addSwitch(grid);
}

void CallDetails::showStats(const CallStats& stats) {
    setValue(Capture, millisecondsText(stats.delay.captureMs));
    setValue(Batch, millisecondsText(stats.delay.batchMs));
    setValue(Network, millisecondsText(stats.delay.networkMs));
    setValue(JitterBuffer, millisecondsText(stats.delay.jitterBufferMs));
    setValue(Output, millisecondsText(stats.delay.outputMs));
    setValue(BitRate, bitRateText(stats.sent.bitrateBps));
    setValue(MessageLength, lengthText(stats.sent.batchLength));
    setValue(RoundTrip, timeText(stats.sent.roundTrip));
    setValue(Routes, QLocale().toString(stats.received.routes));
    setValue(Stalls, QLocale().toString(stats.received.stallsLastMinute));
    setValue(Reconnects, QLocale().toString(stats.reconnects));
    setValue(Sent, bytesText(stats.sent.bytes));
    setValue(Received, bytesText(stats.received.bytes));
}

void CallDetails::setHedging(bool on) { m_hedging->setChecked(on); }

void CallDetails::addDelayRows(QGridLayout* grid) {
    addRow(grid, Capture, tr("Microphone"));
    addRow(grid, Batch, tr("Packing"));
    addRow(grid, Network, tr("Way through the network"));
    addRow(grid, JitterBuffer, tr("Evening out"));
    addRow(grid, Output, tr("Loudspeaker"));
}

void CallDetails::addVoiceRows(QGridLayout* grid) {
    addHeading(grid, tr("Your voice now"));
    addRow(grid, BitRate, tr("Bit rate"));
    addRow(grid, MessageLength, tr("Length of a message"));
}

void CallDetails::addConnectionRows(QGridLayout* grid) {
    addHeading(grid, tr("Connection"));
    addRow(grid, RoundTrip, tr("Round trip"));
    addRow(grid, Stalls, tr("Stalls in the last minute"));
    addRow(grid, Reconnects, tr("Reconnected so far"));
    addRow(grid, Sent, tr("Sent"));
    addRow(grid, Received, tr("Received"));
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

// A label asks for a new layout at every setText(), ten times a second.
void CallDetails::setValue(Row row, const QString& text) {
    if (m_values[row]->text() != text)
        m_values[row]->setText(text);
}

} // namespace viz
