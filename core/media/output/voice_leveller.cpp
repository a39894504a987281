#include "core/media/output/voice_leveller.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace viz {
namespace {

// 6 dB a second up, 20 down: what got too loud must be mended soon, everything else should not be noticed.
constexpr float kRiseDb = 0.06F;
constexpr float kFallDb = 0.2F;
/// The voice's level is that of its last second or so, pauses not counted.
constexpr int kMemoryBlocks = 100;
/// Before a third of a second of voice its level is a guess.
constexpr int kLeastSpeechBlocks = 30;

float powerOf(std::span<const float> block) {
    const float energy = std::inner_product(block.begin(), block.end(), block.begin(), 0.0F);
    return energy / static_cast<float>(std::max<std::size_t>(1, block.size()));
}

float toDb(float power) { return 10 * std::log10(power + 1e-12F); }

} // namespace

void VoiceLeveller::push(std::span<const float> block) {
    const float power = powerOf(block);
    const float blockDbfs = toDb(power);
    if (blockDbfs < kNothingDbfs)
        return;
    noteBackground(blockDbfs);
    const bool speech = isSpeech(blockDbfs);
    if (speech)
        noteSpeech(power);
    const float change = std::clamp(wantedGainDb() - m_gainDb, -kFallDb, speech ? kRiseDb : 0.0F);
    m_gainDb += change;
}

void VoiceLeveller::noteBackground(float blockDbfs) {
    if (m_blocks == 0)
        m_minima.fill(blockDbfs);
    m_blocks = std::min(m_blocks + 1, kLearningBlocks);
    m_minima[m_window] = std::min(m_minima[m_window], blockDbfs);
    m_backgroundDbfs = *std::min_element(m_minima.begin(), m_minima.end());
    if (++m_inWindow < kWindowBlocks)
        return;
    m_inWindow = 0;
    m_window = (m_window + 1) % kWindows;
    m_minima[m_window] = blockDbfs;
}

bool VoiceLeveller::isSpeech(float blockDbfs) const {
    return m_blocks >= kLearningBlocks && blockDbfs > m_backgroundDbfs + kSpeechAboveBackgroundDb;
}

void VoiceLeveller::noteSpeech(float power) {
    m_speechBlocks = std::min(m_speechBlocks + 1, kMemoryBlocks);
    m_speechPower += (power - m_speechPower) / static_cast<float>(m_speechBlocks);
}

float VoiceLeveller::wantedGainDb() const {
    if (m_speechBlocks < kLeastSpeechBlocks)
        return 0;
    const float allowed = std::clamp(kLoudestBackgroundDbfs - m_backgroundDbfs, 0.0F, kMaxGainDb);
    return std::clamp(kTargetDbfs - toDb(m_speechPower), 0.0F, allowed);
}

float VoiceLeveller::gain() const { return std::pow(10.0F, m_gainDb / 20); }

} // namespace viz
