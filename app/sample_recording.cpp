#include "app/sample_recording.h"

#include <algorithm>
#include <cmath>

namespace viz {

SampleRecording::SampleRecording(Samples capacity)
    : m_capacity(static_cast<std::size_t>(capacity.count()))
    , m_samples(std::make_unique_for_overwrite<std::int16_t[]>(m_capacity)) {}

void SampleRecording::append(std::span<const std::int16_t> samples) {
    const std::size_t size = m_size.load(std::memory_order_relaxed);
    const std::size_t taken = std::min(samples.size(), m_capacity - size);
    std::copy_n(samples.begin(), taken, m_samples.get() + size);
    m_size.store(size + taken, std::memory_order_release);
}

void SampleRecording::setStartTime(MonotonicTime time) {
    MonotonicTime::rep unknown = kUnknown;
    m_startTime.compare_exchange_strong(unknown, time.count(), std::memory_order_release);
}

std::span<const std::int16_t> SampleRecording::samples() const {
    return {m_samples.get(), m_size.load(std::memory_order_acquire)};
}

std::optional<MonotonicTime> SampleRecording::startTime() const {
    const MonotonicTime::rep time = m_startTime.load(std::memory_order_acquire);
    return time == kUnknown ? std::nullopt : std::optional(MonotonicTime{time});
}

std::vector<std::int16_t> alignedTo(const SampleRecording& reference, const SampleRecording& recording) {
    if (!reference.startTime() || !recording.startTime())
        return {};
    const auto samples = recording.samples();
    const Samples later = std::chrono::round<Samples>(*recording.startTime() - *reference.startTime());
    std::vector<std::int16_t> aligned(static_cast<std::size_t>(std::max<std::int64_t>(0, later.count())));
    const auto cut = std::min(samples.size(), static_cast<std::size_t>(std::max<std::int64_t>(0, -later.count())));
    aligned.insert(aligned.end(), samples.begin() + static_cast<std::ptrdiff_t>(cut), samples.end());
    return aligned;
}

} // namespace viz
