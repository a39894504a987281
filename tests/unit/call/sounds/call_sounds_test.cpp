#include "core/call/sounds/call_sounds.h"
#include "tests/support/wait_for.h"
#include "tests/unit/app/fake_call.h"
#include "tests/unit/call/check/fake_devices.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <ostream>

namespace viz {
namespace {

using test::FakeCall;
using test::FakeFactory;
using test::FakeWorld;
using test::waitFor;

struct Row {
    const char* name;
    CallState from;
    CallState to;
    CallRole role;
    std::optional<CallTone> tone;
};

void PrintTo(const Row& row, std::ostream* out) { *out << row.name; }

constexpr Row kRows[] = {
    {"HostRings", CallState::Hosting, CallState::Ringing, CallRole::Host, CallTone::Ring},
    {"JoinerHearsRingBack", CallState::Connecting, CallState::Ringing, CallRole::Joiner, CallTone::RingBack},
    {"Accepted", CallState::Ringing, CallState::InCall, CallRole::Host, CallTone::Connected},
    {"AcceptedWithoutRinging", CallState::Connecting, CallState::InCall, CallRole::Joiner, CallTone::Connected},
    {"Interrupted", CallState::InCall, CallState::Reconnecting, CallRole::Host, CallTone::Reconnecting},
    {"Resumed", CallState::Reconnecting, CallState::InCall, CallRole::Joiner, CallTone::Connected},
    {"HungUp", CallState::InCall, CallState::Ended, CallRole::Host, CallTone::Ended},
    {"GivenUp", CallState::Reconnecting, CallState::Ended, CallRole::Joiner, CallTone::Ended},
    {"DeclinedThere", CallState::Ringing, CallState::Ended, CallRole::Joiner, CallTone::Ended},
    {"DeclinedHere", CallState::Ringing, CallState::Hosting, CallRole::Host, std::nullopt},
    {"NobodyThere", CallState::Connecting, CallState::Ended, CallRole::Joiner, std::nullopt},
    {"NoLongerHosting", CallState::Hosting, CallState::Ended, CallRole::Host, std::nullopt},
    {"Hosting", CallState::Idle, CallState::Hosting, CallRole::Host, std::nullopt},
    {"Dialling", CallState::Ended, CallState::Connecting, CallRole::Joiner, std::nullopt},
    {"Idle", CallState::Ended, CallState::Idle, CallRole::Host, std::nullopt},
};

class ToneOfChange : public testing::TestWithParam<Row> {};

TEST_P(ToneOfChange, IsTheOneOfTheTable) {
    EXPECT_EQ(toneOfChange(GetParam().from, GetParam().to, GetParam().role), GetParam().tone);
}

INSTANTIATE_TEST_SUITE_P(Each, ToneOfChange, testing::ValuesIn(kRows),
                         [](const auto& row) { return std::string(row.param.name); });

class CallSoundsTest : public testing::Test {
protected:
    CallSoundsTest() {
        // Not the system's: nothing is to be heard where this test runs.
        sounds.setOutput({.kind = AudioOutputSpec::Kind::Null, .deviceId = {}, .path = {}});
        call.host({});
    }

    [[nodiscard]] bool waitForPlaying() {
        return waitFor([this] { return world.openOutputs == 1 && world.playedCount() > 0; });
    }
    [[nodiscard]] bool waitForSilence() {
        return waitFor([this] { return !sounds.isPlaying() && world.openOutputs == 0; });
    }
    /// Whether `tone`, whole and unchanged, is what was played at last.
    [[nodiscard]] bool wasPlayed(CallTone tone) const {
        const auto played = world.played();
        return !std::ranges::search(played, makeCallTone(tone)).empty();
    }
    void ring() { call.ring(QStringLiteral("Anna"), Verification::ByInvite); }

    FakeWorld world;
    FakeFactory factory{world};
    FakeCall call;
    CallSounds sounds{call, factory};
};

TEST_F(CallSoundsTest, RingsAgainAndAgain) {
    ring();
    const auto tone = makeCallTone(CallTone::Ring);
    ASSERT_TRUE(waitFor([&] { return world.playedCount() > tone.size() * 5 / 2; }));
    const auto played = world.played();
    EXPECT_TRUE(std::equal(tone.begin(), tone.end(), played.begin()));
    EXPECT_TRUE(std::equal(tone.begin(), tone.end(), played.begin() + static_cast<std::ptrdiff_t>(tone.size())));
    EXPECT_TRUE(sounds.isPlaying());
}

TEST_F(CallSoundsTest, StopsRingingAtOnceWhateverBecomesOfTheCall) {
    const auto decline = [this] { call.decline(); };
    const auto accept = [this] { call.accept(); };
    const auto end = [this] { call.hangUp(); };
    const auto tone = makeCallTone(CallTone::Ring);
    for (const std::function<void()>& answer : {std::function<void()>(decline), {accept}, {end}}) {
        ring();
        ASSERT_TRUE(waitForPlaying());
        answer();
        ASSERT_TRUE(waitForSilence());
        EXPECT_LT(world.playedCount(), 100 * tone.size());
    }
}

TEST_F(CallSoundsTest, IsSilentWithin10MsOfPlaybackWhenTheCallIsDeclined) {
    ring();
    ASSERT_TRUE(waitForPlaying());
    call.decline();
    const std::size_t before = world.playedCount();
    ASSERT_TRUE(waitForSilence());
    const auto played = world.played();
    // The block that was being rendered meanwhile, and the one that fades.
    const std::size_t silentFrom = std::min(played.size(), before + 2 * test::kFakeBlock);
    EXPECT_TRUE(std::all_of(played.begin() + static_cast<std::ptrdiff_t>(silentFrom), played.end(),
                            [](int sample) { return sample == 0; }));
}

TEST_F(CallSoundsTest, SaysWhatBecomesOfACall) {
    ring();
    call.accept();
    ASSERT_TRUE(waitForSilence());
    EXPECT_TRUE(wasPlayed(CallTone::Connected));
    call.stall();
    ASSERT_TRUE(waitForSilence());
    EXPECT_TRUE(wasPlayed(CallTone::Reconnecting));
    call.end({});
    ASSERT_TRUE(waitForSilence());
    EXPECT_TRUE(wasPlayed(CallTone::Ended));
}

TEST_F(CallSoundsTest, SaysWhetherTheMicrophoneIsMutedDuringACallOnly) {
    Q_EMIT call.mutedChanged(true);
    EXPECT_FALSE(sounds.isPlaying());
    call.accept();
    ASSERT_TRUE(waitForSilence());
    Q_EMIT call.mutedChanged(true);
    ASSERT_TRUE(waitForSilence());
    EXPECT_TRUE(wasPlayed(CallTone::Muted));
    EXPECT_FALSE(wasPlayed(CallTone::Unmuted));
    Q_EMIT call.mutedChanged(false);
    ASSERT_TRUE(waitForSilence());
    EXPECT_TRUE(wasPlayed(CallTone::Unmuted));
}

TEST_F(CallSoundsTest, PlaysOnlyTheLastOfManyAndLeavesNothingOpen) {
    call.accept();
    for (int i = 0; i < 50; ++i)
        Q_EMIT call.mutedChanged(i % 2 == 0);
    ASSERT_TRUE(waitForSilence());
    EXPECT_TRUE(wasPlayed(CallTone::Unmuted));
    EXPECT_EQ(world.openOutputs, 0);
}

TEST_F(CallSoundsTest, OpensNoLoudspeakerWhileNothingIsToBeHeard) {
    EXPECT_EQ(world.outputsOpened, 0);
    call.join({});
    call.end({});
    EXPECT_FALSE(sounds.isPlaying());
}

TEST_F(CallSoundsTest, CanBeSwitchedOffAndOn) {
    ring();
    ASSERT_TRUE(waitForPlaying());
    sounds.setEnabled(false);
    EXPECT_FALSE(sounds.isPlaying());
    ASSERT_TRUE(waitForSilence());
    const int opened = world.outputsOpened;
    call.accept();
    EXPECT_FALSE(sounds.isPlaying());
    sounds.setEnabled(true);
    call.end({});
    ASSERT_TRUE(waitForSilence());
    EXPECT_EQ(world.outputsOpened, opened + 1);
    EXPECT_TRUE(wasPlayed(CallTone::Ended));
}

TEST_F(CallSoundsTest, PutsNoTonesIntoARecording) {
    sounds.setOutput({.kind = AudioOutputSpec::Kind::File, .deviceId = {}, .path = QStringLiteral("call.wav")});
    ring();
    EXPECT_FALSE(sounds.isPlaying());
    call.accept();
    EXPECT_FALSE(sounds.isPlaying());
}

TEST_F(CallSoundsTest, IsSilentAndTriesAgainLaterWhenThereIsNoLoudspeaker) {
    world.outputMissing = DeviceError::NoDevice;
    ring();
    ASSERT_TRUE(waitForSilence());
    world.outputMissing.reset();
    call.accept();
    ASSERT_TRUE(waitForSilence());
    EXPECT_TRUE(wasPlayed(CallTone::Connected));
}

TEST_F(CallSoundsTest, SurvivesALoudspeakerThatVanishes) {
    world.outputLost = DeviceError::Lost;
    world.samplesUntilLost = 4800;
    ring();
    ASSERT_TRUE(waitForSilence());
    EXPECT_GE(world.playedCount(), 4800U);
}

TEST_F(CallSoundsTest, NeverWaitsForASoundServerThatHangs) {
    world.outputHangs = true;
    ring();
    ASSERT_TRUE(waitFor([this] { return world.openOutputs == 1; }));
    // Were one of these to wait for the loudspeaker's thread, it would do so for ever.
    call.accept();
    Q_EMIT call.mutedChanged(true);
    call.end({});
    EXPECT_TRUE(sounds.isPlaying());
    world.outputHangs = false;
    world.release.release();
    ASSERT_TRUE(waitForSilence());
    EXPECT_EQ(world.outputsOpened, 2) << "what nobody waits for any more is not played";
    EXPECT_TRUE(wasPlayed(CallTone::Ended));
}

} // namespace
} // namespace viz
