#pragma once

#include "core/base/clock.h"
#include "core/transport/backoff.h"

#include <cstddef>
#include <cstdint>
#include <span>

namespace viz {

/// What a joiner's call lacks.
enum class RouteNeed : std::uint8_t {
    Nothing,
    SecondRoute, ///< hedging: one connection carries, there should be two
    AnyRoute,    ///< nothing comes through
};

/// A dial that has not brought a connection yet.
struct DialInProgress {
    MonotonicTime startedAt{};
    bool hasTcp = false;
};

/// Decides when a joiner dials again; Redialer does it. Pure.
///
/// In an outage a dial that hangs tells nothing: its SYN, or what follows, is lost, and TCP tries again only after 1,
/// 3, 7 s. So a fresh one is sent beside it every 400 ms, and the first to come through wins. A dial that is *refused*
/// came through; whoever refused would do it again at once, so those are spaced by Backoff.
class RedialPolicy {
public:
    static constexpr std::size_t kMaxDials = 3;
    static constexpr std::chrono::milliseconds kSpacing{400};
    static constexpr std::chrono::seconds kLongOutage{15}; ///< from then on kLongSpacing
    static constexpr std::chrono::milliseconds kLongSpacing{1000};
    /// A second connection that lasted this long was no refusal.
    static constexpr std::chrono::seconds kLasting{30};
    /// How long a dial keeps its place when others wait for one.
    static constexpr std::chrono::milliseconds kPatienceWithoutTcp{1200};
    static constexpr std::chrono::seconds kPatienceWithTcp{10};

    enum class Operation : std::uint8_t { Wait, Dial, Replace };
    struct Decision {
        Operation operation = Operation::Wait;
        std::size_t replaced = 0; ///< Replace: the index of the dial to give up for a new one
    };

    explicit RedialPolicy(std::uint32_t seed) : m_backoff(seed) {}

    /// What is lacking from `now` on. `silentSince`: with AnyRoute, since when.
    void setNeed(RouteNeed need, MonotonicTime now, MonotonicTime silentSince);
    [[nodiscard]] RouteNeed need() const { return m_need; }
    /// A dial was refused, or a connection was lost right after.
    void dialFailed(MonotonicTime now);
    /// There is a new address: what failed before need not fail there.
    void addressAdded() { m_notBefore = {}; }
    /// `dials`: oldest first.
    [[nodiscard]] Decision decide(MonotonicTime now, std::span<const DialInProgress> dials) const;

private:
    void beginOutage();
    void awaitSecondRoute(MonotonicTime now);
    [[nodiscard]] Decision decideInOutage(MonotonicTime now, std::span<const DialInProgress> dials) const;

    Backoff m_backoff;
    RouteNeed m_need = RouteNeed::Nothing;
    MonotonicTime m_needSince{};
    MonotonicTime m_silentSince{};
    MonotonicTime m_notBefore{};
};

} // namespace viz
