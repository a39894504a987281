#pragma once

#include "core/settings/data_usage.h"

#include <QByteArray>
#include <QString>

#include <cstdint>

namespace viz {

enum class EchoChoice : std::uint8_t { Cancel, HalfDuplex, Off };
enum class TalkChoice : std::uint8_t { Open, VoiceActivity, PushToTalk };
enum class ProfileChoice : std::uint8_t { Auto, LowLatency, Balanced, Saver };
enum class SizeChoice : std::uint8_t { OfProfile, Constant, Smallest };
enum class LogChoice : std::uint8_t { Nothing, Problems, Everything };
enum class ThemeChoice : std::uint8_t { System, Light, Dark, HighContrast };
enum class LanguageChoice : std::uint8_t { System, English, Russian };

struct SoundChoices {
    QByteArray inputId;  ///< empty: the system's default
    QByteArray outputId; ///< empty: the system's default
    EchoChoice echo = EchoChoice::Cancel;
    bool suppressNoise = true;
    bool automaticGain = true; ///< of the microphone
    bool levelPeer = true;     ///< a quiet voice of the other side is made louder here
    int peerVolumePercent = 100;

    static constexpr int kMaxVolumePercent = 200;
    static constexpr int kMaxIdChars = 1024; ///< of a device, percent-encoded

    friend bool operator==(const SoundChoices&, const SoundChoices&) = default;
};

struct TalkingChoices {
    TalkChoice mode = TalkChoice::Open;
    QString key = QStringLiteral("Space"); ///< push-to-talk: QKeySequence::PortableText
    int keyScanCode = 0;                   ///< where that key lies, as this system numbers keys; 0: not known
    bool keyEverywhere = false;            ///< push-to-talk: also in other programs' windows, where the system can
    bool startMuted = false;
    bool callSounds = true; ///< ring, connected, ended, …

    static constexpr int kMaxKeyChars = 32;
    static constexpr int kMaxScanCode = 65'535;

    friend bool operator==(const TalkingChoices&, const TalkingChoices&) = default;
};

struct NetworkChoices {
    int port = 8443;                                     ///< 0: a free one
    QString listenAddress = QStringLiteral("127.0.0.1"); ///< an IP address of this computer, or all of them
    ProfileChoice profile = ProfileChoice::Auto;
    SizeChoice sizes = SizeChoice::OfProfile;
    bool twoConnections = false;
    int monthlyBudgetMb = 0; ///< 10⁶ bytes; 0: none

    static constexpr int kMaxPort = 65'535;
    static constexpr int kMaxAddressChars = 64;
    static constexpr int kMaxBudgetMb = 1'000'000;

    friend bool operator==(const NetworkChoices&, const NetworkChoices&) = default;
};

struct PrivacyChoices {
    bool onlyInvited = false; ///< refuse callers who do not hold the invite's secret
    LogChoice log = LogChoice::Problems;

    friend bool operator==(const PrivacyChoices&, const PrivacyChoices&) = default;
};

struct LookChoices {
    ThemeChoice theme = ThemeChoice::System;
    LanguageChoice language = LanguageChoice::System;
    bool tray = false; ///< an icon in the tray; Viz goes on there when its window is closed

    friend bool operator==(const LookChoices&, const LookChoices&) = default;
};

/// All that a person can choose and Viz keeps; no secret is ever among it. A plain value: SettingsStore keeps it,
/// core/call/call_settings.h makes options of calls of it.
struct Settings {
    bool hasName = false; ///< the person chose one, maybe an empty one
    QString name;         ///< what the other side sees
    SoundChoices sound;
    TalkingChoices talking;
    NetworkChoices network;
    PrivacyChoices privacy;
    LookChoices look;
    DataUsage usage;

    static constexpr int kMaxNameChars = 47; ///< 47 bytes of UTF-8 go out; core cuts names in wider scripts

    friend bool operator==(const Settings&, const Settings&) = default;
};

/// With every number inside its range and every text cut to its length and free of control characters.
[[nodiscard]] Settings withinRanges(Settings settings);

} // namespace viz
