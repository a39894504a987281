#pragma once

#include "core/call/thread/call_wires.h"
#include "core/call/thread/device_tenure.h"
#include "core/device/audio_factory.h"
#include "core/pipeline/playout/playout_pipeline.h"

#include <QObject>

#include <memory>

namespace viz {

/// The playback thread's object: opens one loudspeaker after the other and plays what PlayoutPipeline makes of the
/// arrived frames. The pipeline goes on from one to the next, as over a device that ran dry.
class PlaybackWorker final : public QObject, private PlaybackSource {
    Q_OBJECT

public:
    /// The references outlive this object; nobody else renders from `pipeline` as long as this is not given up.
    PlaybackWorker(AudioFactory& factory, PlayoutPipeline& pipeline, CallWires& wires, const Clock& clock);
    ~PlaybackWorker() override;

    /// Playback thread. Closes what is open, then opens this; exactly one of opened() and failed() answers, unless the
    /// start hangs.
    void open(quint64 attempt, const viz::AudioOutputSpec& spec);
    /// Playback thread.
    void close();
    /// Playback thread.
    void setSound(const viz::SoundSettings& sound);
    void setDeafened(bool deafened);
    /// Main thread: if it hangs in open() or close(), it takes no part in the call any more, even if it comes back.
    [[nodiscard]] bool giveUp() { return m_tenure.giveUp(); }

Q_SIGNALS:
    void opened(quint64 attempt);
    /// It does not start, or, after opened(), it stopped working.
    void failed(quint64 attempt, viz::DeviceError error);

private:
    void onRender(std::span<std::int16_t> out, Samples queuedInDevice) override;
    void start(const AudioOutputSpec& spec);
    void closeOutput();
    void fail(DeviceError error);
    void publish();

    AudioFactory& m_factory;
    PlayoutPipeline& m_pipeline;
    CallWires& m_wires;
    const Clock& m_clock;
    PlayedSound::Producer m_played;
    DeviceTenure m_tenure;
    std::unique_ptr<AudioOutput> m_output;
    quint64 m_attempt = 0;
    bool m_hasFailed = false;
    bool m_isNewDevice = false; ///< that has not asked for sound yet
};

} // namespace viz
