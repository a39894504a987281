#pragma once

#include "core/call/thread/call_wires.h"
#include "core/device/audio_factory.h"

#include <QObject>

#include <memory>

namespace viz {

/// The capture thread's object: opens the microphone and puts what it hears into CallWires::captured.
class CaptureWorker final : public QObject, private CaptureSink {
    Q_OBJECT

public:
    /// The references outlive this object.
    CaptureWorker(AudioFactory& factory, AudioInputSpec spec, CallWires& wires);
    ~CaptureWorker() override;

    /// Capture thread.
    void start();
    /// Capture thread. When it returns the microphone is closed.
    void stop();

Q_SIGNALS:
    /// There is something in the ring; not repeated before the send thread has begun to empty it.
    void captured();
    void failed(viz::DeviceError error);

private:
    void onCaptured(std::span<const std::int16_t> samples) override;

    AudioFactory& m_factory;
    AudioInputSpec m_spec;
    CallWires& m_wires;
    SpscRing<std::int16_t>::Producer m_ring;
    std::unique_ptr<AudioInput> m_input;
    CaptureReport m_report;
};

} // namespace viz
