#pragma once

#include "app/exit_status.h"
#include "core/call/call_options.h"

#include <optional>

namespace viz {

/// Whether the sound devices and files can work at all, before anybody is called.
[[nodiscard]] std::optional<Failure> soundFailure(const VoiceOptions& voice);

} // namespace viz
