#pragma once

#include "core/base/clock.h"
#include "core/tunnel/tunnel_provider.h"

#include <cstdint>
#include <optional>

namespace viz {

/// How long a tunnel program gets for what.
struct TunnelTimes {
    std::chrono::milliseconds address{30'000};     ///< from its start to its address
    std::chrono::milliseconds ready{15'000};       ///< from its address to its connection
    std::chrono::milliseconds terminate{3'000};    ///< to end when asked to
    std::chrono::milliseconds steady{60'000};      ///< connected for so long, the next restart is quick again
    std::chrono::milliseconds firstWait{1'000};    ///< before a restart; doubled from one to the next …
    std::chrono::milliseconds longestWait{60'000}; ///< … up to this
};

/// Decides when a tunnel program is started, asked to end, killed, started again, and given up; somebody else does it.
/// A tunnel that has stood once is brought back for ever, one that never did gets kMaxFirstAttempts. Pure: events and
/// the time go in, one act comes out.
class TunnelLife {
public:
    static constexpr int kMaxFirstAttempts = 3;

    enum class State : std::uint8_t {
        Idle,
        Starting,   ///< runs, no address yet
        Connecting, ///< address known, not connected
        Up,
        Ending,  ///< asked to end
        Waiting, ///< for the next start
        Failed,  ///< given up; fault() says why
    };
    enum class Act : std::uint8_t {
        Nothing,
        Launch,   ///< by the second way if usesFallback()
        Announce, ///< the address works: tell everybody
        Terminate,
        Kill,
        TellEnded, ///< it is gone; a new start follows later
        TellStopped,
        TellFailed,
    };
    struct Rules {
        bool tellsReady = false;  ///< it has a way to ask whether it is connected
        bool hasFallback = false; ///< a second way to start it
        TunnelTimes times{};
    };

    explicit TunnelLife(Rules rules) : m_rules(rules) {}

    [[nodiscard]] Act start(MonotonicTime now);
    [[nodiscard]] Act stop(MonotonicTime now);
    /// End it and start it anew: it runs, but does not work.
    [[nodiscard]] Act restart(MonotonicTime now);

    [[nodiscard]] Act addressSeen(MonotonicTime now);
    [[nodiscard]] Act readySeen(MonotonicTime now);
    [[nodiscard]] Act faultSeen(TunnelFault fault, MonotonicTime now);
    [[nodiscard]] Act exited(MonotonicTime now);
    /// There is nothing to run, or the system does not run it.
    [[nodiscard]] Act cannotLaunch(TunnelFault fault);
    /// deadline() has passed.
    [[nodiscard]] Act overdue(MonotonicTime now);

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] std::optional<MonotonicTime> deadline() const { return m_deadline; }
    [[nodiscard]] TunnelFault fault() const { return m_fault; }
    [[nodiscard]] bool usesFallback() const { return m_usesFallback; }

private:
    enum class After : std::uint8_t { Stop, Fail, Retry, Relaunch };

    [[nodiscard]] Act launch(MonotonicTime now);
    [[nodiscard]] Act goUp(MonotonicTime now);
    [[nodiscard]] Act end(After after, MonotonicTime now);
    [[nodiscard]] Act fail();
    [[nodiscard]] Act retry(MonotonicTime now);
    [[nodiscard]] Act notReady(MonotonicTime now);
    [[nodiscard]] bool runs() const;
    [[nodiscard]] std::chrono::milliseconds nextWait();
    void enter(State state, std::optional<MonotonicTime> deadline = {});

    Rules m_rules;
    State m_state = State::Idle;
    After m_after = After::Stop;
    TunnelFault m_fault = TunnelFault::Ended;
    std::optional<MonotonicTime> m_deadline;
    MonotonicTime m_upSince{};
    int m_attempts = 0; ///< since it stood steadily, or since start()
    bool m_hasStood = false;
    bool m_isReady = false;
    bool m_usesFallback = false;
};

} // namespace viz
