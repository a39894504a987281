#pragma once

#include <bitset>
#include <cstdint>
#include <optional>

namespace viz {

/// What a person should know during a call, the most serious first. Resumed is second because it says that the first is
/// over, and goes by itself.
enum class CallAlert : std::uint8_t {
    Reconnecting,
    Resumed,
    Howling,          ///< the microphone was muted because it heard the loudspeaker
    MicrophoneLost,   ///< gone or denied, and nothing to use instead
    LoudspeakerLost,  ///< the same
    MicrophoneSilent, ///< it gives nothing but zeros
    PeerCannotHear,
    TalkingUnheard, ///< while muted, or with the key not held
    KeyTaken,       ///< the key to talk counts in this window only: another program has it
    DeviceReplaced,
    RateRefused,
    HedgingAdvised,
    DeviceReturned,
    WeakNetwork,
};

inline constexpr std::size_t kCallAlerts = 14;

/// The alerts that hold now, of which one is shown.
class CallAlerts {
public:
    void set(CallAlert alert, bool holds);
    /// The person has read it: not shown until it was false and holds again.
    void dismiss(CallAlert alert) { m_dismissed.set(static_cast<std::size_t>(alert)); }
    void clear() { *this = {}; }
    /// Also if it was sent away.
    [[nodiscard]] bool holds(CallAlert alert) const { return m_holding.test(static_cast<std::size_t>(alert)); }
    [[nodiscard]] std::optional<CallAlert> mostSerious() const;

private:
    std::bitset<kCallAlerts> m_holding;
    std::bitset<kCallAlerts> m_dismissed;
};

} // namespace viz
