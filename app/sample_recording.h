#pragma once

#include "core/base/clock.h"
#include "core/base/media_time.h"

#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace viz {

/// Sound that passes by, kept with the time at which it began. One thread writes, without a lock or an allocation;
/// another may read what is there at any time.
class SampleRecording {
public:
    /// What comes after `capacity` is not kept.
    explicit SampleRecording(Samples capacity);

    /// Writer's thread.
    void append(std::span<const std::int16_t> samples);
    /// Writer's thread: when sample 0 was taken or played. The first one counts.
    void setStartTime(MonotonicTime time);

    /// Reader's thread; stays valid and does not change.
    [[nodiscard]] std::span<const std::int16_t> samples() const;
    [[nodiscard]] std::optional<MonotonicTime> startTime() const;

private:
    static constexpr MonotonicTime::rep kUnknown = -1;

    std::size_t m_capacity;
    std::unique_ptr<std::int16_t[]> m_samples; ///< not initialised: memory is used as far as it is written
    std::atomic<std::size_t> m_size = 0;
    std::atomic<MonotonicTime::rep> m_startTime = kUnknown;
};

/// `recording` as if it had begun together with `reference`: cut or filled with silence at its front. Empty if either
/// has not begun.
[[nodiscard]] std::vector<std::int16_t> alignedTo(const SampleRecording& reference, const SampleRecording& recording);

} // namespace viz
