#include "app/process_usage.h"

// clang-format off
#include <windows.h>
#include <psapi.h> // needs the one before it
// clang-format on

namespace viz {
namespace {

double secondsOf(const FILETIME& time) {
    const std::uint64_t ticks = (std::uint64_t{time.dwHighDateTime} << 32) | time.dwLowDateTime;
    return static_cast<double>(ticks) / 1e7; // of 100 ns
}

} // namespace

std::optional<double> processCpuSeconds() {
    FILETIME start{};
    FILETIME end{};
    FILETIME kernel{};
    FILETIME user{};
    if (!GetProcessTimes(GetCurrentProcess(), &start, &end, &kernel, &user))
        return std::nullopt;
    return secondsOf(kernel) + secondsOf(user);
}

std::optional<std::int64_t> processRssBytes() {
    PROCESS_MEMORY_COUNTERS memory{};
    if (!GetProcessMemoryInfo(GetCurrentProcess(), &memory, sizeof memory))
        return std::nullopt;
    return static_cast<std::int64_t>(memory.WorkingSetSize);
}

} // namespace viz
