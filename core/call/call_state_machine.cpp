#include "core/call/call_state_machine.h"

#include <algorithm>
#include <array>

namespace viz {
namespace {

struct Row {
    CallState from;
    CallEvent event;
    CallState to;
};

constexpr std::array kRows{
    Row{CallState::Idle, CallEvent::HostRequested, CallState::Hosting},
    Row{CallState::Idle, CallEvent::JoinRequested, CallState::Connecting},
    Row{CallState::Ended, CallEvent::HostRequested, CallState::Hosting},
    Row{CallState::Ended, CallEvent::JoinRequested, CallState::Connecting},
    Row{CallState::Hosting, CallEvent::PeerAuthenticated, CallState::Ringing},
    Row{CallState::Hosting, CallEvent::Over, CallState::Ended},
    Row{CallState::Connecting, CallEvent::PeerAuthenticated, CallState::Ringing},
    Row{CallState::Connecting, CallEvent::Over, CallState::Ended},
    Row{CallState::Ringing, CallEvent::CallerGone, CallState::Hosting},
    Row{CallState::Ringing, CallEvent::Accepted, CallState::InCall},
    Row{CallState::Ringing, CallEvent::Over, CallState::Ended},
    Row{CallState::InCall, CallEvent::Over, CallState::Ended},
    Row{CallState::InCall, CallEvent::Interrupted, CallState::Reconnecting},
    Row{CallState::Reconnecting, CallEvent::Resumed, CallState::InCall},
    Row{CallState::Reconnecting, CallEvent::Over, CallState::Ended},
};

} // namespace

std::optional<CallState> CallStateMachine::peek(CallEvent event) const {
    const auto* row =
        std::find_if(kRows.begin(), kRows.end(), [&](const Row& r) { return r.from == m_state && r.event == event; });
    return row == kRows.end() ? std::nullopt : std::optional{row->to};
}

bool CallStateMachine::apply(CallEvent event) {
    const auto next = peek(event);
    if (next)
        m_state = *next;
    return next.has_value();
}

} // namespace viz
