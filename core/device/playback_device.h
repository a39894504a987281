#pragma once

#include "core/device/audio_backend.h"
#include "core/device/audio_ports.h"
#include "core/device/device_format.h"
#include "core/device/flow_watch.h"

#include <QAudioDevice>
#include <QAudioSink>
#include <QPointer>
#include <QTimer>

#include <memory>
#include <vector>

namespace viz {

/// A loudspeaker through Qt Multimedia.
///
/// Pushes by an own timer and never lets Qt pull: with Qt 6.4.2 on PulseAudio a pulled sink stops for ever, without an
/// error, at buffers of 50 ms or less, and a state of Idle means nothing. Fills up to what the buffer lacks and no
/// more, so a late timer is heard as one gap and leaves no delay behind. The device is lost when Qt says so, or when it
/// takes no sound any more (FlowWatch).
class PlaybackDevice final : public AudioOutput {
    Q_OBJECT

public:
    struct Config {
        /// What may lie between us and the ear. Measured from onRender() to onCaptured() on a null sink, 10 ms capture
        /// blocks, both periods 5 ms, no real-time rights, while three busy loops ran on the two cores, 15 s each:
        ///   20 ms: median 15 ms, 9 gaps in 5 s        30 ms: 22 ms, 14 gaps, 54 ms of them in all
        ///   25 ms: median 20 ms, 89 gaps, 512 ms      35 ms: 27 ms, 1 gap of 6 ms
        ///   40 ms: median 30 ms (95 %: 34 ms), no gap; after a thread that slept 300 ms, 30 ms again
        std::chrono::milliseconds buffer{40};
        /// How often we fill it up. With 10 ms a buffer of 20 ms had 37 gaps under that load.
        std::chrono::milliseconds period{5};
    };

    /// `clock` outlives the device.
    PlaybackDevice(const QAudioDevice& device, const Clock& clock);
    PlaybackDevice(const QAudioDevice& device, const Clock& clock, const Config& config);
    ~PlaybackDevice() override;

    void start(PlaybackSource& source) override;
    void stop() override;
    [[nodiscard]] std::optional<MonotonicTime> startTime() const override { return m_startTime; }
    [[nodiscard]] Samples latency() const override;

private:
    static constexpr std::size_t kBlockSamples = 480;

    void open();
    void feed();
    void fill();
    void checkAlive();
    void render(qsizetype bytesFree);
    [[nodiscard]] bool write(qsizetype bytesWanted);
    [[nodiscard]] qsizetype room(qsizetype bytesFree) const;
    [[nodiscard]] Samples queued(qsizetype bytesFree) const;
    void onStateChanged();
    void fail(DeviceError error);

    QAudioDevice m_device;
    const Clock& m_clock;
    Config m_config;
    QTimer m_timer;
    QAudioFormat m_format;
    AudioBackendUse m_use;
    std::unique_ptr<QAudioSink> m_sink;
    QPointer<QIODevice> m_stream; ///< Qt's, gone when the stream is
    std::unique_ptr<PlaybackConverter> m_converter;
    PlaybackSource* m_source = nullptr;
    std::vector<std::int16_t> m_block;
    std::span<const char> m_pending; ///< the converter's, not written yet
    std::optional<MonotonicTime> m_startTime;
    FlowWatch m_flow;
    double m_meanQueued = 0; ///< samples
};

} // namespace viz
