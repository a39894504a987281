#pragma once

#include "core/call/thread/call_wires.h"
#include "core/call/thread/device_tenure.h"
#include "core/device/audio_factory.h"

#include <QObject>

#include <memory>

namespace viz {

/// The capture thread's object: opens one microphone after the other and puts what they hear into CallWires::captured.
/// What listens behind that sees a gap between two of them, as if sound had been lost.
class CaptureWorker final : public QObject, private CaptureSink {
    Q_OBJECT

public:
    /// The references outlive this object. `report`: what the worker before this one counted.
    CaptureWorker(AudioFactory& factory, CallWires& wires, const CaptureReport& report = {});
    ~CaptureWorker() override;

    /// Capture thread. Closes what is open, then opens this; exactly one of opened() and failed() answers, unless the
    /// start hangs.
    void open(quint64 attempt, const viz::AudioInputSpec& spec);
    /// Capture thread. When it returns the microphone is closed.
    void close();
    /// Main thread: if it hangs in open() or close(), it takes no part in the call any more, even if it comes back.
    [[nodiscard]] bool giveUp() { return m_tenure.giveUp(); }

Q_SIGNALS:
    /// There is something in the ring; not repeated before the send thread has begun to empty it.
    void captured();
    /// What comes into the ring from now on is another microphone's; after captured() for what came before.
    void microphoneChanged();
    void opened(quint64 attempt);
    /// It does not start, or, after opened(), it stopped working.
    void failed(quint64 attempt, viz::DeviceError error);

private:
    void onCaptured(std::span<const std::int16_t> samples) override;
    void start(const AudioInputSpec& spec);
    void closeInput();
    void fail(DeviceError error);

    AudioFactory& m_factory;
    CallWires& m_wires;
    SpscRing<std::int16_t>::Producer m_ring;
    DeviceTenure m_tenure;
    std::unique_ptr<AudioInput> m_input;
    quint64 m_attempt = 0;
    bool m_hasFailed = false;
    bool m_isNewDevice = false; ///< that has not heard anything yet
    CaptureReport m_report;
};

} // namespace viz
