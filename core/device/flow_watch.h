#pragma once

#include "core/base/clock.h"
#include "core/device/audio_ports.h"

#include <optional>

namespace viz {

/// Notices that no sound moves through a device any more. Qt 6.4 does not tell when a stream is killed on a PulseAudio
/// server that lives on, nor when the device of a stream is suspended.
class FlowWatch {
public:
    /// The first sound came up to 2 s after start() on a loaded machine.
    static constexpr std::chrono::seconds kFirstLimit{10};
    static constexpr std::chrono::seconds kLimit{5};

    /// The device was started.
    void begin(MonotonicTime now);
    /// A microphone gave sound, a loudspeaker made room for more.
    void moved(MonotonicTime now);
    [[nodiscard]] bool hasMoved() const { return m_hasMoved; }
    [[nodiscard]] MonotonicTime stillFor(MonotonicTime now) const { return now - m_lastMove; }
    /// CannotOpen where nothing has ever moved, Lost where it stopped.
    [[nodiscard]] std::optional<DeviceError> fault(MonotonicTime now) const;

private:
    MonotonicTime m_lastMove{};
    bool m_hasMoved = false;
};

} // namespace viz
