#include "ui/formatting.h"

#include <QCoreApplication>
#include <QLocale>

#include <cmath>

namespace viz {

QString durationText(std::chrono::nanoseconds duration) {
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(duration).count();
    const auto twoDigits = [](auto number) { return QStringLiteral("%1").arg(number, 2, 10, QLatin1Char('0')); };
    const QString tail = twoDigits(seconds % 60);
    if (seconds < 3600)
        return QStringLiteral("%1:%2").arg(seconds / 60).arg(tail);
    return QStringLiteral("%1:%2:%3").arg(seconds / 3600).arg(twoDigits(seconds / 60 % 60), tail);
}

QString secondsText(std::chrono::milliseconds duration) {
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(duration);
    if (seconds >= std::chrono::minutes{1})
        return durationText(seconds);
    return QCoreApplication::translate("viz::Formatting", "%1 s").arg(seconds.count());
}

QString spanText(std::chrono::minutes span) {
    if (span < std::chrono::hours{2})
        return QCoreApplication::translate("viz::Formatting", "%1 min").arg(QLocale().toString(span.count()));
    const auto hours = std::chrono::duration_cast<std::chrono::hours>(span);
    return QCoreApplication::translate("viz::Formatting", "%1 h").arg(QLocale().toString(hours.count()));
}

QString bitRateText(int bitsPerSecond) {
    if (bitsPerSecond == 0)
        return QStringLiteral("–");
    const double kilobits = bitsPerSecond / 1000.0;
    return QCoreApplication::translate("viz::Formatting", "%1 kbit/s").arg(QLocale().toString(std::lround(kilobits)));
}

QString bytesText(std::uint64_t bytes) {
    return QLocale().formattedDataSize(static_cast<qint64>(bytes), 1, QLocale::DataSizeSIFormat);
}

QString millisecondsText(std::optional<double> ms) {
    if (!ms)
        return QStringLiteral("–");
    return QCoreApplication::translate("viz::Formatting", "%1 ms").arg(QLocale().toString(std::lround(*ms)));
}

} // namespace viz
