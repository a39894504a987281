#pragma once

#include "app/sample_recording.h"
#include "core/device/audio_factory.h"

namespace viz {

/// Makes the usual devices, and keeps a copy of all that one party of the demo says and hears.
class RecordingFactory final : public AudioFactory {
public:
    explicit RecordingFactory(Samples capacity) : m_said(capacity), m_heard(capacity) {}

    [[nodiscard]] tl::expected<std::unique_ptr<AudioInput>, DeviceError> makeInput(const AudioInputSpec& spec) override;
    [[nodiscard]] tl::expected<std::unique_ptr<AudioOutput>, DeviceError>
    makeOutput(const AudioOutputSpec& spec) override;

    [[nodiscard]] const SampleRecording& said() const { return m_said; }
    [[nodiscard]] const SampleRecording& heard() const { return m_heard; }

private:
    SampleRecording m_said;
    SampleRecording m_heard;
};

} // namespace viz
