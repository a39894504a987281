#include "app/recording_factory.h"

namespace viz {
namespace {

/// An input that keeps what it hears.
class RecordingInput final : public AudioInput, private CaptureSink {
public:
    RecordingInput(std::unique_ptr<AudioInput> input, SampleRecording& recording)
        : m_input(std::move(input)), m_recording(recording) {
        connect(m_input.get(), &AudioInput::failed, this, &AudioInput::failed);
    }

    void start(CaptureSink& sink) override {
        m_sink = &sink;
        m_input->start(*this);
    }
    void stop() override { m_input->stop(); }
    [[nodiscard]] std::optional<MonotonicTime> startTime() const override { return m_input->startTime(); }
    [[nodiscard]] Samples latency() const override { return m_input->latency(); }

private:
    void onCaptured(std::span<const std::int16_t> samples) override {
        m_recording.append(samples);
        if (const auto time = m_input->startTime())
            m_recording.setStartTime(*time);
        m_sink->onCaptured(samples);
    }

    std::unique_ptr<AudioInput> m_input;
    SampleRecording& m_recording;
    CaptureSink* m_sink = nullptr;
};

/// An output that keeps what it plays.
class RecordingOutput final : public AudioOutput, private PlaybackSource {
public:
    RecordingOutput(std::unique_ptr<AudioOutput> output, SampleRecording& recording)
        : m_output(std::move(output)), m_recording(recording) {
        connect(m_output.get(), &AudioOutput::failed, this, &AudioOutput::failed);
    }

    void start(PlaybackSource& source) override {
        m_source = &source;
        m_output->start(*this);
    }
    void stop() override { m_output->stop(); }
    [[nodiscard]] std::optional<MonotonicTime> startTime() const override { return m_output->startTime(); }
    [[nodiscard]] Samples latency() const override { return m_output->latency(); }

private:
    void onRender(std::span<std::int16_t> out, Samples queuedInDevice) override {
        m_source->onRender(out, queuedInDevice);
        m_recording.append(out);
        if (const auto time = m_output->startTime())
            m_recording.setStartTime(*time);
    }

    std::unique_ptr<AudioOutput> m_output;
    SampleRecording& m_recording;
    PlaybackSource* m_source = nullptr;
};

} // namespace

tl::expected<std::unique_ptr<AudioInput>, DeviceError> RecordingFactory::makeInput(const AudioInputSpec& spec) {
    return AudioFactory::makeInput(spec).map([this](std::unique_ptr<AudioInput> input) -> std::unique_ptr<AudioInput> {
        return std::make_unique<RecordingInput>(std::move(input), m_said);
    });
}

tl::expected<std::unique_ptr<AudioOutput>, DeviceError> RecordingFactory::makeOutput(const AudioOutputSpec& spec) {
    return AudioFactory::makeOutput(spec).map(
        [this](std::unique_ptr<AudioOutput> output) -> std::unique_ptr<AudioOutput> {
            return std::make_unique<RecordingOutput>(std::move(output), m_heard);
        });
}

} // namespace viz
