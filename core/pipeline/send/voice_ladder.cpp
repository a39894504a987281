#include "core/pipeline/send/voice_ladder.h"

#include "core/pipeline/send/path_sample.h"
#include "core/protocol/wire_format.h"

#include <algorithm>
#include <array>

namespace viz {
namespace {

constexpr std::size_t kMessageOverheadBytes = kTransportOverheadBytes + wire::audio::kHeaderBytes + wire::kTagBytes;

double seconds(Samples length) { return std::chrono::duration<double>(length).count(); }

constexpr std::array kSteps{
    VoiceProfile{.frame = FrameDuration::Ms20, .framesPerMessage = 3, .bitrateBps = 20000},
    VoiceProfile{.frame = FrameDuration::Ms40, .framesPerMessage = 3, .bitrateBps = 12000},
    VoiceProfile{.frame = FrameDuration::Ms40, .framesPerMessage = 3, .bitrateBps = 6000},
    VoiceProfile{.frame = FrameDuration::Ms40, .framesPerMessage = 8, .bitrateBps = 6000},
};
/// Of messages that are so long already only the bit rate can go down.
constexpr std::array kLongMessageBitrates{12000, 6000};

} // namespace

VoiceLadder::VoiceLadder(const VoiceProfile& profile) : m_rungs{profile} {
    const Samples longest = kSteps.back().batchLength();
    for (const VoiceProfile& step : kSteps)
        if (step.batchLength() >= profile.batchLength() && profile.batchLength() < longest)
            add(step);
    for (const int bitrate : kLongMessageBitrates) {
        VoiceProfile step = profile;
        step.bitrateBps = bitrate;
        if (profile.batchLength() >= longest)
            add(step);
    }
}

void VoiceLadder::add(VoiceProfile rung) {
    rung.bitrateBps = std::min(rung.bitrateBps, m_rungs.front().bitrateBps);
    rung.sizes = m_rungs.front().sizes;
    if (wireRateBps(rung) < wireRateBps(m_rungs.back()))
        m_rungs.push_back(rung);
}

double wireBitsPerMessage(const VoiceProfile& profile) {
    return profile.bitrateBps * seconds(profile.batchLength()) + 8.0 * kMessageOverheadBytes;
}

double wireRateBps(const VoiceProfile& profile) { return wireBitsPerMessage(profile) / seconds(profile.batchLength()); }

} // namespace viz
