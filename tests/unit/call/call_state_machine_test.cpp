#include "core/call/call_state_machine.h"

#include <gtest/gtest.h>

#include <vector>

namespace viz {
namespace {

struct Path {
    const char* name;
    std::vector<CallEvent> events;
    CallState end;
};

class CallPaths : public testing::TestWithParam<Path> {};

TEST_P(CallPaths, LeadWhereTheyShould) {
    CallStateMachine machine;
    for (const CallEvent event : GetParam().events)
        ASSERT_TRUE(machine.apply(event));
    EXPECT_EQ(machine.state(), GetParam().end);
}

using enum CallEvent;

INSTANTIATE_TEST_SUITE_P(
    Rows, CallPaths,
    testing::Values(
        Path{"Start", {}, CallState::Idle}, Path{"Host", {HostRequested}, CallState::Hosting},
        Path{"Join", {JoinRequested}, CallState::Connecting},
        Path{"HostRings", {HostRequested, PeerAuthenticated}, CallState::Ringing},
        Path{"HostWaitsOn", {HostRequested, PeerAuthenticated, CallerGone}, CallState::Hosting},
        Path{"HostTalks", {HostRequested, PeerAuthenticated, Accepted}, CallState::InCall},
        Path{"JoinerTalks", {JoinRequested, PeerAuthenticated, Accepted}, CallState::InCall},
        Path{"Interrupted", {JoinRequested, PeerAuthenticated, Accepted, Interrupted}, CallState::Reconnecting},
        Path{"Resumed", {JoinRequested, PeerAuthenticated, Accepted, Interrupted, Resumed}, CallState::InCall},
        Path{"GivenUp", {HostRequested, PeerAuthenticated, Accepted, Interrupted, Over}, CallState::Ended},
        Path{"Declined", {JoinRequested, PeerAuthenticated, Over}, CallState::Ended},
        Path{"Failed", {JoinRequested, Over}, CallState::Ended},
        Path{"Again", {JoinRequested, Over, HostRequested}, CallState::Hosting}),
    [](const auto& row) { return row.param.name; });

TEST(CallStateMachine, RefusesWhatCannotHappen) {
    CallStateMachine machine;
    for (const CallEvent event : {PeerAuthenticated, CallerGone, Accepted, Over}) {
        EXPECT_FALSE(machine.apply(event));
        EXPECT_EQ(machine.state(), CallState::Idle);
    }
    ASSERT_TRUE(machine.apply(JoinRequested));
    EXPECT_FALSE(machine.apply(Accepted)) << "no microphone before it has rung";
    EXPECT_FALSE(machine.apply(CallerGone));
    EXPECT_FALSE(machine.apply(HostRequested));
    EXPECT_FALSE(machine.apply(Interrupted)) << "there is no call to interrupt yet";
    EXPECT_FALSE(machine.apply(Resumed));
    EXPECT_EQ(machine.peek(Over), CallState::Ended);
}

} // namespace
} // namespace viz
