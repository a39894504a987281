#include "app/process_usage.h"

#include <QByteArrayList>
#include <QFile>

#include <sys/resource.h>
#include <unistd.h>

namespace viz {
namespace {

double secondsOf(const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

} // namespace

std::optional<double> processCpuSeconds() {
    rusage usage{};
    if (getrusage(RUSAGE_SELF, &usage) != 0)
        return std::nullopt;
    return secondsOf(usage.ru_utime) + secondsOf(usage.ru_stime);
}

std::optional<std::int64_t> processRssBytes() {
    QFile statm(QStringLiteral("/proc/self/statm"));
    if (!statm.open(QIODevice::ReadOnly))
        return std::nullopt;
    bool isNumber = false;
    const qint64 pages = statm.readAll().split(' ').value(1).toLongLong(&isNumber);
    return isNumber ? std::optional<std::int64_t>(pages * sysconf(_SC_PAGESIZE)) : std::nullopt;
}

} // namespace viz
