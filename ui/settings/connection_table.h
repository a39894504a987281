#pragma once

#include "ui/settings/diagnostic_report.h"

#include <QWidget>

#include <functional>

class QGridLayout;
class QLabel;
class QTimer;

namespace viz {

class WrapLabel;

/// The figures of the call as the report has them, for those who look for what goes wrong. Reads them once a second
/// while it is in sight, and never otherwise.
class ConnectionTable : public QWidget {
    Q_OBJECT

public:
    /// `rows`: always as many, or none while no call is on.
    explicit ConnectionTable(std::function<QList<ReportRow>()> rows, QWidget* parent = nullptr);

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void read();
    void addRows(const QList<ReportRow>& rows);

    std::function<QList<ReportRow>()> m_rows;
    WrapLabel* m_none;
    QWidget* m_table;
    QGridLayout* m_grid;
    QList<QLabel*> m_values;
    QTimer* m_reading;
};

} // namespace viz
