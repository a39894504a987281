#include "core/settings/data_usage.h"

#include <algorithm>

namespace viz {

int monthNumber(const QDate& date) { return date.year() * 12 + date.month() - 1; }

std::int64_t bytesThisMonth(const DataUsage& usage, const QDate& today) {
    return usage.month == monthNumber(today) ? usage.bytes : 0;
}

DataUsage withBytes(const DataUsage& usage, const QDate& today, std::int64_t bytes) {
    const std::int64_t added = std::clamp<std::int64_t>(bytes, 0, DataUsage::kMaxBytes);
    return {.month = monthNumber(today), .bytes = std::min(bytesThisMonth(usage, today) + added, DataUsage::kMaxBytes)};
}

std::int64_t forecastForMonth(const DataUsage& usage, const QDate& today) {
    return bytesThisMonth(usage, today) * today.daysInMonth() / today.day();
}

} // namespace viz
