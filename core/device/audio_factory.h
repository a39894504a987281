#pragma once

#include "core/device/audio_ports.h"
#include "core/device/audio_spec.h"
#include "core/device/device_catalog.h"

#include <tl/expected.hpp>

#include <memory>
#include <optional>

namespace viz {

/// Where a call gets its devices from; the demo and tests put their own in its place. Called on the thread that the
/// device will live on. Outlives the devices that it makes, and its default ones may be made on several threads at
/// once. Call checkInput() or checkOutput() on the main thread first: real devices need the system's connection to live
/// there.
class AudioFactory {
public:
    virtual ~AudioFactory() = default;
    [[nodiscard]] virtual tl::expected<std::unique_ptr<AudioInput>, DeviceError> makeInput(const AudioInputSpec& spec);
    [[nodiscard]] virtual tl::expected<std::unique_ptr<AudioOutput>, DeviceError>
    makeOutput(const AudioOutputSpec& spec);
    /// Any thread: whether the system keeps this program from such devices, as far as it tells.
    [[nodiscard]] virtual bool isDenied(DeviceInfo::Direction direction) const;
    /// Main thread: what devices there are to choose from, as a call watches it. Null: unknown, what was asked for is
    /// opened again and again until it works.
    [[nodiscard]] virtual std::unique_ptr<DeviceList> watchDevices();

private:
    [[nodiscard]] tl::expected<std::unique_ptr<AudioInput>, DeviceError> makeMicrophone(const AudioInputSpec& spec);

    SteadyClock m_clock;
};

/// Whether the spec can work at all, before a call is made: a file that opens, a device that exists. Opens no
/// microphone, but knows if the system hides all of them; does not create or change the output file. Main thread; only
/// Default and Device touch the sound system.
[[nodiscard]] std::optional<DeviceError> checkInput(const AudioInputSpec& spec);
[[nodiscard]] std::optional<DeviceError> checkOutput(const AudioOutputSpec& spec);

} // namespace viz
