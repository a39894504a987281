#pragma once

#include "core/device/audio_backend.h"
#include "core/device/audio_ports.h"
#include "core/device/device_format.h"
#include "core/device/flow_watch.h"

#include <QAudioDevice>
#include <QAudioSource>
#include <QPointer>
#include <QTimer>

#include <functional>
#include <memory>
#include <vector>

namespace viz {

/// A microphone through Qt Multimedia.
///
/// Reads what has arrived every few milliseconds by an own timer, because Qt's is as slow as the buffer that was asked
/// for. The device is lost when Qt says so, or when no sound comes any more (FlowWatch).
class CaptureDevice final : public AudioInput {
    Q_OBJECT

public:
    struct Config {
        /// The block that the server is asked to send. With 5 or 20 ms the way from the loudspeaker's render to here
        /// had the same median on a null sink (15.5 ms at 20 ms of playback buffer); on two cores with three busy loops
        /// 5 ms made eight times as many gaps (215 ms in 8 s against 30 ms), for the server had too much to do.
        std::chrono::milliseconds buffer{10};
        /// How often we look. 10 ms cost 2 ms more and made bursts of 50 ms under that load instead of 30 ms.
        std::chrono::milliseconds period{5};
        /// Whether the system is the reason why the device does not start: then it is PermissionDenied. Capture thread.
        std::function<bool()> isDenied{};
    };

    /// `clock` outlives the device.
    CaptureDevice(const QAudioDevice& device, const Clock& clock);
    CaptureDevice(const QAudioDevice& device, const Clock& clock, const Config& config);
    ~CaptureDevice() override;

    void start(CaptureSink& sink) override;
    void stop() override;
    [[nodiscard]] std::optional<MonotonicTime> startTime() const override { return m_startTime; }
    [[nodiscard]] Samples latency() const override;

private:
    void open();
    void read();
    void deliver(std::span<const char> bytes);
    void checkAlive();
    void onStateChanged();
    void fail(DeviceError error);

    QAudioDevice m_device;
    const Clock& m_clock;
    Config m_config;
    QTimer m_timer;
    QAudioFormat m_format;
    AudioBackendUse m_use;
    std::unique_ptr<QAudioSource> m_source;
    QPointer<QIODevice> m_stream; ///< Qt's, gone when the stream is
    std::unique_ptr<CaptureConverter> m_converter;
    CaptureSink* m_sink = nullptr;
    std::vector<char> m_bytes;
    std::optional<MonotonicTime> m_startTime;
    FlowWatch m_flow;
};

} // namespace viz
