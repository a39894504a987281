#pragma once

#include <QDate>

#include <cstdint>

namespace viz {

/// How many bytes of calls went through the network in one month, both ways.
struct DataUsage {
    int month = 0; ///< monthNumber(); 0: nothing was counted yet
    std::int64_t bytes = 0;

    static constexpr int kMaxMonth = 12 * 9999;
    static constexpr std::int64_t kMaxBytes = 1'000'000'000'000'000;

    friend bool operator==(const DataUsage&, const DataUsage&) = default;
};

/// Months since the year 0: two dates of the same month have the same number.
[[nodiscard]] int monthNumber(const QDate& date);
/// 0 if `usage` is of another month than `today`.
[[nodiscard]] std::int64_t bytesThisMonth(const DataUsage& usage, const QDate& today);
/// A month that begins today begins at nothing; a negative `bytes` counts as none.
[[nodiscard]] DataUsage withBytes(const DataUsage& usage, const QDate& today, std::int64_t bytes);
/// What the month will come to if the rest of it is like the days until `today`, that day included.
[[nodiscard]] std::int64_t forecastForMonth(const DataUsage& usage, const QDate& today);

} // namespace viz
