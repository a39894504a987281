#pragma once

#include "core/call/sounds/thread_end.h"
#include "core/device/audio_factory.h"

#include <QObject>

#include <chrono>
#include <cstdint>
#include <memory>

namespace viz {

/// Lets a person hear themself before a call: the microphone is open for at most kOpenFor, with a live level; three
/// seconds are recorded and played back. Main thread; owns a thread for each device while it is on.
class SoundCheck : public QObject {
    Q_OBJECT

public:
    enum class Step : std::uint8_t {
        Off,
        Listening, ///< the microphone is open, only its level is looked at
        Recording, ///< as Listening, and kRecordFor are kept
        Playing,   ///< what was recorded is heard
    };

    static constexpr std::chrono::seconds kOpenFor{30};
    static constexpr std::chrono::seconds kRecordFor{3};

    struct Limits {
        std::chrono::milliseconds openFor{kOpenFor};
        std::chrono::milliseconds recordFor{kRecordFor};
        /// How long stop() waits for a sound server. One that hangs for longer closes the microphone when it answers,
        /// and until then nothing that it hears is looked at.
        std::chrono::milliseconds answer{kDeviceAnswerLimit};
    };

    /// `factory` outlives this object; and the process, if a sound server hangs when this object stops.
    explicit SoundCheck(AudioFactory& factory, QObject* parent = nullptr);
    SoundCheck(AudioFactory& factory, const Limits& limits, QObject* parent = nullptr);
    /// As stop(), without a signal.
    ~SoundCheck() override;

    /// Opens the microphone: Recording, then Playing, then Listening until kOpenFor are over, then Off. A microphone
    /// that is silent while it is recorded skips Playing. A device that is missing is told by failed() before it
    /// returns, and nothing was opened. Begins again if it is on.
    void start(const viz::AudioInputSpec& input, const viz::AudioOutputSpec& output);
    /// A short tone, to hear whether the loudspeaker is the right one. Stops what is on: the microphone stays closed,
    /// the step is Off, and outputLevelDbfs() shows the tone.
    void playTone(const viz::AudioOutputSpec& output);
    /// The microphone is closed when it returns.
    void stop();

    [[nodiscard]] Step step() const;
    /// Of the newest sound of the microphone and of the loudspeaker; LevelMeter::kSilenceDbfs where there is none.
    [[nodiscard]] float inputLevelDbfs() const;
    [[nodiscard]] float outputLevelDbfs() const;

Q_SIGNALS:
    void stepChanged(viz::SoundCheck::Step step);
    /// Nothing but zeros came for kRecordFor: a microphone that is switched off, or that the system keeps from us.
    void microphoneSilent();
    /// It is off then; also for a tone.
    void failed(viz::DeviceError error, bool input);

private:
    void openMicrophone(const AudioInputSpec& input);
    void connectMicrophone();
    void closeMicrophone();
    void changeStep(Step step);
    void fail(DeviceError error, bool input);

    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace viz

Q_DECLARE_METATYPE(viz::SoundCheck::Step)
