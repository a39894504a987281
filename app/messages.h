#pragma once

#include "app/exit_status.h"
#include "core/call/call_control.h"
#include "core/call/call_end.h"
#include "core/device/audio_ports.h"
#include "core/pipeline/voice_profile.h"
#include "core/protocol/invite.h"

#include <QString>

namespace viz {

/// Errors of the layers below in English, a sentence or two each: what is wrong and what to do about it.
[[nodiscard]] QString sentenceFor(const CallEnd& end);
[[nodiscard]] QString sentenceFor(AddressError error);
[[nodiscard]] QString sentenceFor(CallNotice notice);
[[nodiscard]] QString sentenceFor(const DeviceEvent& event);
/// `what` names the device or file, as the person typed it.
[[nodiscard]] QString sentenceFor(DeviceError error, const QString& what);
/// Empty for None.
[[nodiscard]] QString sentenceFor(ProfileFault fault);

[[nodiscard]] ExitStatus exitStatusOf(EndReason reason);

/// In the stats and for `viz ctl status`: `connected`, `reconnecting`, …
[[nodiscard]] QString wordFor(CallState state);
/// As after `connected`: `unverified`, `verified-by-link`, `verified-by-words`.
[[nodiscard]] QString wordFor(Verification verification);

/// The word after `ended`, for scripts: `hung-up-here`, `not-authentic`, …
[[nodiscard]] QString wordFor(EndReason reason);

} // namespace viz
