#include "core/media/jitter/jitter_buffer.h"

#include "core/media/jitter/delay_model.h"
#include "core/media/jitter/drift_corrector.h"
#include "core/media/jitter/frame_clock.h"
#include "core/media/jitter/media_feed.h"
#include "core/media/jitter/playout_counter.h"
#include "core/media/jitter/playout_policy.h"
#include "core/media/jitter/tempo_control.h"
#include "core/media/noise_floor.h"

#include <algorithm>
#include <cassert>

namespace viz {
namespace {

using namespace std::chrono_literals;

/// Nothing on the way keeps sound for so long: a capture time so far off is another clock, not a delay.
constexpr Samples kClockJump = 30s;
/// Longer messages than Viz sends (320 ms); what a peer claims beyond this only delays its own voice.
constexpr Samples kLongestMessage = 1s;
constexpr auto kPull = static_cast<std::size_t>(JitterBuffer::kPullLength.count());

Samples lengthOf(std::span<const float> sound) { return Samples{static_cast<std::int64_t>(sound.size())}; }

} // namespace

/// Frames go into the MediaFeed and their arrival into the DelayModel; with every pull the PlayoutPolicy decides by
/// what both say, and the rest does what it decided.
struct JitterBuffer::State {
    explicit State(std::unique_ptr<FrameDecoder> decoder) : feed(std::move(decoder)) {}

    MediaFeed feed;
    FrameClock clock;
    DelayModel delay;
    PlayoutPolicy policy;
    TempoControl tempo;
    DriftCorrector drift;
    NoiseFloor noise;
    PlayoutCounter counter;
    MediaTime lastMessage{};
    bool hasPlayed = false;

    InsertResult insert(const EncodedFrame& frame, MediaTime arrival);
    InsertResult store(const EncodedFrame& frame, MediaTime arrival, MediaTime end);
    [[nodiscard]] bool isTooOld(const EncodedFrame& frame) const;
    [[nodiscard]] bool isOtherClock(const EncodedFrame& frame, MediaTime arrival, MediaTime end) const;
    void restart();
    void noteMessage(const EncodedFrame& frame, MediaTime arrival, MediaTime end);

    void pull(std::span<float> out, MediaTime playTime);
    [[nodiscard]] PlayoutStatus status(MediaTime playTime) const;
    [[nodiscard]] std::size_t leadIn(std::span<float> out, Samples excess);
    [[nodiscard]] double perform(const PlayoutDecision& decision, Samples excess);
    void changeTempo(const PlayoutDecision& decision, Samples excess);
    [[nodiscard]] std::size_t play(std::span<float> out, double rate, MediaTime playTime);
    void fillGap(std::span<float> out);
    void countEvents();
    void report(MediaTime playTime);
};

JitterBuffer::JitterBuffer(std::unique_ptr<FrameDecoder> decoder)
    : m_state(std::make_unique<State>(std::move(decoder))) {}

JitterBuffer::~JitterBuffer() = default;

JitterBuffer::InsertResult JitterBuffer::insert(const EncodedFrame& frame, MediaTime arrival) {
    const InsertResult result = m_state->insert(frame, arrival);
    m_state->counter.onFrame(result);
    return result;
}

void JitterBuffer::pull(std::span<float> out, MediaTime playTime) {
    assert(out.size() == kPull);
    m_state->pull(out, playTime);
}

void JitterBuffer::shiftArrivals(Samples by) { m_state->delay.shiftArrivals(by); }

const PlayoutStats& JitterBuffer::stats() const { return m_state->counter.stats(); }

void JitterBuffer::setBaseDelay(Samples delay) { m_state->delay.setBaseDelay(delay); }

// Frames in.

JitterBuffer::InsertResult JitterBuffer::State::insert(const EncodedFrame& frame, MediaTime arrival) {
    const MediaTime end = clock.unwrap(frame.captureEnd);
    const bool isNews = delay.isEmpty() || end > clock.newestEnd();
    if (!isNews && clock.isNoted(frame.sequence))
        return InsertResult::Duplicate;
    if (!isNews && isTooOld(frame))
        return InsertResult::TooOld;
    if (isTooOld(frame) || isOtherClock(frame, arrival, end)) {
        restart();
        return store(frame, arrival, clock.unwrap(frame.captureEnd));
    }
    return store(frame, arrival, end);
}

JitterBuffer::InsertResult JitterBuffer::State::store(const EncodedFrame& frame, MediaTime arrival, MediaTime end) {
    FrameStore& frames = feed.frames();
    if (frames.size() == FrameStore::kCapacity && frames.front().frame.sequence < frame.sequence) {
        frames.popFront(); // the newer one is worth more
        counter.onFrameDropped();
    }
    switch (frames.insert(frame, arrival, end)) {
    case FrameStore::Insert::Duplicate:
        return InsertResult::Duplicate;
    case FrameStore::Insert::Full:
        return InsertResult::Overflow;
    case FrameStore::Insert::Stored:
        break;
    }
    clock.note(frame.sequence, end);
    noteMessage(frame, arrival, end);
    return InsertResult::Accepted;
}

bool JitterBuffer::State::isTooOld(const EncodedFrame& frame) const {
    const auto newest = feed.newestDecoded();
    return newest && frame.sequence <= *newest;
}

bool JitterBuffer::State::isOtherClock(const EncodedFrame& frame, MediaTime arrival, MediaTime end) const {
    if (delay.isEmpty())
        return false;
    return clock.runsBackwards(frame.sequence, end) ||
           std::chrono::abs(arrival - end - delay.minimumDelay()) > kClockJump;
}

void JitterBuffer::State::restart() {
    feed.clear();
    clock.reset();
    delay.forgetMessages();
}

/// The first frame that comes of a message speaks for all of it.
void JitterBuffer::State::noteMessage(const EncodedFrame& frame, MediaTime arrival, MediaTime end) {
    const Samples frameLength = viz::lengthOf(frame.duration);
    const Samples length = std::clamp(frame.framesInMessage * frameLength, frameLength, kLongestMessage);
    MediaTime messageEnd = clock.unwrap(frame.messageCaptureEnd);
    if (messageEnd < end || messageEnd > end + length) // nonsense
        messageEnd = end;
    if (!delay.isEmpty() && messageEnd == lastMessage)
        return;
    lastMessage = messageEnd;
    delay.add({.captureEnd = messageEnd,
               .length = length,
               .arrival = arrival,
               .announced = std::min(frame.announcedLength, kLongestMessage)});
}

// Sound out.

void JitterBuffer::State::pull(std::span<float> out, MediaTime playTime) {
    if (feed.isTalkspurtOver())
        feed.stop();
    report(playTime);
    const PlayoutStatus now = status(playTime);
    const PlayoutDecision decision = policy.decide(now);
    const std::size_t lead = decision.operation == Operation::Start ? leadIn(out, now.excess) : 0;
    const double rate = perform(decision, now.excess);
    const bool isSilent = decision.operation == Operation::Wait || decision.operation == Operation::Conceal;
    const std::size_t played = isSilent ? 0 : play(out.subspan(lead), rate, playTime);
    fillGap(out.subspan(lead + played));
    for (float& sample : out)
        sample = std::clamp(sample, -1.0F, 1.0F); // the interpolation may overshoot
    countEvents();
    delay.setNextPull(playTime + kPullLength);
}

PlayoutStatus JitterBuffer::State::status(MediaTime playTime) const {
    const bool isRunning = feed.isRunning();
    return {.excess = delay.isEmpty() ? Samples::zero() : playTime - feed.position() - delay.wanted(),
            .level = feed.level(),
            .target = delay.target(),
            .concealed = isRunning ? feed.concealed() : Samples::zero(),
            .isRunning = isRunning,
            .hasMediaAfterHole = feed.hasMediaAfterHole(),
            .isPause = noise.isPause()};
}

/// A talkspurt begins where it belongs within the block; how much comes before it.
std::size_t JitterBuffer::State::leadIn(std::span<float> out, Samples excess) {
    const auto lead = static_cast<std::size_t>(std::clamp<std::int64_t>(-excess.count(), 0, kPullLength.count()));
    fillGap(out.first(lead));
    return lead;
}

/// Everything of a decision that comes before the sound is read; at what rate to read it then.
double JitterBuffer::State::perform(const PlayoutDecision& decision, Samples excess) {
    if (decision.operation == Operation::SpeedUp || decision.operation == Operation::SlowDown)
        changeTempo(decision, excess);
    else
        tempo.rest();
    if (decision.operation == Operation::Start)
        feed.start();
    else if (decision.operation == Operation::Jump)
        feed.jumpHole();
    else if (decision.operation == Operation::Skip)
        feed.skip(excess - PlayoutPolicy::kKeptAfterSkip, noise.level());
    else if (decision.operation != Operation::Wait && decision.operation != Operation::Conceal)
        return drift.rate(excess);
    return drift.heldRate();
}

void JitterBuffer::State::changeTempo(const PlayoutDecision& decision, Samples excess) {
    const bool isFaster = decision.operation == Operation::SpeedUp;
    feed.prepare(TempoControl::kAhead.count());
    const Samples changed =
        tempo.change(feed.sound(), noise,
                     {.isFaster = isFaster, .rate = decision.rate, .excess = excess, .isPause = decision.isPause});
    isFaster ? counter.onSpedUp(changed) : counter.onSlowedDown(changed);
}

std::size_t JitterBuffer::State::play(std::span<float> out, double rate, MediaTime playTime) {
    constexpr std::size_t kInterpolationAhead = 4;
    feed.prepare(kPull + kInterpolationAhead);
    const MediaTime arrival = feed.arrivalOfNext();
    const std::size_t played = feed.sound().read(out, rate);
    if (played == out.size())
        noise.push(out);
    if (played > 0)
        counter.onPlayed(lengthOf(out.first(played)), playTime - arrival);
    hasPlayed = hasPlayed || played > 0;
    return played;
}

/// What is missing of a block is concealment, or, where somebody has stopped talking, background.
void JitterBuffer::State::fillGap(std::span<float> out) {
    if (!hasPlayed) // nobody has said anything yet
        std::fill(out.begin(), out.end(), 0.0F);
    if (!hasPlayed || out.empty())
        return;
    const bool isLoss = feed.isRunning() && !feed.isTalkspurtOver();
    feed.conceal(out, noise.level());
    if (isLoss)
        counter.onConcealed(lengthOf(out), feed.concealed());
}

void JitterBuffer::State::countEvents() {
    const MediaFeed::Events events = feed.takeEvents();
    counter.onSkipped(events.skipped);
    counter.onGarbage(events.garbage, events.garbageFrames);
}

void JitterBuffer::State::report(MediaTime playTime) {
    if (delay.isEmpty())
        return;
    const MediaTime position = feed.position();
    counter.setDelay(playTime - position - delay.floor(), delay.wanted() - delay.floor(), clock.newestEnd() - position);
}

} // namespace viz
