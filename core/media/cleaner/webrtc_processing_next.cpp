// For libwebrtc-audio-processing 1.x and 2.x. Measured with 1.3; for 2.x written from its headers. Figures in
// docs/BENCHMARKS.md are of 0.3.

#include "core/media/cleaner/webrtc_processing.h"

#include <api/scoped_refptr.h>
#include <modules/audio_processing/include/audio_processing.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <chrono>

namespace viz {
namespace {

using webrtc::AudioProcessing;

constexpr std::size_t kBlockSamples = SpeechCleaner::kBlock.count();
const webrtc::StreamConfig kFormat{kSampleRate, 1};

int reportedDelayMs(Samples echoDelay) {
    const auto delay = std::chrono::duration_cast<std::chrono::milliseconds>(echoDelay);
    return static_cast<int>(std::clamp<std::int64_t>(delay.count(), 0, 500));
}

// 1.x gives a bare pointer without a reference, 2.x a counted one; both become this.
using Processing = rtc::scoped_refptr<AudioProcessing>;

/// It only writes figures, and allocates memory for every block. 2.x has none. What AEC3 itself allocates after the
/// first block are names of statistics, 37 of them every 10 s.
template<typename Config>
void disableResidualEchoDetector(Config& config) {
    if constexpr (requires { config.residual_echo_detector; })
        config.residual_echo_detector.enabled = false;
}

Processing makeProcessing(bool cancelsEcho) {
    AudioProcessing::Config config;
    config.pipeline.maximum_internal_processing_rate = kSampleRate;
    config.high_pass_filter.enabled = true;
    config.echo_canceller.enabled = cancelsEcho;
    disableResidualEchoDetector(config);
    Processing processing{webrtc::AudioProcessingBuilder().Create()};
    processing->ApplyConfig(config);
    processing->Initialize({{kFormat, kFormat, kFormat, kFormat}}); // or it would do so with the first block
    return processing;
}

} // namespace

/// Two, because to turn its canceller off and on again the library allocates memory, and forgets the room.
struct WebRtcProcessing::State {
    [[nodiscard]] AudioProcessing& current() const { return cancelsEcho ? *withCanceller : *withoutCanceller; }

    Processing withCanceller = makeProcessing(true);
    Processing withoutCanceller = makeProcessing(false);
    bool cancelsEcho = true;
    std::array<std::int16_t, kBlockSamples> played{}; ///< the library wants somewhere to write it to
};

/// Beside -10 and 0 these take 5 dB more of an echo away, and .01 of a near voice's STOI.
const NoiseReducer::ResidualEcho WebRtcProcessing::kResidue{.alone = -20, .withVoice = -5};

/// AEC3. Two recorded voices at once, the echo 9 dB below the near one: STOI 0.63, with LinearEcho before it 0.71. With
/// the thresholds of its suppressor raised, which is done by field trials outside its API, 0.89, and 9 to 15 dB more
/// echo. Its mobile mode: 0.70, 0.40 where the echo is late.
WebRtcProcessing::WebRtcProcessing() : m_state(std::make_unique<State>()) {}

WebRtcProcessing::~WebRtcProcessing() = default;

void WebRtcProcessing::setCancelEcho(bool cancelEcho) { m_state->cancelsEcho = cancelEcho; }

void WebRtcProcessing::takePlayed(std::span<const std::int16_t> block) {
    assert(block.size() == kBlockSamples);
    m_state->withCanceller->ProcessReverseStream(block.data(), kFormat, kFormat, m_state->played.data());
}

void WebRtcProcessing::process(std::span<std::int16_t> block, Samples echoDelay) {
    assert(block.size() == kBlockSamples);
    m_state->current().set_stream_delay_ms(reportedDelayMs(echoDelay));
    m_state->current().ProcessStream(block.data(), kFormat, kFormat, block.data());
}

bool WebRtcProcessing::mayHaveVoice() const { return true; }

/// Measured in 1.3, by correlation with what went in: bands are split and put together, and the canceller has blocks of
/// its own and overlaps them.
Samples WebRtcProcessing::delay() const {
    constexpr Samples kSplitting{46};
    constexpr Samples kCancelling{384};
    return kSplitting + (m_state->cancelsEcho ? kCancelling : Samples::zero());
}

} // namespace viz
