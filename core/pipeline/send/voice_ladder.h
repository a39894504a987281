#pragma once

#include "core/pipeline/voice_profile.h"

#include <vector>

namespace viz {

/// What a sender falls back to, step by step, when the path is slower than its profile.
///
/// On a slow path the length of messages matters more than the bit rate, since each message costs 131 bytes besides the
/// voice: 120 ms at 12 kbit/s make 21 kbit/s, 20 ms at 6 kbit/s would make 58. So the steps are 60, 120 and 320 ms,
/// none shorter than the profile's own and none with a higher bit rate. Sizes stay as the profile has them.
class VoiceLadder {
public:
    /// `profile` passed checkProfile().
    explicit VoiceLadder(const VoiceProfile& profile);

    /// 1 and more.
    [[nodiscard]] int size() const { return static_cast<int>(m_rungs.size()); }
    /// 0 is the profile itself; `index` < size().
    [[nodiscard]] const VoiceProfile& rung(int index) const { return m_rungs[static_cast<std::size_t>(index)]; }

private:
    void add(VoiceProfile rung);

    std::vector<VoiceProfile> m_rungs;
};

/// Bits that one message of this profile takes on the wire, everything included.
[[nodiscard]] double wireBitsPerMessage(const VoiceProfile& profile);
/// The same for a second.
[[nodiscard]] double wireRateBps(const VoiceProfile& profile);

} // namespace viz
