#include "core/media/voice_decoder.h"

#include "core/base/media_time.h"

#include <opus/opus.h>

#include <algorithm>
#include <cassert>
#include <cstddef>

namespace viz {

/// opus_decoder_init() works in memory of ours, and the state holds no pointer into itself: that is what makes a copy
/// of its bytes a decoder as good as the first.
struct VoiceDecoder::State {
    std::vector<std::byte> memory = std::vector<std::byte>(static_cast<std::size_t>(opus_decoder_get_size(1)));
    std::vector<std::byte> saved = memory;
    float clipMemory = 0;
    float savedClipMemory = 0;

    OpusDecoder* decoder() { return reinterpret_cast<OpusDecoder*>(memory.data()); }

    /// Opus may overshoot full scale; its own soft clip bends the peaks instead of cutting them.
    void limit(std::span<float> sound) {
        opus_pcm_soft_clip(sound.data(), static_cast<int>(sound.size()), 1, &clipMemory);
        for (float& sample : sound)
            sample = std::clamp(sample, -1.0F, 1.0F);
    }
};

VoiceDecoder::VoiceDecoder() : m_state(std::make_unique<State>()) {
    [[maybe_unused]] const int error = opus_decoder_init(m_state->decoder(), kSampleRate, 1);
    assert(error == OPUS_OK); // it can only object to the rate and the channels
    save();
}

VoiceDecoder::~VoiceDecoder() = default;

int VoiceDecoder::decode(ByteView frame, std::span<float> out) {
    if (frame.empty()) // to libopus an order to conceal
        return 0;
    const auto room = static_cast<int>(std::min<std::size_t>(out.size(), kMaxFrameSamples));
    const int decoded = opus_decode_float(m_state->decoder(), reinterpret_cast<const unsigned char*>(frame.data()),
                                          static_cast<opus_int32>(frame.size()), out.data(), room, 0);
    if (decoded <= 0)
        return 0;
    m_state->limit(out.first(static_cast<std::size_t>(decoded)));
    return decoded;
}

void VoiceDecoder::conceal(std::span<float> out) {
    assert(out.size() % 120 == 0 && out.size() <= kMaxFrameSamples);
    const int made = opus_decode_float(m_state->decoder(), nullptr, 0, out.data(), static_cast<int>(out.size()), 0);
    const auto good = static_cast<std::size_t>(std::max(made, 0));
    std::fill(out.begin() + static_cast<std::ptrdiff_t>(good), out.end(), 0.0F);
    m_state->limit(out.first(good));
}

void VoiceDecoder::save() {
    std::copy(m_state->memory.begin(), m_state->memory.end(), m_state->saved.begin());
    m_state->savedClipMemory = m_state->clipMemory;
}

void VoiceDecoder::restore() {
    std::copy(m_state->saved.begin(), m_state->saved.end(), m_state->memory.begin());
    m_state->clipMemory = m_state->savedClipMemory;
}

void VoiceDecoder::reset() {
    opus_decoder_ctl(m_state->decoder(), OPUS_RESET_STATE);
    m_state->clipMemory = 0;
}

} // namespace viz
