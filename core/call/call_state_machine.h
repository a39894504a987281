#pragma once

#include "core/call/call_state.h"

#include <optional>

namespace viz {

/// What can happen to a call.
enum class CallEvent : std::uint8_t {
    HostRequested,
    JoinRequested,
    PeerAuthenticated, ///< the handshake is done; host: it rings here, joiner: it rings there
    CallerGone,        ///< host: declined, gave up or not answered; waiting goes on
    Accepted,
    Interrupted, ///< nothing comes through any more
    Resumed,     ///< the same call goes on
    Over,
};

/// Which events are possible in which state, and where they lead: a pure table.
class CallStateMachine {
public:
    [[nodiscard]] CallState state() const { return m_state; }
    /// Where `event` leads from here; nullopt if it cannot happen here.
    [[nodiscard]] std::optional<CallState> peek(CallEvent event) const;
    /// Follows `event`. False, and nothing changes, if it cannot happen here.
    [[nodiscard]] bool apply(CallEvent event);

private:
    CallState m_state = CallState::Idle;
};

} // namespace viz
