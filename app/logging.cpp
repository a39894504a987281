#include "app/logging.h"

#include "app/redaction.h"
#include "app/standard_streams.h"

#include <QDateTime>
#include <QJsonDocument>
#include <QJsonObject>
#include <QMutexLocker>

#include <algorithm>
#include <array>

namespace viz {

Q_LOGGING_CATEGORY(lcApp, "viz.app")

namespace {

/// Qt's message handler is a plain function, so the one Logging must be found from there.
std::atomic<Logging*> installed = nullptr;

LogLevel levelOf(QtMsgType type) {
    switch (type) {
    case QtDebugMsg:
        return LogLevel::Debug;
    case QtInfoMsg:
        return LogLevel::Info;
    case QtWarningMsg:
        return LogLevel::Warning;
    case QtCriticalMsg:
        return LogLevel::Error;
    case QtFatalMsg:
        return LogLevel::Fatal;
    }
    return LogLevel::Error;
}

QString nameOf(LogLevel level) {
    static const std::array names{u"debug"_qs, u"info"_qs, u"warning"_qs, u"error"_qs, u"fatal"_qs, u"off"_qs};
    return names.at(static_cast<std::size_t>(level));
}

void handleMessage(QtMsgType type, const QMessageLogContext& context, const QString& message) {
    if (Logging* logging = installed.load(std::memory_order_acquire))
        logging->write({.level = levelOf(type), .category = QString::fromUtf8(context.category), .message = message});
}

/// Messages below the level cost one comparison where they are written, and no text is made.
QString filterRules(LogLevel level) {
    QString rules;
    if (level > LogLevel::Debug)
        rules += u"*.debug=false\n"_qs;
    if (level > LogLevel::Info)
        rules += u"*.info=false\n"_qs;
    if (level > LogLevel::Warning)
        rules += u"*.warning=false\n"_qs;
    if (level > LogLevel::Error)
        rules += u"*.critical=false\n"_qs;
    return level == LogLevel::Debug ? u"viz.*.debug=true\nqt.*.debug=false\n"_qs : rules;
}

} // namespace

QString formatLogLine(const LogLine& line, const QDateTime& time, LineFormat format) {
    const QString stamp = time.toString(Qt::ISODateWithMs);
    if (format == LineFormat::Text)
        return u"%1 %2 %3 %4"_qs.arg(stamp, nameOf(line.level), line.category, line.message.simplified());
    const QJsonObject object{{u"time"_qs, stamp},
                             {u"level"_qs, nameOf(line.level)},
                             {u"category"_qs, line.category},
                             {u"message"_qs, line.message}};
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

tl::expected<std::unique_ptr<Logging>, Failure> Logging::create(const LogOptions& options) {
    std::unique_ptr<Logging> logging(new Logging(options));
    if (!logging->open())
        return tl::make_unexpected(Failure{
            .status = ExitStatus::NoDevice,
            .sentence =
                u"Viz cannot write the log file %1: check its folder and its permissions."_qs.arg(options.file)});
    logging->install();
    return logging;
}

Logging::Logging(const LogOptions& options) : m_options(options) {}

Logging::~Logging() {
    if (installed.exchange(nullptr) == this)
        qInstallMessageHandler(nullptr);
}

bool Logging::open() {
    if (m_options.file.isEmpty())
        return openUnbuffered(m_file, stderr);
    m_file.setFileName(m_options.file);
    return m_file.open(QIODevice::WriteOnly | QIODevice::Append | QIODevice::Unbuffered);
}

void Logging::install() {
    QLoggingCategory::setFilterRules(filterRules(lowestLevel()));
    installed.store(this, std::memory_order_release);
    qInstallMessageHandler(&handleMessage);
}

void Logging::write(const LogLine& line) {
    if (line.level < lowestLevel())
        return;
    const QMutexLocker locker(&m_mutex);
    if (!m_rate.admit(m_clock.now()) && line.level != LogLevel::Fatal)
        return;
    if (const std::uint64_t refused = m_rate.takeRefused(); refused > 0)
        put({.level = LogLevel::Warning,
             .category = u"viz.app"_qs,
             .message = u"%1 log lines were left out: too many at once"_qs.arg(refused)});
    put(line);
}

void Logging::put(const LogLine& line) {
    LogLine clean = line;
    clean.message = redactSecrets(line.message);
    const QDateTime now = QDateTime::currentDateTimeUtc();
    if (line.level >= m_options.level)
        m_file.write(formatLogLine(clean, now, m_options.format).toUtf8() + '\n');
    if (line.level < m_keptLevel)
        return;
    m_kept += {.level = line.level, .text = formatLogLine(clean, now, LineFormat::Text)};
    if (m_kept.size() > kKeptLines)
        m_kept.removeFirst();
}

void Logging::keepFrom(LogLevel level) {
    if (level == m_keptLevel)
        return;
    m_keptLevel = level;
    QLoggingCategory::setFilterRules(filterRules(lowestLevel()));
    forgetBelow(level);
}

QStringList Logging::keptLines() {
    const QMutexLocker locker(&m_mutex);
    QStringList lines;
    for (const KeptLine& line : m_kept)
        lines += line.text;
    return lines;
}

void Logging::forgetBelow(LogLevel level) {
    const QMutexLocker locker(&m_mutex);
    m_kept.removeIf([level](const KeptLine& line) { return line.level < level; });
}

LogLevel Logging::lowestLevel() const { return std::min(m_options.level, m_keptLevel.load()); }

} // namespace viz
