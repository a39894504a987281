#pragma once

#include "core/base/media_time.h"

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

struct SpeexResamplerState_;

namespace viz {

inline constexpr int kMinResamplerRate = 8000;
inline constexpr int kMaxResamplerRate = 192000;

/// Changes the sample rate of one mono stream. Keeps a little of the past, so one object a stream.
///
/// The first output sample belongs to the first input sample: the filter's own delay is cut off at the beginning and
/// is missing at the end, until flush() pushes it out.
class Resampler {
public:
    /// Both rates in kMinResamplerRate..kMaxResamplerRate. Equal rates copy.
    Resampler(int fromRate, int toRate);

    /// Appends what `in` gives to `out`.
    void process(std::span<const std::int16_t> in, std::vector<std::int16_t>& out);
    /// Appends the tail; after it the object is as new.
    void flush(std::vector<std::int16_t>& out);
    /// How long a sample waits inside; 0 for equal rates. Without the input's own waiting.
    [[nodiscard]] std::chrono::nanoseconds latency() const;

private:
    struct Destroy {
        void operator()(SpeexResamplerState_* state) const;
    };
    void run(std::span<const std::int16_t> in, std::vector<std::int16_t>& out);

    int m_fromRate;
    int m_toRate;
    std::unique_ptr<SpeexResamplerState_, Destroy> m_state; ///< null for equal rates
};

} // namespace viz
