// For libwebrtc-audio-processing 1.x and 2.x. Written from their headers; figures in docs/BENCHMARKS.md are of 0.3.

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

int reportedDelayMs(Samples echoDelay) {
    const auto delay = std::chrono::duration_cast<std::chrono::milliseconds>(echoDelay);
    return static_cast<int>(std::clamp<std::int64_t>(delay.count(), 0, 500));
}

} // namespace

struct WebRtcProcessing::State {
    // 1.x gives a bare pointer without a reference, 2.x a counted one; both become this.
    rtc::scoped_refptr<AudioProcessing> processing{webrtc::AudioProcessingBuilder().Create()};
    webrtc::StreamConfig format{kSampleRate, 1};
    std::array<std::int16_t, kBlockSamples> played{}; ///< the library wants somewhere to write it to
    AudioProcessing::Config config;
};

/// The canceller of these versions aligns and predicts by itself.
const bool WebRtcProcessing::wantsLinearEcho = false;

WebRtcProcessing::WebRtcProcessing() : m_state(std::make_unique<State>()) {
    m_state->config.pipeline.maximum_internal_processing_rate = kSampleRate;
    m_state->config.high_pass_filter.enabled = true;
    m_state->processing->ApplyConfig(m_state->config);
}

WebRtcProcessing::~WebRtcProcessing() = default;

void WebRtcProcessing::setCancelEcho(bool cancelEcho) {
    m_state->config.echo_canceller.enabled = cancelEcho;
    m_state->processing->ApplyConfig(m_state->config);
}

void WebRtcProcessing::takePlayed(std::span<const std::int16_t> block) {
    assert(block.size() == kBlockSamples);
    const webrtc::StreamConfig& format = m_state->format;
    m_state->processing->ProcessReverseStream(block.data(), format, format, m_state->played.data());
}

void WebRtcProcessing::process(std::span<std::int16_t> block, Samples echoDelay) {
    assert(block.size() == kBlockSamples);
    const webrtc::StreamConfig& format = m_state->format;
    m_state->processing->set_stream_delay_ms(reportedDelayMs(echoDelay));
    m_state->processing->ProcessStream(block.data(), format, format, block.data());
}

bool WebRtcProcessing::mayHaveVoice() const { return true; }

/// Of splitting into bands; the canceller works on whole blocks.
Samples WebRtcProcessing::delay() const { return Samples{46}; }

} // namespace viz
