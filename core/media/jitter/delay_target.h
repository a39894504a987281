#pragma once

#include "core/base/media_time.h"

#include <array>
#include <cstddef>
#include <optional>

namespace viz {

/// How much jitter to buffer against, learned from how late messages come.
///
/// As in NetEq: the worst lateness of each half second goes into a histogram with a memory of 30 s, and the target
/// covers 95 % of it. Different from NetEq: half a second ends before the first message after a stall, so that one
/// burst counts once, and what is longer than the longest target is not learned at all, because buffering cannot help
/// there.
class DelayTarget {
public:
    static constexpr Samples kBucket{5 * kSampleRate / 1000};
    static constexpr Samples kLongest{600 * kSampleRate / 1000};
    static constexpr Samples kInitial{40 * kSampleRate / 1000};

    /// A message came at `arrival`, `lateness` (0 and more) after it could have come. Calls in order of arrival.
    void add(MediaTime arrival, Samples lateness);
    /// The path has become slower, and how late messages are on it now may have nothing to do with how they were before
    /// and will be again: what was learned until a few seconds ago is kept aside.
    void onSpellBegan() { m_beforeSpell = m_older; }
    /// It is as it was.
    void onSpellEnded();
    /// The time line of arrivals jumped.
    void shift(Samples by) { m_intervalBegin += by; }
    /// A multiple of kBucket, at most kLongest; kInitial until the first half second is over.
    [[nodiscard]] Samples target() const { return m_target; }

    /// Mouth-to-ear delay without the target: from then on, the target is no longer than what the E-model (ITU-T G.107)
    /// finds best for a conversation with that delay. It would wait less for rare stalls, if the call is slow anyway.
    void setBaseDelay(Samples delay) { m_baseDelay = delay; }

private:
    static constexpr std::size_t kBuckets = kLongest / kBucket + 1;
    using Weights = std::array<double, kBuckets>; ///< bucket i: lateness above (i - 1) and up to i × kBucket

    void closeInterval();
    void learn(Samples lateness);
    void keepCopies();
    void choose();
    [[nodiscard]] std::size_t quantileBucket() const;
    [[nodiscard]] std::size_t bestBucket(Samples baseDelay) const;
    [[nodiscard]] double expectedLateMs(std::size_t bucket) const;

    Weights m_weights{};
    Weights m_recent{}; ///< the same up to 3 s ago
    Weights m_older{};  ///< the same 3 to 6 s ago
    Weights m_beforeSpell{};
    int m_learned = 0;
    bool m_intervalOpen = false;
    MediaTime m_intervalBegin{};
    Samples m_worst{};
    Samples m_target = kInitial;
    std::optional<Samples> m_baseDelay;
};

} // namespace viz
