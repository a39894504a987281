#pragma once

#include "core/call/call_control.h"

#include <QWidget>

namespace viz {

class CallDetails;
class IconButton;
class QualityBars;
class WrapLabel;

/// How good the call is: bars, the whole delay from mouth to ear as one figure, and a word; on click what is behind it.
class DelayPanel : public QWidget {
    Q_OBJECT

public:
    explicit DelayPanel(QWidget* parent = nullptr);

    /// A new call begins: closes the details, forgets the last minute.
    void start();
    void showStats(const CallStats& stats);
    /// Nothing comes through: there is no delay to speak of.
    void setReconnecting(bool reconnecting) { m_reconnecting = reconnecting; }
    void setHedging(bool on);
    /// As CallDetails::setBudgetLeft().
    void setBudgetLeft(std::optional<std::uint64_t> bytes);
    [[nodiscard]] QString text() const;

Q_SIGNALS:
    void hedgingRequested(bool on);

private:
    void showTotal(std::optional<double> totalMs);
    void setExpanded(bool expanded);

    QualityBars* m_bars;
    IconButton* m_total;
    WrapLabel* m_grade;
    CallDetails* m_details;
    bool m_reconnecting = false;
};

} // namespace viz
