#pragma once

#include "ui/settings/diagnostic_report.h"

#include <QStringList>
#include <QWidget>

#include <functional>

class QPlainTextEdit;
class QTimer;
class QVBoxLayout;

namespace viz {

class IconButton;

/// For finding out what goes wrong: the figures of the call, the newest lines of the log, and a report to paste into a
/// mail.
class DiagnosticsSection : public QWidget {
    Q_OBJECT

public:
    /// What it shows and copies; neither may hold a secret.
    struct Sources {
        std::function<QStringList()> logLines; ///< oldest first
        std::function<QString()> report;
        std::function<QList<ReportRow>()> connection; ///< empty: no call is on
    };

    explicit DiagnosticsSection(const Sources& sources, QWidget* parent = nullptr);

private:
    void addLog(QVBoxLayout* column);
    void addReport(QVBoxLayout* column);
    void showLog(bool shown);
    void readLog();
    void copyReport();

    Sources m_sources;
    IconButton* m_logButton;
    QPlainTextEdit* m_log;
    QStringList m_lines; ///< in m_log
    IconButton* m_copy;
    QTimer* m_reading;
    QTimer* m_copied;
};

} // namespace viz
