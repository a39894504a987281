#include "ui/settings/diagnostics_section.h"

#include "ui/icon_widgets.h"
#include "ui/page.h"
#include "ui/settings/connection_table.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QPlainTextEdit>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>

namespace viz {
namespace {

constexpr std::chrono::seconds kReadInterval{1};
constexpr std::chrono::seconds kCopiedShown{2};
constexpr int kLogLines = 10; // in sight
constexpr int kMostLines = 400;

/// How many lines at the beginning of `now` are those at the end of `before`: the log forgets its oldest.
qsizetype overlap(const QStringList& before, const QStringList& now) {
    for (qsizetype count = std::min(before.size(), now.size()); count > 0; --count) {
        if (std::equal(before.end() - count, before.end(), now.begin()))
            return count;
    }
    return 0;
}

} // namespace

DiagnosticsSection::DiagnosticsSection(const Sources& sources, QWidget* parent)
    : QWidget(parent)
    , m_sources(sources)
    , m_logButton(new IconButton(IconName::ChevronDown, tr("Show the log"), IconButton::Kind::Quiet))
    , m_log(new QPlainTextEdit)
    , m_copy(new IconButton(IconName::Copy, tr("Copy a report")))
    , m_reading(new QTimer(this))
    , m_copied(new QTimer(this)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 2 * kGrid, 0, kGrid);
    column->setSpacing(kGrid);
    column->addWidget(new WrapLabel(tr("Diagnostics"), TextSize::Heading));
    column->addWidget(new ConnectionTable(sources.connection));
    addReport(column);
    addLog(column);
}

void DiagnosticsSection::addLog(QVBoxLayout* column) {
    m_logButton->setCheckable(true);
    m_log->setReadOnly(true);
    m_log->setAccessibleName(tr("Log"));
    m_log->setTabChangesFocus(true);
    m_log->setPlaceholderText(tr("Nothing yet."));
    m_log->setMaximumBlockCount(kMostLines);
    m_log->setFixedHeight(kLogLines * m_log->fontMetrics().lineSpacing() + 3 * kGrid);
    m_log->hide();
    m_reading->setInterval(kReadInterval);
    column->addWidget(m_logButton, 0, Qt::AlignLeft);
    column->addWidget(m_log);
    connect(m_logButton, &QPushButton::toggled, this, &DiagnosticsSection::showLog);
    connect(m_reading, &QTimer::timeout, this, &DiagnosticsSection::readLog);
}

void DiagnosticsSection::addReport(QVBoxLayout* column) {
    column->addWidget(new WrapLabel(tr("A report says which system this is, what you chose, how the last call went, "
                                       "and what the log holds. No secret is in it; the log may name addresses."),
                                    TextSize::Body, Tone::Secondary));
    m_copied->setSingleShot(true);
    m_copied->setInterval(kCopiedShown);
    column->addWidget(m_copy, 0, Qt::AlignLeft);
    connect(m_copy, &QPushButton::clicked, this, &DiagnosticsSection::copyReport);
    connect(m_copied, &QTimer::timeout, this, [this] {
        m_copy->setIconName(IconName::Copy);
        m_copy->setText(tr("Copy a report"));
    });
}

void DiagnosticsSection::showLog(bool shown) {
    m_log->setVisible(shown);
    shown ? m_reading->start() : m_reading->stop();
    if (shown)
        readLog();
}

// Only what is new: who reads further up stays there, and a screen reader does not begin anew.
void DiagnosticsSection::readLog() {
    if (!isVisible())
        return;
    const QStringList lines = m_sources.logLines();
    const qsizetype known = overlap(m_lines, lines);
    if (known == 0)
        m_log->clear();
    for (const QString& line : lines.mid(known))
        m_log->appendPlainText(line);
    m_lines = lines;
}

void DiagnosticsSection::copyReport() {
    QGuiApplication::clipboard()->setText(m_sources.report());
    m_copy->setIconName(IconName::Check);
    m_copy->setText(tr("Copied"));
    m_copied->start();
}

} // namespace viz
