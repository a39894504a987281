#pragma once

#include "core/call/call_end.h"
#include "core/device/audio_factory.h"

namespace viz {

/// What a failed microphone (`input`) or loudspeaker means for the call.
[[nodiscard]] EndReason endReasonOf(DeviceError error, bool input);

} // namespace viz
