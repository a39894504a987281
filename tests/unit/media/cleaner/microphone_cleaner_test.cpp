#include "core/media/cleaner/microphone_cleaner.h"
#include "tests/perf/cleaner_trials.h"
#include "tests/sim/speech_signal.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>

namespace viz::test {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t kBlock = SpeechCleaner::kBlock.count();

/// Notes what it is asked to do.
struct Journal {
    SpeechCleaner::Settings settings;
    Pcm played;
    Pcm recorded;
    Samples echoDelay{};
    bool hearsLoudspeaker = false;
    bool hasVoice = true;
};

class NotingCleaner : public SpeechCleaner {
public:
    explicit NotingCleaner(Journal& journal) : m_journal(journal) {}
    void configure(const Settings& settings) override { m_journal.settings = settings; }
    void takePlayed(std::span<const std::int16_t> block) override {
        m_journal.played.insert(m_journal.played.end(), block.begin(), block.end());
    }
    void setHearsLoudspeaker(bool hears) override { m_journal.hearsLoudspeaker = hears; }
    void clean(std::span<std::int16_t> block, Samples echoDelay) override {
        m_journal.recorded.insert(m_journal.recorded.end(), block.begin(), block.end());
        m_journal.echoDelay = echoDelay;
    }
    [[nodiscard]] bool hasVoice() const override { return m_journal.hasVoice; }
    [[nodiscard]] Samples delay() const override { return Samples{123}; }

private:
    Journal& m_journal;
};

class MicrophoneCleanerTest : public testing::Test {
protected:
    void play(const Pcm& sound) { ASSERT_EQ(m_loudspeaker.push(sound), sound.size()); }

    Journal m_journal;
    PlayedSound m_ring{kSampleRate};
    PlayedSound::Producer m_loudspeaker{m_ring};
    MicrophoneCleaner m_cleaner{m_ring, std::make_unique<NotingCleaner>(m_journal)};
};

TEST_F(MicrophoneCleanerTest, TranslatesTheChoices) {
    m_cleaner.configure({.echo = EchoHandling::HalfDuplex, .suppressNoise = false, .automaticGain = true});
    EXPECT_EQ(m_journal.settings,
              (SpeechCleaner::Settings{.cancelEcho = false, .suppressNoise = false, .automaticGain = true}));
    m_cleaner.configure({});
    EXPECT_TRUE(m_journal.settings.cancelEcho);
    m_cleaner.configure(untouchedSound());
    EXPECT_EQ(m_journal.settings,
              (SpeechCleaner::Settings{.cancelEcho = false, .suppressNoise = false, .automaticGain = false}));
}

TEST_F(MicrophoneCleanerTest, CancelsNoEchoWhereThereIsNone) {
    const Pcm far = speechSignal(8s, 2);
    const auto listen = [&](Pcm recorded) {
        for (std::size_t at = 0; at < far.size(); at += kBlock) {
            play({far.begin() + static_cast<std::ptrdiff_t>(at),
                  far.begin() + static_cast<std::ptrdiff_t>(at + kBlock)});
            m_cleaner.clean(std::span(recorded).subspan(at, kBlock));
        }
    };
    listen(speechSignal(8s, 1));
    EXPECT_TRUE(m_journal.settings.cancelEcho) << "not in the middle of a word";
    m_journal.hasVoice = false;
    listen(speechSignal(8s, 1));
    EXPECT_FALSE(m_journal.settings.cancelEcho);
    m_cleaner.configure({.suppressNoise = false});
    EXPECT_FALSE(m_journal.settings.cancelEcho) << "another switch changes nothing about it";
    m_journal.hasVoice = true;
    listen(echoOf(far, {}));
    EXPECT_TRUE(m_journal.settings.cancelEcho) << "the headphones are off";
}

TEST_F(MicrophoneCleanerTest, CutsFramesIntoBlocksAndPairsEachWithOneThatWasPlayed) {
    const Pcm tone = sineSignal(40ms, 440);
    play(tone);
    Pcm frame = sineSignal(40ms, 300);
    const Pcm before = frame;
    m_cleaner.clean(frame);
    EXPECT_EQ(frame, before);
    EXPECT_EQ(m_journal.recorded, before);
    EXPECT_EQ(m_journal.played.size(), tone.size());
}

TEST_F(MicrophoneCleanerTest, TakesPlayedSoundEvenWhenItNeedsNone) {
    m_cleaner.configure(untouchedSound());
    play(Pcm(kBlock));
    Pcm frame(kBlock);
    m_cleaner.clean(frame);
    EXPECT_EQ(m_loudspeaker.push(Pcm(kSampleRate)), static_cast<std::size_t>(kSampleRate)) << "the ring is empty";
    EXPECT_TRUE(m_journal.played.empty());
}

TEST_F(MicrophoneCleanerTest, PassesOnWhatTheCleanerSays) {
    EXPECT_TRUE(m_cleaner.hasVoice());
    EXPECT_EQ(m_cleaner.delay(), Samples{123});
}

TEST_F(MicrophoneCleanerTest, PutsTheDevicesDelayBetweenPlayedAndRecorded) {
    m_cleaner.setEchoDelay(Samples{200 * 48});
    Pcm played(static_cast<std::size_t>(300 * 48));
    played.front() = 1000;
    play(Pcm(played.begin(), played.begin() + kBlock));
    Pcm frame(kBlock);
    m_cleaner.clean(frame);
    for (std::size_t at = kBlock; at + kBlock <= played.size(); at += kBlock) {
        play(Pcm(kBlock));
        m_cleaner.clean(frame);
    }
    const auto at = std::ranges::find(m_journal.played, 1000) - m_journal.played.begin();
    EXPECT_EQ(Samples{at} + m_journal.echoDelay, Samples{200 * 48});
}

TEST_F(MicrophoneCleanerTest, DucksInHalfDuplexOnly) {
    for (const EchoHandling echo : {EchoHandling::HalfDuplex, EchoHandling::Off, EchoHandling::Cancel}) {
        SoundSettings settings = untouchedSound();
        settings.echo = echo;
        m_cleaner.configure(settings);
        Pcm frame = sineSignal(500ms, 300);
        for (std::size_t at = 0; at + kBlock <= frame.size(); at += kBlock) {
            play(sineSignal(10ms, 400));
            m_cleaner.clean(std::span(frame).subspan(at, kBlock));
        }
        EXPECT_EQ(levelDbfs(from(frame, 100ms)) < -40, echo == EchoHandling::HalfDuplex);
    }
}

TEST_F(MicrophoneCleanerTest, TakesNothingForTheNearVoiceWhileItIsTurnedDown) {
    for (const EchoHandling echo : {EchoHandling::HalfDuplex, EchoHandling::Off, EchoHandling::Cancel}) {
        SoundSettings settings = untouchedSound();
        settings.echo = echo;
        m_cleaner.configure(settings);
        const bool isTurnedDown = echo == EchoHandling::HalfDuplex;
        for (int i = 0; i < 50; ++i) {
            play(sineSignal(10ms, 400));
            Pcm block(kBlock);
            m_cleaner.clean(block);
        }
        EXPECT_EQ(m_journal.hearsLoudspeaker, isTurnedDown);
        EXPECT_EQ(m_cleaner.hasVoice(), !isTurnedDown);
        Pcm second(48000);
        m_cleaner.clean(second);
        EXPECT_FALSE(m_journal.hearsLoudspeaker) << "the room is silent again";
        EXPECT_TRUE(m_cleaner.hasVoice());
    }
}

TEST_F(MicrophoneCleanerTest, HearsAHowlWhateverIsDoneAboutTheEcho) {
    m_cleaner.configure(untouchedSound());
    Pcm howl = sineSignal(500ms, 1500, 0.999);
    m_cleaner.clean(howl);
    EXPECT_TRUE(m_cleaner.isHowling());
}

TEST_F(MicrophoneCleanerTest, WhatComesFromNoRoomDoesNotHowl) {
    m_cleaner.setMayHowl(false);
    Pcm loud = sineSignal(2000ms, 1500, 0.999);
    m_cleaner.clean(loud);
    EXPECT_FALSE(m_cleaner.isHowling());
    m_cleaner.setMayHowl(true);
    Pcm quiet(kBlock);
    m_cleaner.clean(quiet);
    EXPECT_FALSE(m_cleaner.isHowling()) << "nor is it held against the microphone that comes after it";
    Pcm howl = sineSignal(500ms, 1500, 0.999);
    m_cleaner.clean(howl);
    EXPECT_TRUE(m_cleaner.isHowling());
}

TEST_F(MicrophoneCleanerTest, BeginsAnewWithWhatIsPlayedAfterAGap) {
    m_cleaner.configure({});
    Pcm block(kBlock);
    play(Pcm(kBlock));
    m_cleaner.clean(block);
    play(Pcm(20000)); // while the microphone was away
    m_cleaner.restart();
    m_journal.played.clear();
    play(Pcm(kBlock, 77));
    for (int i = 0; i < 3; ++i)
        m_cleaner.clean(block);
    EXPECT_EQ(m_journal.played.back(), 77) << "after the cushion of 20 ms";
}

TEST_F(MicrophoneCleanerTest, HearsAHowlInTheSoundAsItCame) {
    Pcm quiet(kBlock * 10);
    m_cleaner.clean(quiet);
    EXPECT_FALSE(m_cleaner.isHowling());
    Pcm howl = sineSignal(500ms, 1500, 0.999);
    m_cleaner.clean(howl);
    EXPECT_TRUE(m_cleaner.isHowling());
}

TEST(MicrophoneCleaner, FindsTheEchoAgainAfterStallsAndAnotherDevice) {
    PlayedSound ring(kSampleRate);
    PlayedSound::Producer loudspeaker(ring);
    MicrophoneCleaner cleaner(ring);
    const Pcm far = speechSignal(10s, 2);
    double leftDbfs = 0;
    double echoDbfs = 0;
    for (const int extraMs : {0, 200}) {
        const Pcm echo = echoOf(far, {.extraDelay = Samples{48 * extraMs}, .seed = 7});
        Pcm left = echo;
        for (std::size_t at = 0; at + kBlock <= far.size(); at += kBlock) {
            (void)loudspeaker.push(std::span(far).subspan(at, kBlock));
            if (at / kBlock == 100) // the microphone lost 150 ms
                (void)loudspeaker.push(Pcm(15 * kBlock));
            cleaner.clean(std::span(left).subspan(at, kBlock));
        }
        leftDbfs = levelDbfs(from(left, 7s));
        echoDbfs = levelDbfs(from(echo, 7s));
        EXPECT_LT(leftDbfs, echoDbfs - (isAvailable(CleanerKind::WebRtc) ? 25 : 8)) << extraMs;
    }
}

} // namespace
} // namespace viz::test
