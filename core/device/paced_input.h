#pragma once

#include "core/device/audio_ports.h"
#include "core/device/sample_source.h"

#include <QTimer>

#include <memory>
#include <vector>

namespace viz {

/// Stands for a microphone: takes as many samples from a source as time has passed since start(), no more, no fewer.
/// After a late timer the missing samples come at once, in blocks of 10 ms.
class PacedInput final : public AudioInput {
    Q_OBJECT

public:
    /// `clock` outlives the input.
    PacedInput(std::unique_ptr<SampleSource> source, const Clock& clock);

    void start(CaptureSink& sink) override;
    void stop() override;
    [[nodiscard]] std::optional<MonotonicTime> startTime() const override { return m_startTime; }
    [[nodiscard]] Samples latency() const override;

    /// Hands over what has become due. An own timer calls it every 5 ms; a test that moves the clock may call it too.
    void deliverDue();

private:
    std::unique_ptr<SampleSource> m_source;
    const Clock& m_clock;
    QTimer m_timer;
    CaptureSink* m_sink = nullptr;
    std::optional<MonotonicTime> m_startTime;
    Samples m_delivered{};
    std::vector<std::int16_t> m_block;
};

} // namespace viz
