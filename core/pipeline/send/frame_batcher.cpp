#include "core/pipeline/send/frame_batcher.h"

#include <utility>

namespace viz {
namespace {

VoiceEncoder::Config encoderConfig(const VoiceProfile& profile) {
    return {.duration = profile.frame,
            .bitrateBps = profile.bitrateBps,
            .constantSize = profile.sizes == SizePolicy::Constant};
}

} // namespace

FrameBatcher::FrameBatcher(const VoiceProfile& profile, BatchSink onBatch)
    : m_profile(profile)
    , m_onBatch(std::move(onBatch))
    , m_framer(lengthOf(profile.frame))
    , m_encoder(encoderConfig(profile)) {
    openBatch();
}

void FrameBatcher::push(std::span<const std::int16_t> block) {
    m_framer.push(block, [this](std::span<const std::int16_t> frame) { encode(frame); });
}

void FrameBatcher::changeProfile(const VoiceProfile& profile) {
    m_nextProfile = profile == m_profile ? std::nullopt : std::optional(profile);
    if (m_batch.empty())
        adoptNextProfile();
}

void FrameBatcher::encode(std::span<const std::int16_t> frame) {
    m_captured += lengthOf(m_profile.frame);
    const ByteView encoded = m_encoder.encode(frame);
    if (!encoded.empty())
        append(encoded);
}

void FrameBatcher::append(ByteView encoded) {
    m_opusBytes += encoded.size();
    if (!m_batch.add(encoded)) { // a variable bit rate that overshot: this frame opens the next batch
        handOn();
        (void)m_batch.add(encoded);
    }
    ++m_nextSequence;
    m_batch.captureEnd = m_captured;
    if (m_batch.count() < static_cast<std::size_t>(m_profile.framesPerMessage))
        return;
    m_batch.endsTalkspurt = m_encoder.wasSilent();
    handOn();
    adoptNextProfile();
}

void FrameBatcher::handOn() {
    m_onBatch(m_batch);
    openBatch();
}

void FrameBatcher::openBatch() {
    m_batch.clear();
    m_batch.duration = m_profile.frame;
    m_batch.firstSequence = m_nextSequence;
}

void FrameBatcher::adoptNextProfile() {
    if (!m_nextProfile)
        return;
    m_profile = *std::exchange(m_nextProfile, std::nullopt);
    m_framer.setFrameLength(lengthOf(m_profile.frame));
    m_encoder.reconfigure(encoderConfig(m_profile));
    openBatch();
}

} // namespace viz
