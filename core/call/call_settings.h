#pragma once

#include "core/call/call_options.h"
#include "core/settings/settings.h"

namespace viz {

// What the person's settings mean for a call. Each function goes over `base`, which has what no setting says: a name
// where none was chosen, sound that comes from no device.

[[nodiscard]] SoundSettings soundOf(const Settings& settings);
[[nodiscard]] AudioInputSpec inputOf(const Settings& settings, const AudioInputSpec& base = {});
[[nodiscard]] AudioOutputSpec outputOf(const Settings& settings, const AudioOutputSpec& base = {});
[[nodiscard]] VoiceOptions voiceOf(const Settings& settings, const VoiceOptions& base);
/// With the address to listen on of `base` where the setting's cannot be understood.
[[nodiscard]] HostOptions hostOf(const Settings& settings, const HostOptions& base);

/// An IP address as one types it, IPv4 with all four numbers; nullopt if it is none.
[[nodiscard]] std::optional<QHostAddress> parseListenAddress(const QString& text);

} // namespace viz
