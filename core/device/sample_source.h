#pragma once

#include "core/device/resampler.h"
#include "core/device/wav_reader.h"

#include <cstdint>
#include <span>
#include <vector>

namespace viz {

/// An endless stream of sound at 48 kHz mono that is made, not heard.
class SampleSource {
public:
    virtual ~SampleSource() = default;
    /// Fills all of `out`.
    virtual void read(std::span<std::int16_t> out) = 0;
};

class SilenceSamples final : public SampleSource {
public:
    void read(std::span<std::int16_t> out) override;
};

/// A sine at -12 dBFS (peak), beginning at phase 0.
class ToneSamples final : public SampleSource {
public:
    /// 20..20000 (audio_spec.h).
    explicit ToneSamples(int toneHz);
    void read(std::span<std::int16_t> out) override;

private:
    double m_step; ///< radians a sample
    double m_phase = 0;
};

/// A WAV file at 48 kHz; after its end silence, or the file again without a gap.
class FileSamples final : public SampleSource {
public:
    enum class AtEnd : std::uint8_t { Silence, Repeat };
    FileSamples(WavReader reader, AtEnd atEnd);
    void read(std::span<std::int16_t> out) override;

private:
    void refill();
    void finish();

    WavReader m_reader;
    AtEnd m_atEnd;
    Resampler m_resampler;
    bool m_isOver = false;
    std::size_t m_framesInPass = 0;
    std::vector<std::int16_t> m_block;     ///< at the file's rate
    std::vector<std::int16_t> m_converted; ///< at 48 kHz
    std::size_t m_taken = 0;               ///< of m_converted
};

} // namespace viz
