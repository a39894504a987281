#pragma once

#include "core/call/thread/call_wires.h"
#include "core/device/audio_factory.h"
#include "core/pipeline/playout/playout_pipeline.h"

#include <QObject>

#include <memory>

namespace viz {

/// The playback thread's object: opens the loudspeaker and plays what PlayoutPipeline makes of the arrived frames.
class PlaybackWorker final : public QObject, private PlaybackSource {
    Q_OBJECT

public:
    /// The references outlive this object.
    PlaybackWorker(AudioFactory& factory, AudioOutputSpec spec, CallWires& wires, const Clock& clock);
    ~PlaybackWorker() override;

    /// Playback thread.
    void start();
    void stop();

Q_SIGNALS:
    void failed(viz::DeviceError error);

private:
    void onRender(std::span<std::int16_t> out, Samples queuedInDevice) override;

    AudioFactory& m_factory;
    AudioOutputSpec m_spec;
    CallWires& m_wires;
    const Clock& m_clock;
    PlayoutPipeline m_pipeline;
    std::unique_ptr<AudioOutput> m_output;
};

} // namespace viz
