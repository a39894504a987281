// A stand-in for those functions of libopus that core/media calls, for programs that simulate so many hours of a call
// that nine tenths of their time would go into the codec. The one program that this file is linked into uses it
// instead of the library: definitions in its own objects come before those in a library.
//
// It keeps what the rest of the call looks at: pitch, loudness and pauses of a voice, sizes by the bit rate, packets of
// two bytes in a pause where sizes may vary, a decoder whose state is a block of bytes, and errors where opus has them.
// It is no codec for ears: sound above a quarter of the packets' bytes a second is gone, hissing consonants with it,
// and pauses of the smallest packets are silent.
//
// A packet: the code of its duration, how many samples it has, and those samples, each the average of an equal share of
// the frame, as a signed square root in 8 bits; what is left up to the packet's size is padding.

#include "core/base/encoded_frame.h"

#include <opus/opus.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdarg>
#include <cstdint>
#include <new>
#include <span>
#include <type_traits>

struct OpusEncoder {
    opus_int32 bitrateBps = 32000;
    bool variesSizes = true;
    bool pauses = false;
};

struct OpusDecoder {
    static constexpr int kMemory = 960;

    std::array<float, kMemory> heard{}; ///< the newest last
    float last = 0;                     ///< sample that was given out
    float gain = 1;                     ///< of concealment
    int concealAt = kMemory - 1;        ///< what was heard is played backwards, then forwards: no seam
    int concealStep = -1;
};
static_assert(std::is_trivially_copyable_v<OpusDecoder>); // VoiceDecoder saves its bytes

namespace {

constexpr std::size_t kHeaderBytes = 2;
constexpr std::size_t kMostSamples = 255;
constexpr int kZero = 128;
constexpr float kFullScale = 127;
/// -53 dBFS: between the room's noise and the quietest speech that is simulated.
constexpr int kSilence = 6;
constexpr opus_int32 kLookahead = 312; // as opus says; nothing here is so late
constexpr std::array kDurations{120, 240, 480, 960, 1920, viz::kMaxFrameSamples};

using Packet = std::span<unsigned char>;

unsigned char squeezed(float sample) {
    const float root = std::copysign(std::sqrt(std::abs(sample)), sample);
    return static_cast<unsigned char>(std::lround(static_cast<float>(kZero) + kFullScale * root));
}

float stretched(unsigned char byte) {
    const float root = static_cast<float>(byte - kZero) / kFullScale;
    return std::clamp(root * std::abs(root), -1.0F, 1.0F);
}

/// Where part `index` of `count` begins.
std::size_t beginOf(std::size_t index, std::size_t count, std::size_t whole) { return index * whole / count; }

void squeeze(std::span<const opus_int16> frame, Packet samples) {
    for (std::size_t i = 0; i < samples.size(); ++i) {
        const std::size_t begin = beginOf(i, samples.size(), frame.size());
        const std::size_t end = beginOf(i + 1, samples.size(), frame.size());
        int sum = 0;
        for (std::size_t at = begin; at < end; ++at)
            sum += frame[at];
        samples[i] = squeezed(static_cast<float>(sum) / static_cast<float>(end - begin) / 32768);
    }
}

/// 0..127, as the samples of a packet have it.
int loudness(std::span<const unsigned char> samples) {
    int loudest = 0;
    for (const unsigned char sample : samples)
        loudest = std::max(loudest, std::abs(sample - kZero));
    return loudest;
}

std::size_t usualBytes(const OpusEncoder& encoder, std::size_t frameSamples) {
    const auto bits = static_cast<std::size_t>(encoder.bitrateBps) * frameSamples / viz::kSampleRate;
    return std::max(kHeaderBytes, (bits + 4) / 8);
}

/// Loud frames a third more than the bit rate, quiet ones half of it.
std::size_t variedBytes(std::size_t usual, int loudness) {
    return std::max(kHeaderBytes + 1, usual * static_cast<std::size_t>(64 + loudness) / 144);
}

std::size_t samplesIn(std::size_t packetBytes, std::size_t frameSamples) {
    return std::min({packetBytes - kHeaderBytes, kMostSamples, frameSamples});
}

opus_int32 encode(const OpusEncoder& encoder, std::span<const opus_int16> frame, unsigned char code, Packet room) {
    const std::size_t usual = std::min(usualBytes(encoder, frame.size()), room.size());
    const auto pack = [&](std::size_t bytes) {
        const std::size_t count = samplesIn(bytes, frame.size());
        room[0] = code;
        room[1] = static_cast<unsigned char>(count);
        squeeze(frame, room.subspan(kHeaderBytes, count));
        std::fill(room.begin() + kHeaderBytes + count, room.begin() + bytes, static_cast<unsigned char>(0));
        return loudness(room.subspan(kHeaderBytes, count));
    };
    const int found = pack(usual);
    if (!encoder.variesSizes)
        return static_cast<opus_int32>(usual);
    if (encoder.pauses && found <= kSilence) {
        room[1] = 0;
        return kHeaderBytes;
    }
    const std::size_t varied = std::min(variedBytes(usual, found), room.size());
    pack(varied);
    return static_cast<opus_int32>(varied);
}

/// From the last sample that was given out straight to `target`.
void glide(OpusDecoder& decoder, float target, std::span<float> out) {
    const float step = (target - decoder.last) / static_cast<float>(out.size());
    for (std::size_t i = 0; i < out.size(); ++i)
        out[i] = decoder.last + step * static_cast<float>(i + 1);
    decoder.last = target;
}

void remember(OpusDecoder& decoder, std::span<const float> sound) {
    const auto fresh = sound.last(std::min(sound.size(), decoder.heard.size()));
    std::copy(decoder.heard.begin() + static_cast<std::ptrdiff_t>(fresh.size()), decoder.heard.end(),
              decoder.heard.begin());
    std::copy(fresh.begin(), fresh.end(), decoder.heard.end() - static_cast<std::ptrdiff_t>(fresh.size()));
    decoder.gain = 1;
    decoder.concealAt = OpusDecoder::kMemory - 1;
    decoder.concealStep = -1;
}

void decode(OpusDecoder& decoder, std::span<const unsigned char> samples, std::span<float> out) {
    for (std::size_t i = 0; i < samples.size(); ++i) {
        const std::size_t begin = beginOf(i, samples.size(), out.size());
        const std::size_t end = beginOf(i + 1, samples.size(), out.size());
        glide(decoder, stretched(samples[i]), out.subspan(begin, end - begin));
    }
    if (samples.empty())
        glide(decoder, 0, out);
    remember(decoder, out);
}

void conceal(OpusDecoder& decoder, std::span<float> out) {
    constexpr float kFade = 1 - 1 / 2880.0F; // to a third in 60 ms
    for (float& sample : out) {
        decoder.gain *= kFade;
        decoder.last = sample = decoder.gain * decoder.heard[static_cast<std::size_t>(decoder.concealAt)];
        const int next = decoder.concealAt + decoder.concealStep;
        if (next < 0 || next >= OpusDecoder::kMemory)
            decoder.concealStep = -decoder.concealStep;
        decoder.concealAt += decoder.concealStep;
    }
}

} // namespace

// The names are those of libopus; va_start() is not seen by clang-tidy 14.
// NOLINTBEGIN(readability-identifier-naming, clang-analyzer-valist.Uninitialized)
extern "C" {

OpusEncoder* opus_encoder_create(opus_int32 rate, int channels, int /*application*/, int* error) {
    const bool isKnown = rate == viz::kSampleRate && channels == 1;
    if (error)
        *error = isKnown ? OPUS_OK : OPUS_BAD_ARG;
    return isKnown ? new OpusEncoder : nullptr;
}

void opus_encoder_destroy(OpusEncoder* encoder) { delete encoder; }

int opus_encoder_ctl(OpusEncoder* encoder, int request, ...) {
    std::va_list arguments;
    va_start(arguments, request);
    int result = OPUS_OK;
    switch (request) {
    case OPUS_SET_BITRATE_REQUEST:
        encoder->bitrateBps = va_arg(arguments, opus_int32);
        break;
    case OPUS_SET_VBR_REQUEST:
        encoder->variesSizes = va_arg(arguments, opus_int32) != 0;
        break;
    case OPUS_SET_DTX_REQUEST:
        encoder->pauses = va_arg(arguments, opus_int32) != 0;
        break;
    case OPUS_GET_LOOKAHEAD_REQUEST:
        *va_arg(arguments, opus_int32*) = kLookahead;
        break;
    case OPUS_SET_SIGNAL_REQUEST: // what follows is of no use to a codec like this
    case OPUS_SET_INBAND_FEC_REQUEST:
    case OPUS_SET_PACKET_LOSS_PERC_REQUEST:
    case OPUS_SET_COMPLEXITY_REQUEST:
        break;
    default:
        result = OPUS_UNIMPLEMENTED;
    }
    va_end(arguments);
    return result;
}

opus_int32 opus_encode(OpusEncoder* encoder, const opus_int16* pcm, int frameSamples, unsigned char* data,
                       opus_int32 room) {
    const auto* const duration = std::find(kDurations.begin(), kDurations.end(), frameSamples);
    if (duration == kDurations.end())
        return OPUS_BAD_ARG;
    if (room < static_cast<opus_int32>(kHeaderBytes))
        return OPUS_BUFFER_TOO_SMALL;
    return encode(*encoder, {pcm, static_cast<std::size_t>(frameSamples)},
                  static_cast<unsigned char>(duration - kDurations.begin()), {data, static_cast<std::size_t>(room)});
}

int opus_packet_pad(unsigned char* data, opus_int32 bytes, opus_int32 wantedBytes) {
    if (bytes < static_cast<opus_int32>(kHeaderBytes) || wantedBytes < bytes)
        return OPUS_BAD_ARG;
    std::fill(data + bytes, data + wantedBytes, static_cast<unsigned char>(0));
    return OPUS_OK;
}

int opus_decoder_get_size(int channels) { return channels == 1 ? int{sizeof(OpusDecoder)} : 0; }

int opus_decoder_init(OpusDecoder* decoder, opus_int32 rate, int channels) {
    if (rate != viz::kSampleRate || channels != 1)
        return OPUS_BAD_ARG;
    new (decoder) OpusDecoder;
    return OPUS_OK;
}

int opus_decoder_ctl(OpusDecoder* decoder, int request, ...) {
    if (request != OPUS_RESET_STATE)
        return OPUS_UNIMPLEMENTED;
    *decoder = OpusDecoder{};
    return OPUS_OK;
}

int opus_decode_float(OpusDecoder* decoder, const unsigned char* data, opus_int32 bytes, float* pcm, int roomSamples,
                      int /*decodeFec*/) {
    const std::span out(pcm, static_cast<std::size_t>(std::max(roomSamples, 0)));
    if (!data || bytes == 0) {
        conceal(*decoder, out);
        return roomSamples;
    }
    const std::span packet(data, static_cast<std::size_t>(std::max(bytes, 0)));
    if (packet.size() < kHeaderBytes || packet[0] >= kDurations.size() || packet[1] > packet.size() - kHeaderBytes)
        return OPUS_INVALID_PACKET;
    const int frameSamples = kDurations[packet[0]];
    if (frameSamples > roomSamples)
        return OPUS_BUFFER_TOO_SMALL;
    const std::size_t count = std::min<std::size_t>(packet[1], static_cast<std::size_t>(frameSamples));
    decode(*decoder, packet.subspan(kHeaderBytes, count), out.first(static_cast<std::size_t>(frameSamples)));
    return frameSamples;
}

/// Nothing that this codec makes is beyond full scale.
void opus_pcm_soft_clip(float* /*pcm*/, int /*frameSamples*/, int /*channels*/, float* /*memory*/) {}

} // extern "C"
// NOLINTEND(readability-identifier-naming, clang-analyzer-valist.Uninitialized)
