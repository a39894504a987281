#pragma once

#include "app/exit_status.h"
#include "app/log_options.h"
#include "app/log_rate.h"
#include "core/base/clock.h"

#include <QFile>
#include <QLoggingCategory>
#include <QMutex>
#include <QStringList>

#include <tl/expected.hpp>

#include <atomic>
#include <memory>

namespace viz {

Q_DECLARE_LOGGING_CATEGORY(lcApp)

/// One line of the log, without the line's end. `time` is UTC.
struct LogLine {
    LogLevel level = LogLevel::Debug;
    QString category;
    QString message;
};
[[nodiscard]] QString formatLogLine(const LogLine& line, const QDateTime& time, LineFormat format);

/// Where all of Qt's and Viz's log messages go while it exists: levels, format and file as in LogOptions, secrets
/// redacted, lines bounded by LogRate. One at a time; made and destroyed on the main thread while no other thread logs.
class Logging {
public:
    /// Fails if the file cannot be opened for appending.
    [[nodiscard]] static tl::expected<std::unique_ptr<Logging>, Failure> create(const LogOptions& options);
    ~Logging();
    Logging(const Logging&) = delete;
    Logging& operator=(const Logging&) = delete;

    /// Any thread.
    void write(const LogLine& line);

    /// Beside the file: the newest kKeptLines from `level` on stay in memory, for the window's log view; fewer when a
    /// higher level is set later. Nothing at first (LogLevel::Off). Main thread.
    void keepFrom(LogLevel level);
    /// Oldest first. Any thread.
    [[nodiscard]] QStringList keptLines();

    static constexpr qsizetype kKeptLines = 400;

private:
    explicit Logging(const LogOptions& options);
    [[nodiscard]] bool open();
    void install();
    void put(const LogLine& line);
    void forgetBelow(LogLevel level);
    [[nodiscard]] LogLevel lowestLevel() const;

    struct KeptLine {
        LogLevel level = LogLevel::Debug;
        QString text;
    };

    LogOptions m_options;
    std::atomic<LogLevel> m_keptLevel = LogLevel::Off;
    SteadyClock m_clock;
    QMutex m_mutex; ///< guards the three below
    LogRate m_rate;
    QFile m_file;
    QList<KeptLine> m_kept;
};

} // namespace viz
