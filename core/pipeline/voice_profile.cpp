#include "core/pipeline/voice_profile.h"

#include "core/media/voice_encoder.h"
#include "core/protocol/wire_format.h"

namespace viz {

VoiceProfile voiceProfile(ProfileName name) {
    switch (name) {
    case ProfileName::Auto:
    case ProfileName::LowLatency:
        return {};
    case ProfileName::Balanced:
        return {.frame = FrameDuration::Ms20, .framesPerMessage = 3};
    case ProfileName::Saver:
        return {.frame = FrameDuration::Ms40, .framesPerMessage = 8, .sizes = SizePolicy::Smallest};
    }
    return {};
}

ProfileFault checkProfile(const VoiceProfile& profile) {
    if (profile.framesPerMessage < 1 || profile.framesPerMessage > kMaxFramesPerMessage)
        return ProfileFault::FramesPerMessage;
    if (profile.batchLength() > kMaxBatchLength)
        return ProfileFault::BatchTooLong;
    if (profile.bitrateBps < kMinBitrateBps || profile.bitrateBps > kMaxBitrateBps)
        return ProfileFault::Bitrate;
    const auto opusBytes = profile.bitrateBps / 8 * profile.batchLength().count() / kSampleRate;
    // A variable bit rate overshoots for moments; a quarter of headroom was never exceeded over a minute of speech.
    const auto headroom = profile.sizes == SizePolicy::Smallest ? opusBytes / 4 : 0;
    if (static_cast<std::size_t>(opusBytes + headroom) > wire::audio::kMaxFramesBytes)
        return ProfileFault::RecordTooLarge;
    return ProfileFault::None;
}

CodecParameters codecOf(const VoiceProfile& profile) {
    return {.frameCode = static_cast<std::uint8_t>(profile.frame),
            .framesPerMessage = static_cast<std::uint8_t>(profile.framesPerMessage),
            .bitrateBps = static_cast<std::uint32_t>(profile.bitrateBps),
            .sizePolicy = static_cast<std::uint8_t>(profile.sizes)};
}

} // namespace viz
