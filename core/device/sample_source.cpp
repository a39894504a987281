#include "core/device/sample_source.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace viz {

namespace {

constexpr double kTonePeak = 8192; // -12 dBFS
constexpr std::size_t kBlockFrames = 1024;

} // namespace

void SilenceSamples::read(std::span<std::int16_t> out) { std::ranges::fill(out, std::int16_t{0}); }

ToneSamples::ToneSamples(int toneHz) : m_step(2 * std::numbers::pi * toneHz / kSampleRate) {}

void ToneSamples::read(std::span<std::int16_t> out) {
    for (std::int16_t& sample : out) {
        sample = static_cast<std::int16_t>(std::lround(kTonePeak * std::sin(m_phase)));
        m_phase = std::fmod(m_phase + m_step, 2 * std::numbers::pi);
    }
}

FileSamples::FileSamples(WavReader reader, AtEnd atEnd)
    : m_reader(std::move(reader))
    , m_atEnd(atEnd)
    , m_resampler(m_reader.format().sampleRate, kSampleRate)
    , m_block(kBlockFrames) {}

void FileSamples::read(std::span<std::int16_t> out) {
    while (!out.empty()) {
        if (m_taken == m_converted.size())
            refill();
        const std::size_t count = std::min(out.size(), m_converted.size() - m_taken);
        std::copy_n(m_converted.begin() + static_cast<std::ptrdiff_t>(m_taken), count, out.begin());
        m_taken += count;
        out = out.subspan(count);
        if (count == 0 && m_isOver) {
            std::ranges::fill(out, std::int16_t{0});
            return;
        }
    }
}

void FileSamples::refill() {
    m_converted.clear();
    m_taken = 0;
    if (m_isOver)
        return;
    const std::size_t frames = m_reader.read(m_block);
    m_framesInPass += frames;
    m_resampler.process(std::span(m_block).first(frames), m_converted);
    if (frames < m_block.size())
        finish();
}

void FileSamples::finish() {
    // A pass without sound ends it: an empty file, or one that somebody cut short while it was playing.
    m_isOver = m_atEnd == AtEnd::Silence || m_framesInPass == 0;
    m_framesInPass = 0;
    if (m_isOver)
        m_resampler.flush(m_converted);
    else
        m_reader.rewind();
}

} // namespace viz
