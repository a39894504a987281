#include "core/media/cleaner/noise_reducer.h"

#include <speex/speex_preprocess.h>

#include <algorithm>

namespace viz {

NoiseReducer::NoiseReducer(const ResidualEcho& residueDb)
    : m_state(speex_preprocess_state_init(static_cast<int>(SpeechCleaner::kBlock.count()), kSampleRate)) {
    // 21 dB takes 4 dB more out of a fan's noise than the library's 15 dB do; 27 dB begins to ring.
    int suppressionDb = -21;
    speex_preprocess_ctl(m_state.get(), SPEEX_PREPROCESS_SET_NOISE_SUPPRESS, &suppressionDb);
    ResidualEcho residue = residueDb; // the library takes pointers to what it could change
    speex_preprocess_ctl(m_state.get(), SPEEX_PREPROCESS_SET_ECHO_SUPPRESS, &residue.alone);
    speex_preprocess_ctl(m_state.get(), SPEEX_PREPROCESS_SET_ECHO_SUPPRESS_ACTIVE, &residue.withVoice);
}

void NoiseReducer::setEnabled(bool enabled) {
    if (enabled && !m_isEnabled) { // its next window begins with what came last
        auto before = m_late;
        speex_preprocess_run(m_state.get(), before.data());
    }
    m_isEnabled = enabled;
}

void NoiseReducer::setResidualEcho(const LinearEcho* echo) {
    speex_preprocess_ctl(m_state.get(), SPEEX_PREPROCESS_SET_ECHO_STATE, echo ? echo->handle() : nullptr);
}

void NoiseReducer::reduce(std::span<std::int16_t> block) {
    if (!m_isEnabled) {
        std::ranges::swap_ranges(block, m_late);
        return;
    }
    std::ranges::copy(block, m_late.begin());
    speex_preprocess_run(m_state.get(), block.data());
    m_expander.apply(block);
}

void NoiseReducer::Destroy::operator()(SpeexPreprocessState_* state) const { speex_preprocess_state_destroy(state); }

} // namespace viz
