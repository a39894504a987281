#include "core/media/cleaner/microphone_cleaner.h"

#include "core/media/cleaner/echo_aligner.h"
#include "core/media/cleaner/echo_reference.h"
#include "core/media/cleaner/half_duplex.h"
#include "core/media/cleaner/howl_guard.h"

#include <algorithm>
#include <cassert>

namespace viz {

struct MicrophoneCleaner::State {
    void cleanBlock(std::span<std::int16_t> block);
    void duck(std::span<const std::int16_t> played);
    void cancel(std::span<const std::int16_t> played, std::span<const std::int16_t> recorded);
    [[nodiscard]] bool isDucking() const { return settings.echo == EchoHandling::HalfDuplex && halfDuplex.isDucking(); }
    void configureCleaner();
    void noteEcho();

    EchoReference reference;
    std::unique_ptr<SpeechCleaner> cleaner;
    EchoAligner aligner{};
    HalfDuplex halfDuplex{};
    HowlGuard howlGuard{};
    SoundSettings settings{};
    bool hasEcho = true; ///< as the cleaner was told
    bool mayHowl = true;
    Samples devicesDelay{};
};

void MicrophoneCleaner::State::cleanBlock(std::span<std::int16_t> block) {
    if (mayHowl)
        howlGuard.push(block);
    const auto played = reference.next();
    if (settings.echo == EchoHandling::Cancel)
        cancel(played, block);
    else if (settings.echo == EchoHandling::HalfDuplex)
        duck(played);
    cleaner->setHearsLoudspeaker(isDucking());
    cleaner->clean(block, aligner.lead());
    if (settings.echo == EchoHandling::HalfDuplex)
        halfDuplex.apply(block);
}

void MicrophoneCleaner::State::cancel(std::span<const std::int16_t> played, std::span<const std::int16_t> recorded) {
    aligner.setExpectedDelay(devicesDelay - reference.waiting());
    cleaner->takePlayed(aligner.align(played, recorded));
    noteEcho();
}

/// Without a canceller everything is 7 ms earlier: that jump is made when nobody speaks. One who hears an echo waits
/// for nothing.
void MicrophoneCleaner::State::noteEcho() {
    const bool isPresent = aligner.isEchoPresent();
    if (isPresent == hasEcho || (!isPresent && cleaner->hasVoice()))
        return;
    hasEcho = isPresent;
    configureCleaner();
}

void MicrophoneCleaner::State::configureCleaner() {
    cleaner->configure({.cancelEcho = settings.echo == EchoHandling::Cancel && hasEcho,
                        .suppressNoise = settings.suppressNoise,
                        .automaticGain = settings.automaticGain});
}

void MicrophoneCleaner::State::duck(std::span<const std::int16_t> played) {
    halfDuplex.takePlayed(played, devicesDelay + cleaner->delay());
}

MicrophoneCleaner::MicrophoneCleaner(PlayedSound& played, std::unique_ptr<SpeechCleaner> cleaner)
    : m_state(std::make_unique<State>(State{.reference = EchoReference(played), .cleaner = std::move(cleaner)})) {
    configure({});
}

MicrophoneCleaner::~MicrophoneCleaner() = default;

void MicrophoneCleaner::configure(const SoundSettings& settings) {
    m_state->settings = settings;
    m_state->configureCleaner();
}

void MicrophoneCleaner::setMayHowl(bool mayHowl) { m_state->mayHowl = mayHowl; }

void MicrophoneCleaner::restart() {
    m_state->reference.restart();
    m_state->aligner.restart();
}

void MicrophoneCleaner::setEchoDelay(Samples delay) { m_state->devicesDelay = delay; }

void MicrophoneCleaner::clean(std::span<std::int16_t> frame) {
    constexpr std::size_t kBlock = SpeechCleaner::kBlock.count();
    assert(frame.size() % kBlock == 0);
    for (; frame.size() >= kBlock; frame = frame.subspan(kBlock))
        m_state->cleanBlock(frame.first(kBlock));
}

bool MicrophoneCleaner::hasVoice() const { return m_state->cleaner->hasVoice() && !m_state->isDucking(); }

Samples MicrophoneCleaner::delay() const { return m_state->cleaner->delay(); }

bool MicrophoneCleaner::isHowling() const { return m_state->howlGuard.isHowling(); }

} // namespace viz
