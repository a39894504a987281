#include "core/media/jitter/playout_counter.h"

#include "core/media/jitter/concealer.h"

#include <algorithm>

namespace viz {
namespace {

double inSeconds(Samples length) { return std::chrono::duration<double>(length).count(); }

} // namespace

void PlayoutCounter::onFrame(JitterBuffer::InsertResult result) {
    using Result = JitterBuffer::InsertResult;
    ++m_stats.framesReceived;
    m_stats.duplicateFrames += result == Result::Duplicate;
    m_stats.discardedFrames += result == Result::TooOld || result == Result::Overflow;
}

void PlayoutCounter::onGarbage(Samples length, std::uint64_t frames) {
    m_stats.concealedSamples += samples(length);
    m_stats.concealmentEvents += frames;
}

void PlayoutCounter::onPlayed(Samples length, Samples wait) {
    const auto count = static_cast<double>(length.count());
    m_stats.totalSamplesReceived += samples(length);
    m_stats.jitterBufferEmittedCount += samples(length);
    m_stats.jitterBufferDelay += count * inSeconds(wait);
    m_stats.jitterBufferTargetDelay += count * inSeconds(m_stats.currentTarget);
}

void PlayoutCounter::onConcealed(Samples length, Samples soFar) {
    const Samples before = soFar - length;
    m_stats.totalSamplesReceived += samples(length);
    m_stats.concealedSamples += samples(length);
    m_stats.concealmentEvents += before == Samples::zero();
    m_stats.silentConcealedSamples += samples(soFar - std::clamp(Concealer::kMuted, before, soFar));
    if (soFar < kInterruption)
        return;
    const bool isNew = before < kInterruption;
    m_stats.interruptionCount += isNew;
    m_stats.totalInterruptionDuration += isNew ? soFar : length;
}

void PlayoutCounter::setDelay(Samples current, Samples target, Samples lag) {
    m_stats.currentDelay = current;
    m_stats.currentTarget = target;
    m_stats.lag = lag;
}

} // namespace viz
