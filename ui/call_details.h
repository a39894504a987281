#pragma once

#include "core/call/call_control.h"

#include <QWidget>

#include <array>

class QCheckBox;
class QGridLayout;
class QLabel;

namespace viz {

/// What is behind the one figure of a call: the parts of the delay, how the voice is sent, how the connection fares,
/// what it cost; and the switch for a second connection.
class CallDetails : public QWidget {
    Q_OBJECT

public:
    explicit CallDetails(QWidget* parent = nullptr);

    void showStats(const CallStats& stats);
    void setHedging(bool on);

Q_SIGNALS:
    void hedgingRequested(bool on);

private:
    enum Row {
        Capture,
        Batch,
        Network,
        JitterBuffer,
        Output,
        BitRate,
        MessageLength,
        RoundTrip,
        Routes,
        Stalls,
        Reconnects,
        Sent,
        Received,
        RowCount
    };

    void addDelayRows(QGridLayout* grid);
    void addVoiceRows(QGridLayout* grid);
    void addConnectionRows(QGridLayout* grid);
    void addSwitch(QGridLayout* grid);
    void addHeading(QGridLayout* grid, const QString& text);
    void addRow(QGridLayout* grid, Row row, const QString& caption);
    void setValue(Row row, const QString& text);

    std::array<QLabel*, RowCount> m_values{};
    QCheckBox* m_hedging;
};

} // namespace viz
