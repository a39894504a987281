#include "core/call/call_settings.h"

#include <gtest/gtest.h>

namespace viz {
namespace {

VoiceOptions voiceOfBob() {
    VoiceOptions voice;
    voice.name = QStringLiteral("bob");
    return voice;
}

TEST(CallSettings, UsualOnesAreTheUsualOptions) {
    EXPECT_EQ(soundOf({}), SoundSettings{});
    const VoiceOptions voice = voiceOf({}, voiceOfBob());
    EXPECT_EQ(voice.name, QStringLiteral("bob"));
    EXPECT_EQ(voice.profile, voiceProfile(ProfileName::Auto));
    EXPECT_EQ(voice.input.kind, AudioInputSpec::Kind::Default);
    EXPECT_FALSE(voice.startMuted);
    EXPECT_FALSE(voice.hedging);
    const HostOptions host = hostOf({}, {});
    EXPECT_EQ(host.door.port, HostDoor::kDefaultPort);
    EXPECT_EQ(host.door.bindAddress, QHostAddress(QHostAddress::LocalHost));
    EXPECT_FALSE(host.door.linkOnly);
}

TEST(CallSettings, EverySwitchOfSoundArrives) {
    Settings settings;
    settings.sound = {.inputId = {},
                      .outputId = {},
                      .echo = EchoChoice::HalfDuplex,
                      .suppressNoise = false,
                      .automaticGain = false,
                      .levelPeer = false,
                      .peerVolumePercent = 150};
    settings.talking.mode = TalkChoice::PushToTalk;
    const SoundSettings expected{.echo = EchoHandling::HalfDuplex,
                                 .suppressNoise = false,
                                 .automaticGain = false,
                                 .talkMode = TalkMode::PushToTalk,
                                 .levelPeer = false,
                                 .peerVolumePercent = 150};
    EXPECT_EQ(soundOf(settings), expected);
    EXPECT_EQ(voiceOf(settings, {}).sound, expected);
}

TEST(CallSettings, RangesOfTheFileAreThoseOfTheCall) {
    EXPECT_EQ(SoundChoices::kMaxVolumePercent, SoundSettings::kMaxVolumePercent);
    EXPECT_EQ(NetworkChoices{}.port, HostDoor::kDefaultPort);
}

TEST(CallSettings, EveryChoiceHasItsMeaning) {
    const std::pair<EchoChoice, EchoHandling> echoes[] = {{EchoChoice::Cancel, EchoHandling::Cancel},
                                                          {EchoChoice::HalfDuplex, EchoHandling::HalfDuplex},
                                                          {EchoChoice::Off, EchoHandling::Off}};
    const std::pair<TalkChoice, TalkMode> modes[] = {{TalkChoice::Open, TalkMode::Open},
                                                     {TalkChoice::VoiceActivity, TalkMode::VoiceActivity},
                                                     {TalkChoice::PushToTalk, TalkMode::PushToTalk}};
    const std::pair<ProfileChoice, ProfileName> profiles[] = {{ProfileChoice::Auto, ProfileName::Auto},
                                                              {ProfileChoice::LowLatency, ProfileName::LowLatency},
                                                              {ProfileChoice::Balanced, ProfileName::Balanced},
                                                              {ProfileChoice::Saver, ProfileName::Saver}};
    Settings settings;
    for (const auto& [choice, meaning] : echoes) {
        settings.sound.echo = choice;
        EXPECT_EQ(soundOf(settings).echo, meaning);
    }
    for (const auto& [choice, meaning] : modes) {
        settings.talking.mode = choice;
        EXPECT_EQ(soundOf(settings).talkMode, meaning);
    }
    for (const auto& [choice, meaning] : profiles) {
        settings.network.profile = choice;
        EXPECT_EQ(voiceOf(settings, {}).profileName, meaning);
        EXPECT_EQ(voiceOf(settings, {}).profile, voiceProfile(meaning));
    }
}

TEST(CallSettings, SizesGoOverTheProfile) {
    Settings settings;
    settings.network.profile = ProfileChoice::Saver;
    EXPECT_EQ(voiceOf(settings, {}).profile.sizes, SizePolicy::Smallest);
    settings.network.sizes = SizeChoice::Constant;
    EXPECT_EQ(voiceOf(settings, {}).profile.sizes, SizePolicy::Constant);
    settings.network.profile = ProfileChoice::Auto;
    settings.network.sizes = SizeChoice::Smallest;
    EXPECT_EQ(voiceOf(settings, {}).profile.sizes, SizePolicy::Smallest);
}

TEST(CallSettings, SoundFromNoDeviceStaysUntilADeviceIsChosen) {
    const AudioInputSpec tone{.kind = AudioInputSpec::Kind::Tone, .deviceId = {}, .path = {}, .toneHz = 440};
    const AudioOutputSpec file{.kind = AudioOutputSpec::Kind::File, .deviceId = {}, .path = QStringLiteral("x.wav")};
    Settings settings;
    EXPECT_EQ(inputOf(settings, tone).toneHz, 440);
    EXPECT_EQ(outputOf(settings, file).path, QStringLiteral("x.wav"));
    settings.sound.inputId = "mic";
    settings.sound.outputId = "out";
    EXPECT_EQ(inputOf(settings, tone).kind, AudioInputSpec::Kind::Device);
    EXPECT_EQ(inputOf(settings, tone).deviceId, QByteArray("mic"));
    EXPECT_EQ(outputOf(settings, file).deviceId, QByteArray("out"));
}

TEST(CallSettings, AnEmptyNameCanBeChosen) {
    Settings settings;
    settings.hasName = true;
    EXPECT_TRUE(voiceOf(settings, voiceOfBob()).name.isEmpty());
    settings.name = QStringLiteral("  Carol   C. ");
    EXPECT_EQ(voiceOf(settings, {}).name, QStringLiteral("Carol C."));
}

TEST(CallSettings, ListenAddressIsOneOrTheUsual) {
    const std::pair<const char*, const char*> rows[] = {{"127.0.0.1", "127.0.0.1"},
                                                        {"0.0.0.0", "0.0.0.0"},
                                                        {"::1", "::1"},
                                                        {" 10.0.0.7 ", "10.0.0.7"},
                                                        {"", nullptr},
                                                        {"localhost", nullptr},
                                                        {"1.2.3", nullptr},
                                                        {"1.2.3.4.5", nullptr},
                                                        {"1.2.3.256", nullptr},
                                                        {"*", nullptr},
                                                        {"8443", nullptr},
                                                        {":::", nullptr}};
    for (const auto& [text, address] : rows) {
        SCOPED_TRACE(text);
        Settings settings;
        settings.network.listenAddress = QString::fromLatin1(text);
        const auto parsed = parseListenAddress(settings.network.listenAddress);
        EXPECT_EQ(parsed.has_value(), address != nullptr);
        const QHostAddress expected(QString::fromLatin1(address ? address : "127.0.0.1"));
        EXPECT_EQ(hostOf(settings, {}).door.bindAddress, expected);
    }
}

TEST(CallSettings, InvitedOnlyWhereEitherSaysSo) {
    Settings settings;
    HostOptions base;
    base.door.linkOnly = true;
    EXPECT_TRUE(hostOf(settings, base).door.linkOnly);
    settings.privacy.onlyInvited = true;
    EXPECT_TRUE(hostOf(settings, {}).door.linkOnly);
}

} // namespace
} // namespace viz
