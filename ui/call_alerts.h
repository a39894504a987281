#pragma once

#include <bitset>
#include <cstdint>
#include <optional>

namespace viz {

/// What a person should know during a call, the most serious first. Resumed is second because it says that the first is
/// over, and goes by itself.
enum class CallAlert : std::uint8_t { Reconnecting, Resumed, RateRefused, HedgingAdvised, WeakNetwork };

inline constexpr std::size_t kCallAlerts = 5;

/// The alerts that hold now, of which one is shown.
class CallAlerts {
public:
    void set(CallAlert alert, bool holds) { m_holding.set(static_cast<std::size_t>(alert), holds); }
    void clear() { m_holding.reset(); }
    [[nodiscard]] std::optional<CallAlert> mostSerious() const;

private:
    std::bitset<kCallAlerts> m_holding;
};

} // namespace viz
