#include "core/pipeline/send/voice_input.h"

#include <algorithm>
#include <utility>

namespace viz {
namespace {

bool touchesMicrophone(const SoundSettings& sound) {
    return sound.echo != EchoHandling::Off || sound.suppressNoise || sound.automaticGain;
}

} // namespace

VoiceInput::VoiceInput(std::unique_ptr<MicrophoneCleaner> cleaner) : m_cleaner(std::move(cleaner)) {}

void VoiceInput::setSound(const SoundSettings& sound) {
    m_touches = touchesMicrophone(sound);
    m_gate.setMode(sound.talkMode);
    if (m_cleaner)
        m_cleaner->configure(sound);
}

void VoiceInput::setEchoDelay(Samples delay) {
    if (m_cleaner)
        m_cleaner->setEchoDelay(delay);
}

void VoiceInput::setMayHowl(bool mayHowl) {
    if (m_cleaner)
        m_cleaner->setMayHowl(mayHowl);
}

void VoiceInput::restart() {
    if (m_cleaner)
        m_cleaner->restart();
}

void VoiceInput::push(std::span<const std::int16_t> sound, const BlockSink& onBlock) {
    measure(sound);
    m_framer.push(sound, [&](std::span<const std::int16_t> block) {
        prepare(block);
        onBlock(m_block);
    });
}

void VoiceInput::measure(std::span<const std::int16_t> sound) {
    m_level.push(sound);
    m_peak.push(sound);
    const auto last = std::find_if(sound.rbegin(), sound.rend(), [](std::int16_t sample) { return sample != 0; });
    const Samples quiet{last - sound.rbegin()};
    m_silence = last == sound.rend() ? m_silence + quiet : quiet;
}

void VoiceInput::prepare(std::span<const std::int16_t> block) {
    std::copy(block.begin(), block.end(), m_block.begin());
    m_hasVoice = clean();
    m_gate.apply(m_block, m_hasVoice);
}

/// Whether there is voice in it.
bool VoiceInput::clean() {
    if (!m_cleaner)
        return true;
    m_scratch = m_block;
    m_cleaner->clean(m_scratch);
    if (m_touches)
        m_block = m_scratch;
    return m_cleaner->hasVoice();
}

Samples VoiceInput::delay() const { return m_touches && m_cleaner ? m_cleaner->delay() : Samples::zero(); }

} // namespace viz
