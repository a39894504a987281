#include "ui/thread_times.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <ctime>

#ifdef __linux__
#include <fcntl.h>
#include <unistd.h>
#endif

namespace viz {
namespace {

std::chrono::nanoseconds processorTime() {
#ifdef CLOCK_THREAD_CPUTIME_ID
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return std::chrono::seconds{time.tv_sec} + std::chrono::nanoseconds{time.tv_nsec};
#else
    return {};
#endif
}

} // namespace

std::chrono::nanoseconds ThreadTimes::asleep() const {
    return std::max(std::chrono::nanoseconds{0}, wall - processor - queued);
}

ThreadTimes ThreadTimes::operator-(const ThreadTimes& earlier) const {
    return {.wall = wall - earlier.wall, .processor = processor - earlier.processor, .queued = queued - earlier.queued};
}

ThreadTimes ThreadTimer::now() const {
    const auto wall = std::chrono::steady_clock::now().time_since_epoch();
    return {.wall = wall, .processor = processorTime(), .queued = queued()};
}

#ifdef __linux__

ThreadTimer::ThreadTimer() : m_schedule(open("/proc/thread-self/schedstat", O_RDONLY | O_CLOEXEC)) {}

ThreadTimer::~ThreadTimer() {
    if (m_schedule >= 0)
        close(m_schedule);
}

// "<ns on a processor> <ns in the queue for one> <times>": Documentation/scheduler/sched-stats.rst of Linux.
std::chrono::nanoseconds ThreadTimer::queued() const {
    std::array<char, 96> line{};
    if (m_schedule < 0 || pread(m_schedule, line.data(), line.size() - 1, 0) <= 0)
        return {};
    char* second = nullptr;
    (void)std::strtoll(line.data(), &second, 10);
    return std::chrono::nanoseconds{std::strtoll(second, nullptr, 10)};
}

#else

ThreadTimer::ThreadTimer() = default;
ThreadTimer::~ThreadTimer() = default;
std::chrono::nanoseconds ThreadTimer::queued() const { return {}; }

#endif

} // namespace viz
