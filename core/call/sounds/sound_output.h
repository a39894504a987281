#pragma once

#include "core/call/sounds/sound_player.h"
#include "core/call/sounds/thread_end.h"
#include "core/call/thread/worker_thread.h"

#include <QObject>

#include <memory>

namespace viz {

/// Plays sounds that are made already, one at a time, on a loudspeaker that is open only for them. Main thread, which
/// waits for a sound server only where it is the first of the process to connect to it: from then on an own thread
/// does.
class SoundOutput final : public QObject {
    Q_OBJECT

public:
    enum class Times : std::uint8_t { Once, Repeated };

    /// `factory` outlives this object, and the process if a sound server hangs when this object is destroyed.
    /// Its destructor waits for one at most `answer`.
    explicit SoundOutput(AudioFactory& factory, std::chrono::milliseconds answer = kDeviceAnswerLimit,
                         QObject* parent = nullptr);
    ~SoundOutput() override;

    /// Instead of what is being played. finished() or failed() follows, but for a sound that is repeated, stopped or
    /// replaced.
    void play(viz::MadeSound sound, const viz::AudioOutputSpec& output, Times times = Times::Once);
    /// Silent at once; the loudspeaker is closed soon. Harmless when nothing is played.
    void stop();
    [[nodiscard]] bool isPlaying() const { return m_isPlaying; }
    /// Of the newest sound; LevelMeter::kSilenceDbfs where there is none.
    [[nodiscard]] float levelDbfs() const;

Q_SIGNALS:
    /// The sound was heard to its end.
    void finished();
    /// Nothing is played any more.
    void failed(viz::DeviceError error);

private:
    void startThread();
    void failLater(DeviceError error);
    void onFinished(quint64 number);
    void onFailed(quint64 number, DeviceError error);

    AudioFactory& m_factory;
    std::chrono::milliseconds m_answer;
    std::unique_ptr<WorkerThread> m_thread; ///< null before the first sound
    SoundPlayer* m_player = nullptr;        ///< lives on m_thread
    quint64 m_number = SoundPlayer::kNothing;
    bool m_isPlaying = false;
};

} // namespace viz
