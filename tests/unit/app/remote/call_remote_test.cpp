#include "app/remote/call_remote.h"
#include "tests/unit/app/fake_call.h"

#include <gtest/gtest.h>

namespace viz {
namespace {

class CallRemoteTest : public testing::Test {
protected:
    [[nodiscard]] bool ask(RemoteVerb verb) { return m_remote.handle({.verb = verb, .address = {}}).done; }

    test::FakeCall m_call;
    CallRemote m_remote{m_call};
};

TEST_F(CallRemoteTest, MutesAndUnmutes) {
    EXPECT_TRUE(ask(RemoteVerb::Mute));
    EXPECT_TRUE(m_call.isMuted());
    EXPECT_TRUE(ask(RemoteVerb::Mute));
    EXPECT_TRUE(m_call.isMuted());
    EXPECT_TRUE(ask(RemoteVerb::ToggleMute));
    EXPECT_FALSE(m_call.isMuted());
    EXPECT_TRUE(ask(RemoteVerb::ToggleMute));
    EXPECT_TRUE(ask(RemoteVerb::Unmute));
    EXPECT_FALSE(m_call.isMuted());
}

TEST_F(CallRemoteTest, Deafens) {
    EXPECT_TRUE(ask(RemoteVerb::Deafen));
    EXPECT_TRUE(m_call.isDeafened());
    EXPECT_TRUE(ask(RemoteVerb::Undeafen));
    EXPECT_FALSE(m_call.isDeafened());
}

TEST_F(CallRemoteTest, AnswersOnlyWhileItRingsAtTheHost) {
    EXPECT_FALSE(ask(RemoteVerb::Accept));
    m_call.host({});
    EXPECT_FALSE(ask(RemoteVerb::Decline));
    m_call.ring(u"Ann"_qs, Verification::ByInvite);
    EXPECT_TRUE(ask(RemoteVerb::Accept));
    EXPECT_EQ(m_call.accepts, 1);
    EXPECT_FALSE(ask(RemoteVerb::Accept));
    EXPECT_EQ(m_call.accepts, 1);
}

TEST_F(CallRemoteTest, DoesNotAnswerForTheOtherSide) {
    m_call.join({});
    m_call.ring(u"Ann"_qs, Verification::ByInvite);
    EXPECT_FALSE(ask(RemoteVerb::Accept));
    EXPECT_FALSE(ask(RemoteVerb::Decline));
    EXPECT_EQ(m_call.accepts + m_call.declines, 0);
}

TEST_F(CallRemoteTest, HangsUpWhatThereIs) {
    EXPECT_FALSE(ask(RemoteVerb::HangUp));
    m_call.host({});
    EXPECT_TRUE(ask(RemoteVerb::HangUp));
    EXPECT_FALSE(ask(RemoteVerb::HangUp));
    EXPECT_EQ(m_call.hangUps, 1);
}

TEST_F(CallRemoteTest, TalkingMeansSomethingOnlyWithPushToTalk) {
    m_call.changeState(CallState::InCall);
    EXPECT_FALSE(ask(RemoteVerb::Talk));
    EXPECT_FALSE(ask(RemoteVerb::ToggleTalk));
    EXPECT_FALSE(m_call.talking);
    m_call.setSound({.talkMode = TalkMode::PushToTalk});
    EXPECT_TRUE(ask(RemoteVerb::Talk));
    EXPECT_TRUE(m_call.talking);
    EXPECT_TRUE(ask(RemoteVerb::ToggleTalk));
    EXPECT_FALSE(m_call.talking);
    EXPECT_TRUE(ask(RemoteVerb::ToggleTalk));
    EXPECT_TRUE(ask(RemoteVerb::Hush));
    EXPECT_FALSE(m_call.talking);
}

TEST_F(CallRemoteTest, TalkingEndsWithTheCall) {
    m_call.setSound({.talkMode = TalkMode::PushToTalk});
    EXPECT_FALSE(ask(RemoteVerb::Talk));
    EXPECT_FALSE(m_call.talking);
    m_call.changeState(CallState::InCall);
    EXPECT_TRUE(ask(RemoteVerb::Talk));
    m_call.hangUp();
    m_call.talking = false; // as the next call begins
    m_call.changeState(CallState::InCall);
    EXPECT_TRUE(ask(RemoteVerb::ToggleTalk));
    EXPECT_TRUE(m_call.talking);
}

TEST_F(CallRemoteTest, ToldStateHoldsNoSecret) {
    m_call.host({});
    m_call.beginListening(8443, u"viz1:example.org#topsecret"_qs);
    m_call.ring(u"Ann\nended"_qs, Verification::ByInvite);
    const QJsonObject status = m_remote.handle({.verb = RemoteVerb::Status, .address = {}}).status;
    EXPECT_EQ(status.value(u"state").toString(), u"ringing"_qs);
    EXPECT_EQ(status.value(u"peer").toString(), u"Ann ended"_qs);
    EXPECT_EQ(status.value(u"verification").toString(), u"verified-by-link"_qs);
    EXPECT_FALSE(packReply({.done = true, .status = status}).contains("topsecret"));
}

TEST_F(CallRemoteTest, NobodyIsNamedBeforeSomebodyCalls) {
    EXPECT_TRUE(m_remote.status().value(u"peer").isNull());
    EXPECT_TRUE(m_remote.status().value(u"verification").isNull());
}

TEST_F(CallRemoteTest, HasNoWindowToShow) { EXPECT_FALSE(ask(RemoteVerb::Show)); }

} // namespace
} // namespace viz
