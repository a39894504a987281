#pragma once

#include "core/call/call_control.h"
#include "ui/wrap_label.h"

#include <QWidget>

#include <array>

class QGridLayout;
class QLabel;

namespace viz {

class IconButton;
class WrapLabel;

/// The whole delay from mouth to ear as one figure with a colour and a word; on click its parts and what the call cost.
class DelayPanel : public QWidget {
    Q_OBJECT

public:
    explicit DelayPanel(QWidget* parent = nullptr);

    void showStats(const CallStats& stats);
    void collapse();
    [[nodiscard]] QString text() const;

private:
    enum Row { Capture, Batch, Network, JitterBuffer, Output, Sent, Received, RowCount };

    QWidget* makeDetails();
    QLabel* addRow(QGridLayout* grid, const QString& caption);
    void showTotal(std::optional<double> totalMs);
    void setExpanded(bool expanded);

    IconButton* m_total;
    WrapLabel* m_grade;
    std::array<QLabel*, RowCount> m_values{}; ///< filled while m_details is made
    QWidget* m_details;
};

} // namespace viz
