#include "core/media/cleaner/linear_echo.h"

#include "core/media/cleaner/block_level.h"

#include <speex/speex_echo.h>

#include <algorithm>
#include <cassert>

namespace viz {
namespace {

/// No room makes this loud enough to be heard. What fills the pauses of a voice from which noise was taken is below it.
constexpr float kInaudibleDbfs = -60;

} // namespace

LinearEcho::LinearEcho()
    : m_state(speex_echo_state_init(static_cast<int>(SpeechCleaner::kBlock.count()), static_cast<int>(kTail.count()))) {
    int rate = kSampleRate;
    speex_echo_ctl(m_state.get(), SPEEX_ECHO_SET_SAMPLING_RATE, &rate);
}

void LinearEcho::cancel(std::span<const std::int16_t> played, std::span<std::int16_t> recorded) {
    assert(played.size() == m_cleaned.size() && recorded.size() == m_cleaned.size());
    if (!mayBeHeard(played))
        return;
    speex_echo_cancellation(m_state.get(), recorded.data(), played.data(), m_cleaned.data());
    std::ranges::copy(m_cleaned, recorded.begin());
}

/// When it may be heard again, the filter finds its past as it left it: silent for as long as it looks back.
bool LinearEcho::mayBeHeard(std::span<const std::int16_t> played) {
    const bool isSilent = blockLevelDbfs(played) < kInaudibleDbfs;
    m_silence = isSilent ? m_silence + SpeechCleaner::kBlock : Samples{};
    return m_silence <= kTail + 2 * SpeechCleaner::kBlock;
}

void LinearEcho::Destroy::operator()(SpeexEchoState_* state) const { speex_echo_state_destroy(state); }

} // namespace viz
