#include "core/media/cleaner/automatic_gain.h"

#include "core/media/cleaner/block_level.h"

#include <algorithm>
#include <cmath>

namespace viz {
namespace {

/// An average over the last 2 s of speech.
constexpr int kAveraged = 200;
/// Before so much speech nothing moves: 150 ms, a syllable.
constexpr int kFirst = 15;
/// A block; up 25 dB/s in the first 2 s of speech, 3 dB/s later; down 30 dB/s.
constexpr float kFirstRiseDb = 0.25F;
constexpr float kRiseDb = 0.03F;
constexpr float kFallDb = 0.3F;
/// Above the background: speech, not a pause.
constexpr float kSpeechAboveDb = 10;
/// Below the loudest of the last seconds: the ends of words, breath.
constexpr float kSpeechRangeDb = 25;

} // namespace

void AutomaticGain::apply(std::span<std::int16_t> block, bool mayLearn) {
    const float levelDbfs = blockLevelDbfs(block);
    const float before = m_gainDb;
    if (mayLearn)
        learn(levelDbfs);
    const float from = amplitudeOf(before) / 32768;
    const float step = (amplitudeOf(m_gainDb) / 32768 - from) / static_cast<float>(block.size());
    for (std::size_t i = 0; i < block.size(); ++i)
        m_sound[i] = static_cast<float>(block[i]) * (from + step * static_cast<float>(i + 1));
    m_limiter.apply(m_sound);
    for (std::size_t i = 0; i < block.size(); ++i)
        block[i] = static_cast<std::int16_t>(std::lround(std::clamp(m_sound[i], -1.0F, 1.0F) * 32767));
}

void AutomaticGain::learn(float levelDbfs) {
    const float above = levelDbfs - m_backgroundDbfs;
    m_backgroundDbfs += above < 0 ? 0.2F * above : std::min(0.02F, 0.02F * above);
    m_loudestDbfs = std::max(levelDbfs, m_loudestDbfs - 0.02F);
    if (!isSpeech(levelDbfs))
        return;
    m_speechBlocks = std::min(m_speechBlocks + 1, kAveraged);
    const float power = std::pow(10.0F, levelDbfs / 10);
    m_speechPower += (power - m_speechPower) / static_cast<float>(m_speechBlocks);
    move();
}

bool AutomaticGain::isSpeech(float levelDbfs) const {
    constexpr float kLeastDbfs = -62; // what is quieter cannot be helped with kMaxGainDb
    return levelDbfs > std::max(m_backgroundDbfs + kSpeechAboveDb, kLeastDbfs) &&
           levelDbfs > m_loudestDbfs - kSpeechRangeDb;
}

void AutomaticGain::move() {
    if (m_speechBlocks < kFirst)
        return;
    const float wanted = wantedDb();
    const float rise = m_speechBlocks < kAveraged ? kFirstRiseDb : kRiseDb;
    m_gainDb = std::clamp(wanted, m_gainDb - kFallDb, m_gainDb + rise);
}

float AutomaticGain::wantedDb() const {
    const float speechDbfs = 10 * std::log10(m_speechPower);
    const float most = std::clamp(kLoudestBackgroundDbfs - m_backgroundDbfs, 0.0F, kMaxGainDb);
    return std::clamp(kTargetDbfs - speechDbfs, kMinGainDb, most);
}

} // namespace viz
