#pragma once

#include "core/device/audio_factory.h"
#include "core/media/level_meter.h"

#include <QObject>
#include <QTimer>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace viz {

/// Sound that is made already: 48 kHz mono, not empty, changed by nobody.
using MadeSound = std::shared_ptr<const std::vector<std::int16_t>>;

/// The playback thread's object of a SoundOutput: opens a loudspeaker for each sound. What may be heard is told from
/// outside by want(): an order that waited in the thread's queue while the sound server hung finds out there that
/// nobody wants it any more.
class SoundPlayer final : public QObject, private PlaybackSource {
    Q_OBJECT

public:
    struct Order {
        quint64 number = kNothing;
        MadeSound sound;
        AudioOutputSpec output;
        bool isRepeated = false;
    };

    static constexpr quint64 kNothing = 0;
    /// The next piece that the device asks for, which is 10 ms long.
    static constexpr std::chrono::milliseconds kFadeOut{10};

    /// `factory` outlives this object.
    explicit SoundPlayer(AudioFactory& factory);
    ~SoundPlayer() override;

    /// Any thread. Only the order with this number is heard from now on; kNothing: what sounds fades out.
    void want(quint64 number);
    /// Any thread. Of what is being played; LevelMeter::kSilenceDbfs if nothing is.
    [[nodiscard]] float levelDbfs() const;

    /// Playback thread. Another sound than the one before.
    void play(const viz::SoundPlayer::Order& order);
    /// Playback thread. Closes the loudspeaker when it has played the end of the fading out, unless something is wanted
    /// until then.
    void rest();

Q_SIGNALS:
    /// Heard to its end. The loudspeaker is still open.
    void finished(quint64 number);
    void failed(quint64 number, viz::DeviceError error);

private:
    void onRender(std::span<std::int16_t> out, Samples queuedInDevice) override;
    [[nodiscard]] bool isWanted() const { return m_order.number == m_wanted.load(std::memory_order_relaxed); }
    [[nodiscard]] bool isAtEnd() const { return m_position == m_order.sound->size(); }
    void open();
    void close();
    void fill(std::span<std::int16_t> out);
    void fadeOut(std::span<std::int16_t> out);
    void waitForTheEar(std::size_t rendered, Samples queuedInDevice);

    AudioFactory& m_factory;
    std::unique_ptr<AudioOutput> m_output;
    QTimer m_closing;
    Order m_order;
    std::size_t m_position = 0;                ///< in the sound
    std::optional<std::int64_t> m_notHeardYet; ///< samples that the device held when the sound was over
    LevelMeter m_meter;
    std::atomic<quint64> m_wanted{kNothing};
    std::atomic<float> m_levelDbfs{LevelMeter::kSilenceDbfs};
};

} // namespace viz

Q_DECLARE_METATYPE(viz::MadeSound)
