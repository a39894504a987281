#pragma once

#include "core/device/audio_spec.h"
#include "core/media/sound_settings.h"
#include "core/pipeline/voice_profile.h"
#include "core/protocol/invite.h"
#include "core/transport/tls_identity.h"

#include <QHostAddress>
#include <QString>

#include <optional>

namespace viz {

/// Sound and name: the same for both roles.
struct VoiceOptions {
    QString name; ///< what the other side sees; at most 47 bytes of UTF-8 go out
    ProfileName profileName = ProfileName::Auto;
    VoiceProfile profile;
    AudioInputSpec input;
    AudioOutputSpec output;
    SoundSettings sound{};
    bool startMuted = false;
    bool hedging = false; ///< begin with two connections ("robust")
};

/// Where a host waits, and for whom.
struct HostDoor {
    static constexpr quint16 kDefaultPort = 8443;

    QHostAddress bindAddress{QHostAddress::LocalHost};
    quint16 port = kDefaultPort; ///< 0: a free one
    bool linkOnly = false;       ///< refuse callers who do not hold the invite's secret; forced when not on loopback

    friend bool operator==(const HostDoor&, const HostDoor&) = default;
};

struct HostOptions {
    VoiceOptions voice;
    HostDoor door{};
    std::optional<HostAddress> publicAddress{};
    /// Serve TLS with it, for callers who come without a tunnel; forces linkOnly. The invite names its certificate, at
    /// publicAddress too.
    std::optional<TlsIdentity> identity{};
};

struct JoinOptions {
    VoiceOptions voice;
    Invite invite;
};

} // namespace viz
