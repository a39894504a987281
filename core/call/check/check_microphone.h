#pragma once

#include "core/call/sounds/sound_player.h"
#include "core/device/audio_factory.h"
#include "core/media/level_meter.h"

#include <QObject>
#include <QTimer>

#include <atomic>
#include <chrono>
#include <memory>
#include <vector>

namespace viz {

/// The capture thread's object of a SoundCheck: opens the microphone once, keeps its beginning, and closes it by itself
/// when its time is over, whatever the main thread does. Closed when destroyed.
class CheckMicrophone final : public QObject, private CaptureSink {
    Q_OBJECT

public:
    struct Limits {
        std::chrono::milliseconds openFor{};
        std::chrono::milliseconds recordFor{};
    };

    /// `factory` outlives this object.
    CheckMicrophone(AudioFactory& factory, AudioInputSpec spec, const Limits& limits);
    ~CheckMicrophone() override;

    /// Any thread. From now on nothing is opened, and nothing that is heard is looked at.
    void abandon();
    /// Any thread. Of the newest sound; LevelMeter::kSilenceDbfs where there is none.
    [[nodiscard]] float levelDbfs() const;

    /// Capture thread, once.
    void open();

Q_SIGNALS:
    /// Once, unless silent() comes instead: the first Limits::recordFor.
    void recorded(const viz::MadeSound& sound);
    /// Nothing but zeros came in that time.
    void silent();
    /// Limits::openFor are over: it is closed.
    void timeIsUp();
    /// It is closed.
    void failed(viz::DeviceError error);

private:
    void onCaptured(std::span<const std::int16_t> samples) override;
    [[nodiscard]] bool isAbandoned() const { return m_isAbandoned.load(std::memory_order_relaxed); }
    void keep(std::span<const std::int16_t> samples);
    void handOver();
    void close();

    AudioFactory& m_factory;
    AudioInputSpec m_spec;
    Limits m_limits;
    QTimer m_limit;
    std::unique_ptr<AudioInput> m_input;
    std::vector<std::int16_t> m_recording;
    std::size_t m_wanted; ///< samples of the recording that are still to come
    LevelMeter m_meter;
    std::atomic<bool> m_isAbandoned{false};
    std::atomic<float> m_levelDbfs{LevelMeter::kSilenceDbfs};
};

} // namespace viz
