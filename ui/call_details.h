#pragma once

#include "core/call/call_control.h"
#include "ui/call_history.h"

#include <QWidget>

#include <array>
#include <optional>

class QCheckBox;
class QGridLayout;
class QLabel;

namespace viz {

class HistoryGraph;
class WrapLabel;

/// What is behind the one figure of a call: the parts of the delay, the last minute, how the voice is sent, how the
/// connection fares, what it cost; and the switch for a second connection.
class CallDetails : public QWidget {
    Q_OBJECT

public:
    explicit CallDetails(QWidget* parent = nullptr);

    /// A new call begins.
    void clear();
    void showStats(const CallStats& stats);
    void setHedging(bool on);
    /// Bytes that the month's budget has left; none: there is no budget.
    void setBudgetLeft(std::optional<std::uint64_t> bytes);

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
        HourlyForecast,
        RowCount
    };

    void addDelayRows(QGridLayout* grid);
    void addHistory(QGridLayout* grid);
    void addVoiceRows(QGridLayout* grid);
    void addConnectionRows(QGridLayout* grid);
    void addDataRows(QGridLayout* grid);
    void addSwitch(QGridLayout* grid);
    void addHeading(QGridLayout* grid, const QString& text);
    void addRow(QGridLayout* grid, Row row, const QString& caption);
    void setValue(Row row, const QString& text);
    void showDelay(const DelayParts& delay);
    void showVoice(const SendStats& sent);
    void showConnection(const CallStats& stats);
    void showData(const CallStats& stats);
    void showBudget();
    void showHistory();

    std::array<QLabel*, RowCount> m_values{};
    CallHistory m_history;
    HistoryGraph* m_graph;
    std::optional<std::uint64_t> m_budgetLeft;
    WrapLabel* m_budget;
    WrapLabel* m_delayHistory;
    WrapLabel* m_voiceHistory;
    WrapLabel* m_sizes;
    QCheckBox* m_hedging;
};

} // namespace viz
