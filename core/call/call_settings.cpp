#include "core/call/call_settings.h"

#include <QAbstractSocket>

namespace viz {
namespace {

EchoHandling echoOf(EchoChoice choice) {
    switch (choice) {
    case EchoChoice::Cancel:
        return EchoHandling::Cancel;
    case EchoChoice::HalfDuplex:
        return EchoHandling::HalfDuplex;
    case EchoChoice::Off:
        break;
    }
    return EchoHandling::Off;
}

TalkMode talkModeOf(TalkChoice choice) {
    switch (choice) {
    case TalkChoice::Open:
        break;
    case TalkChoice::VoiceActivity:
        return TalkMode::VoiceActivity;
    case TalkChoice::PushToTalk:
        return TalkMode::PushToTalk;
    }
    return TalkMode::Open;
}

ProfileName profileOf(ProfileChoice choice) {
    switch (choice) {
    case ProfileChoice::Auto:
        break;
    case ProfileChoice::LowLatency:
        return ProfileName::LowLatency;
    case ProfileChoice::Balanced:
        return ProfileName::Balanced;
    case ProfileChoice::Saver:
        return ProfileName::Saver;
    }
    return ProfileName::Auto;
}

SizePolicy sizesOf(SizeChoice choice, SizePolicy ofProfile) {
    switch (choice) {
    case SizeChoice::OfProfile:
        break;
    case SizeChoice::Constant:
        return SizePolicy::Constant;
    case SizeChoice::Smallest:
        return SizePolicy::Smallest;
    }
    return ofProfile;
}

} // namespace

SoundSettings soundOf(const Settings& settings) {
    return {.echo = echoOf(settings.sound.echo),
            .suppressNoise = settings.sound.suppressNoise,
            .automaticGain = settings.sound.automaticGain,
            .talkMode = talkModeOf(settings.talking.mode),
            .levelPeer = settings.sound.levelPeer,
            .peerVolumePercent = settings.sound.peerVolumePercent};
}

AudioInputSpec inputOf(const Settings& settings, const AudioInputSpec& base) {
    if (settings.sound.inputId.isEmpty())
        return base.kind == AudioInputSpec::Kind::Device ? AudioInputSpec{} : base;
    return {.kind = AudioInputSpec::Kind::Device, .deviceId = settings.sound.inputId, .path = {}, .toneHz = 0};
}

AudioOutputSpec outputOf(const Settings& settings, const AudioOutputSpec& base) {
    if (settings.sound.outputId.isEmpty())
        return base.kind == AudioOutputSpec::Kind::Device ? AudioOutputSpec{} : base;
    return {.kind = AudioOutputSpec::Kind::Device, .deviceId = settings.sound.outputId, .path = {}};
}

VoiceOptions voiceOf(const Settings& settings, const VoiceOptions& base) {
    VoiceOptions voice = base;
    if (settings.hasName)
        voice.name = settings.name.simplified();
    voice.profileName = profileOf(settings.network.profile);
    voice.profile = voiceProfile(voice.profileName);
    voice.profile.sizes = sizesOf(settings.network.sizes, voice.profile.sizes);
    voice.input = inputOf(settings, base.input);
    voice.output = outputOf(settings, base.output);
    voice.sound = soundOf(settings);
    voice.startMuted = settings.talking.startMuted;
    voice.hedging = settings.network.twoConnections;
    return voice;
}

HostOptions hostOf(const Settings& settings, const HostOptions& base) {
    HostOptions host = base;
    host.voice = voiceOf(settings, base.voice);
    host.door.port = static_cast<quint16>(settings.network.port);
    host.door.bindAddress = parseListenAddress(settings.network.listenAddress).value_or(base.door.bindAddress);
    host.door.linkOnly = base.door.linkOnly || settings.privacy.onlyInvited;
    return host;
}

std::optional<QHostAddress> parseListenAddress(const QString& text) {
    QHostAddress address;
    if (!address.setAddress(text.trimmed()))
        return std::nullopt;
    // "8443" is 0.0.32.251 to QHostAddress, as it was to inet_aton(): not what is meant by whoever still types.
    const bool isShort = address.protocol() == QAbstractSocket::IPv4Protocol && address.toString() != text.trimmed();
    return isShort ? std::nullopt : std::optional(address);
}

} // namespace viz
