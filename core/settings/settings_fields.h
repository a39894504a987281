#pragma once

#include "core/settings/settings.h"

#include <QLatin1StringView>

#include <array>

namespace viz {

template<typename Choice, std::size_t count>
using ChoiceNames = std::array<std::pair<Choice, QLatin1StringView>, count>;

inline constexpr ChoiceNames<EchoChoice, 3> kEchoNames{{{EchoChoice::Cancel, QLatin1StringView("cancel")},
                                                        {EchoChoice::HalfDuplex, QLatin1StringView("half-duplex")},
                                                        {EchoChoice::Off, QLatin1StringView("off")}}};
inline constexpr ChoiceNames<TalkChoice, 3> kTalkNames{{{TalkChoice::Open, QLatin1StringView("open")},
                                                        {TalkChoice::VoiceActivity, QLatin1StringView("voice")},
                                                        {TalkChoice::PushToTalk, QLatin1StringView("push-to-talk")}}};
inline constexpr ChoiceNames<ProfileChoice, 4> kProfileNames{
    {{ProfileChoice::Auto, QLatin1StringView("auto")},
     {ProfileChoice::LowLatency, QLatin1StringView("low-latency")},
     {ProfileChoice::Balanced, QLatin1StringView("balanced")},
     {ProfileChoice::Saver, QLatin1StringView("saver")}}};
inline constexpr ChoiceNames<SizeChoice, 3> kSizeNames{{{SizeChoice::OfProfile, QLatin1StringView("of-profile")},
                                                        {SizeChoice::Constant, QLatin1StringView("constant")},
                                                        {SizeChoice::Smallest, QLatin1StringView("smallest")}}};
inline constexpr ChoiceNames<LogChoice, 3> kLogNames{{{LogChoice::Nothing, QLatin1StringView("nothing")},
                                                      {LogChoice::Problems, QLatin1StringView("problems")},
                                                      {LogChoice::Everything, QLatin1StringView("everything")}}};
inline constexpr ChoiceNames<ThemeChoice, 4> kThemeNames{
    {{ThemeChoice::System, QLatin1StringView("system")},
     {ThemeChoice::Light, QLatin1StringView("light")},
     {ThemeChoice::Dark, QLatin1StringView("dark")},
     {ThemeChoice::HighContrast, QLatin1StringView("high-contrast")}}};
inline constexpr ChoiceNames<LanguageChoice, 3> kLanguageNames{{{LanguageChoice::System, QLatin1StringView("system")},
                                                                {LanguageChoice::English, QLatin1StringView("en")},
                                                                {LanguageChoice::Russian, QLatin1StringView("ru")}}};

/// Every field of the settings with its key in the file and its range: the one table that reading, writing and checking
/// share. A visitor has text(key, QString&, maxChars), bytes(key, QByteArray&, maxChars), flag(key, bool&),
/// number(key, integer&, min, max) and choice(key, enum&, names); `settings` may be const if it takes const references.
template<typename SettingsType, typename Visitor>
void visitFields(SettingsType& settings, Visitor& visitor) {
    using Key = QLatin1StringView;
    visitor.flag(Key("you/hasName"), settings.hasName);
    visitor.text(Key("you/name"), settings.name, Settings::kMaxNameChars);

    auto& sound = settings.sound;
    visitor.bytes(Key("sound/input"), sound.inputId, SoundChoices::kMaxIdChars);
    visitor.bytes(Key("sound/output"), sound.outputId, SoundChoices::kMaxIdChars);
    visitor.choice(Key("sound/echo"), sound.echo, kEchoNames);
    visitor.flag(Key("sound/suppressNoise"), sound.suppressNoise);
    visitor.flag(Key("sound/automaticGain"), sound.automaticGain);
    visitor.flag(Key("sound/levelPeer"), sound.levelPeer);
    visitor.number(Key("sound/peerVolumePercent"), sound.peerVolumePercent, 0, SoundChoices::kMaxVolumePercent);

    auto& talking = settings.talking;
    visitor.choice(Key("talking/mode"), talking.mode, kTalkNames);
    visitor.text(Key("talking/key"), talking.key, TalkingChoices::kMaxKeyChars);
    visitor.number(Key("talking/keyScanCode"), talking.keyScanCode, 0, TalkingChoices::kMaxScanCode);
    visitor.flag(Key("talking/keyEverywhere"), talking.keyEverywhere);
    visitor.flag(Key("talking/startMuted"), talking.startMuted);
    visitor.flag(Key("talking/callSounds"), talking.callSounds);

    auto& network = settings.network;
    visitor.number(Key("network/port"), network.port, 0, NetworkChoices::kMaxPort);
    visitor.text(Key("network/listenAddress"), network.listenAddress, NetworkChoices::kMaxAddressChars);
    visitor.choice(Key("network/profile"), network.profile, kProfileNames);
    visitor.choice(Key("network/sizes"), network.sizes, kSizeNames);
    visitor.flag(Key("network/twoConnections"), network.twoConnections);
    visitor.number(Key("network/monthlyBudgetMb"), network.monthlyBudgetMb, 0, NetworkChoices::kMaxBudgetMb);

    visitor.flag(Key("privacy/onlyInvited"), settings.privacy.onlyInvited);
    visitor.choice(Key("privacy/log"), settings.privacy.log, kLogNames);
    visitor.choice(Key("look/theme"), settings.look.theme, kThemeNames);
    visitor.choice(Key("look/language"), settings.look.language, kLanguageNames);
    visitor.flag(Key("look/tray"), settings.look.tray);
    visitor.number(Key("usage/month"), settings.usage.month, 0, DataUsage::kMaxMonth);
    visitor.number(Key("usage/bytes"), settings.usage.bytes, std::int64_t{0}, DataUsage::kMaxBytes);
}

/// Neither a line's end nor anything else that cannot be seen.
[[nodiscard]] bool hasControlCharacters(const QString& text);

} // namespace viz
