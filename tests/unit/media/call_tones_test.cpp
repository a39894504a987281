#include "core/base/media_time.h"
#include "core/media/call_tones.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <numeric>
#include <ostream>

namespace viz {
namespace {

struct Row {
    CallTone tone;
    const char* name;
    int minMs;
    int maxMs;
    bool inCall; ///< sounds while the microphone of a call may be open
};

constexpr Row kRows[] = {{CallTone::Ring, "Ring", 2000, 5000, false},
                         {CallTone::RingBack, "RingBack", 2000, 5000, false},
                         {CallTone::Connected, "Connected", 100, kMaxToneInCallMs, true},
                         {CallTone::Ended, "Ended", 300, 1000, false},
                         {CallTone::Muted, "Muted", 50, 200, true},
                         {CallTone::Unmuted, "Unmuted", 50, 200, true},
                         {CallTone::Reconnecting, "Reconnecting", 200, kMaxToneInCallMs, true},
                         {CallTone::Check, "Check", 500, 2000, false}};

void PrintTo(const Row& row, std::ostream* out) { *out << row.name; }

int peakOf(const std::vector<std::int16_t>& sound) {
    return std::accumulate(sound.begin(), sound.end(), 0,
                           [](int peak, int sample) { return std::max(peak, std::abs(sample)); });
}

/// 1: the same but for loudness; 0: nothing in common. Of as much as both have.
double likeness(const std::vector<std::int16_t>& left, const std::vector<std::int16_t>& right) {
    const auto length = static_cast<std::ptrdiff_t>(std::min(left.size(), right.size()));
    const auto product = [length](const auto& a, const auto& b) {
        return std::inner_product(a.begin(), a.begin() + length, b.begin(), 0.0);
    };
    return std::abs(product(left, right)) / std::sqrt(product(left, left) * product(right, right));
}

class CallTones : public testing::TestWithParam<Row> {
protected:
    std::vector<std::int16_t> m_sound = makeCallTone(GetParam().tone);
};

TEST_P(CallTones, AreAsLongAsTheyShouldBe) {
    const auto milliseconds = static_cast<int>(m_sound.size() * 1000 / kSampleRate);
    EXPECT_GE(milliseconds, GetParam().minMs);
    EXPECT_LE(milliseconds, GetParam().maxMs);
}

TEST_P(CallTones, AreHeardButStartleNobody) {
    EXPECT_GT(peakOf(m_sound), 328) << "-40 dBFS";
    EXPECT_LE(peakOf(m_sound), GetParam().inCall ? kMaxToneInCallPeak : kMaxTonePeak);
}

TEST_P(CallTones, BeginAndEndInSilence) {
    EXPECT_EQ(m_sound.front(), 0);
    EXPECT_LE(std::abs(m_sound.back()), 1);
}

// A sine of peak P and H hertz never steps further than 2 pi H P / 48000, and its step never changes by more than
// (2 pi H / 48000)^2 P; a click does. The highest note has 1046.5 Hz, and its octave a seventh of it.
TEST_P(CallTones, HaveNoClicks) {
    const double turn = 2 * 3.14159265 * 1046.5 / kSampleRate;
    const double peak = peakOf(m_sound);
    const double rounding = 2;
    for (std::size_t i = 2; i < m_sound.size(); ++i) {
        const int step = m_sound[i] - m_sound[i - 1];
        const int before = m_sound[i - 1] - m_sound[i - 2];
        ASSERT_LE(std::abs(step), 1.3 * turn * peak + rounding) << i;
        ASSERT_LE(std::abs(step - before), 1.6 * turn * turn * peak + rounding) << i;
    }
}

TEST_P(CallTones, AreTheSameEveryTime) { EXPECT_EQ(m_sound, makeCallTone(GetParam().tone)); }

TEST_P(CallTones, DifferFromEachOther) {
    for (const Row& other : kRows) {
        const bool isSame = other.tone == GetParam().tone;
        EXPECT_EQ(likeness(m_sound, makeCallTone(other.tone)) > 0.9, isSame) << other.name;
    }
}

INSTANTIATE_TEST_SUITE_P(Each, CallTones, testing::ValuesIn(kRows),
                         [](const auto& row) { return std::string(row.param.name); });

TEST(CallTone, OnlyRingingIsRepeated) {
    for (const Row& row : kRows)
        EXPECT_EQ(isRepeated(row.tone), row.tone == CallTone::Ring || row.tone == CallTone::RingBack) << row.name;
}

// The pause between two rings belongs to the tone: who plays it only begins again.
TEST(CallTone, RingingEndsWithAPause) {
    for (const CallTone tone : {CallTone::Ring, CallTone::RingBack}) {
        const auto sound = makeCallTone(tone);
        const auto pause = sound.end() - 2 * kSampleRate;
        EXPECT_TRUE(std::all_of(pause, sound.end(), [](int sample) { return sample == 0; }));
    }
}

} // namespace
} // namespace viz
