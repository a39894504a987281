#pragma once

#include "core/device/audio_ports.h"
#include "core/device/wav_writer.h"

#include <QTimer>

#include <array>
#include <memory>

namespace viz {

/// Stands for a loudspeaker: asks for 10 ms every 10 ms and writes them to a WAV file or nowhere. Sample k is "heard"
/// at startTime() + k / 48 kHz; it holds nothing in front of the block that it asks for.
class PacedOutput final : public AudioOutput {
    Q_OBJECT

public:
    /// `writer` may be null. `clock` outlives the output.
    PacedOutput(std::unique_ptr<WavWriter> writer, const Clock& clock);

    void start(PlaybackSource& source) override;
    /// The file is complete after it.
    void stop() override;
    [[nodiscard]] std::optional<MonotonicTime> startTime() const override { return m_startTime; }
    [[nodiscard]] Samples latency() const override { return {}; }

    /// Asks for the blocks that have become due. An own timer calls it; a test that moves the clock may call it too.
    void renderDue();

private:
    static constexpr std::size_t kBlockSamples = 480;

    [[nodiscard]] bool renderBlock();
    [[nodiscard]] bool commitIfDue();
    void fail();

    std::unique_ptr<WavWriter> m_writer;
    const Clock& m_clock;
    QTimer m_timer;
    PlaybackSource* m_source = nullptr;
    std::optional<MonotonicTime> m_startTime;
    Samples m_rendered{};
    Samples m_committed{};
    std::array<std::int16_t, kBlockSamples> m_block{};
};

} // namespace viz
