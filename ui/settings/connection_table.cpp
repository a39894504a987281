#include "ui/settings/connection_table.h"

#include "ui/page.h"
#include "ui/wrap_label.h"

#include <QGridLayout>
#include <QLabel>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace viz {
namespace {

constexpr std::chrono::seconds kReadInterval{1};

} // namespace

ConnectionTable::ConnectionTable(std::function<QList<ReportRow>()> rows, QWidget* parent)
    : QWidget(parent)
    , m_rows(std::move(rows))
    , m_none(new WrapLabel(tr("No call is on."), TextSize::Body, Tone::Secondary))
    , m_table(new QWidget)
    , m_grid(new QGridLayout(m_table))
    , m_reading(new QTimer(this)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, kGrid);
    column->setSpacing(kGrid / 2);
    column->addWidget(new WrapLabel(tr("Connection")));
    column->addWidget(m_none);
    column->addWidget(m_table);
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setVerticalSpacing(kGrid / 2);
    m_grid->setColumnStretch(0, 1);
    m_table->hide();
    m_reading->setInterval(kReadInterval);
    connect(m_reading, &QTimer::timeout, this, &ConnectionTable::read);
}

void ConnectionTable::showEvent(QShowEvent* event) {
    QWidget::showEvent(event);
    read();
    m_reading->start();
}

void ConnectionTable::hideEvent(QHideEvent* event) {
    m_reading->stop();
    QWidget::hideEvent(event);
}

// A label asks for a new layout at every setText().
void ConnectionTable::read() {
    const QList<ReportRow> rows = m_rows();
    if (m_values.isEmpty())
        addRows(rows);
    for (qsizetype i = 0; i < std::min(rows.size(), m_values.size()); ++i) {
        if (m_values[i]->text() != rows[i].value)
            m_values[i]->setText(rows[i].value);
    }
    m_none->setVisible(rows.isEmpty());
    m_table->setVisible(!rows.isEmpty());
}

void ConnectionTable::addRows(const QList<ReportRow>& rows) {
    for (const ReportRow& row : rows) {
        auto* value = new QLabel;
        value->setTextFormat(Qt::PlainText);
        value->setAlignment(Qt::AlignRight);
        value->setAccessibleName(tr(row.name));
        const int line = m_grid->rowCount();
        m_grid->addWidget(new WrapLabel(tr(row.name), TextSize::Body, Tone::Secondary), line, 0);
        m_grid->addWidget(value, line, 1);
        m_values += value;
    }
}

} // namespace viz
