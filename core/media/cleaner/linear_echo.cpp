#include "core/media/cleaner/linear_echo.h"

#include <speex/speex_echo.h>

#include <algorithm>
#include <cassert>

namespace viz {

LinearEcho::LinearEcho()
    : m_state(speex_echo_state_init(static_cast<int>(SpeechCleaner::kBlock.count()), static_cast<int>(kTail.count()))) {
    int rate = kSampleRate;
    speex_echo_ctl(m_state.get(), SPEEX_ECHO_SET_SAMPLING_RATE, &rate);
}

void LinearEcho::cancel(std::span<const std::int16_t> played, std::span<std::int16_t> recorded) {
    assert(played.size() == m_cleaned.size() && recorded.size() == m_cleaned.size());
    speex_echo_cancellation(m_state.get(), recorded.data(), played.data(), m_cleaned.data());
    std::ranges::copy(m_cleaned, recorded.begin());
}

void LinearEcho::Destroy::operator()(SpeexEchoState_* state) const { speex_echo_state_destroy(state); }

} // namespace viz
