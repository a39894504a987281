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

    EchoReference reference;
    std::unique_ptr<SpeechCleaner> cleaner;
    EchoAligner aligner{};
    HalfDuplex halfDuplex{};
    HowlGuard howlGuard{};
    EchoHandling echo = EchoHandling::Cancel;
    Samples devicesDelay{};
};

void MicrophoneCleaner::State::cleanBlock(std::span<std::int16_t> block) {
    howlGuard.push(block);
    const auto played = reference.next();
    if (echo == EchoHandling::Cancel) {
        aligner.setExpectedDelay(devicesDelay - reference.waiting());
        cleaner->takePlayed(aligner.align(played, block));
    }
    cleaner->clean(block, aligner.lead());
    if (echo == EchoHandling::HalfDuplex)
        halfDuplex.apply(played, block, devicesDelay + cleaner->delay());
}

MicrophoneCleaner::MicrophoneCleaner(PlayedSound& played, std::unique_ptr<SpeechCleaner> cleaner)
    : m_state(std::make_unique<State>(State{.reference = EchoReference(played), .cleaner = std::move(cleaner)})) {
    configure({});
}

MicrophoneCleaner::~MicrophoneCleaner() = default;

void MicrophoneCleaner::configure(const SoundSettings& settings) {
    m_state->echo = settings.echo;
    m_state->cleaner->configure({.cancelEcho = settings.echo == EchoHandling::Cancel,
                                 .suppressNoise = settings.suppressNoise,
                                 .automaticGain = settings.automaticGain});
}

void MicrophoneCleaner::setEchoDelay(Samples delay) { m_state->devicesDelay = delay; }

void MicrophoneCleaner::clean(std::span<std::int16_t> frame) {
    constexpr std::size_t kBlock = SpeechCleaner::kBlock.count();
    assert(frame.size() % kBlock == 0);
    for (; frame.size() >= kBlock; frame = frame.subspan(kBlock))
        m_state->cleanBlock(frame.first(kBlock));
}

bool MicrophoneCleaner::hasVoice() const { return m_state->cleaner->hasVoice(); }

Samples MicrophoneCleaner::delay() const { return m_state->cleaner->delay(); }

bool MicrophoneCleaner::isHowling() const { return m_state->howlGuard.isHowling(); }

} // namespace viz
