#include "core/media/jitter/media_feed.h"

#include "core/media/cross_fade.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace viz {
namespace {

using namespace std::chrono_literals;

/// Timestamps that disagree by less than the shortest frame are a rounding of the sender's and not a hole.
constexpr Samples kTolerance{119};
constexpr Samples kLevelLimit = 2s;
constexpr Samples kLongHole = 100ms;

// A skip lands within 100 ms of its aim. It decodes from 100 ms before it; the first 40 ms are for the decoder, which
// knows nothing of what was before, to find its feet.
constexpr Samples kLandingRadius = 100ms;
constexpr std::size_t kWarmUp = 40 * kSampleRate / 1000;
constexpr std::size_t kLanding = 200 * kSampleRate / 1000;
constexpr std::size_t kQuietWindow = 20 * kSampleRate / 1000;

constexpr std::size_t kQueueCapacity = kLanding + kQuietWindow + kMaxFrameSamples;

/// Where in `sound`, from `first` on, the quietest kQuietWindow begins.
std::size_t quietestPlace(std::span<const float> sound, std::size_t first) {
    constexpr std::size_t kStep = 120;
    std::size_t best = first;
    float least = -1;
    for (std::size_t at = first; at + kQuietWindow <= sound.size(); at += kStep) {
        const auto window = sound.subspan(at, kQuietWindow);
        const float energy = std::inner_product(window.begin(), window.end(), window.begin(), 0.0F);
        if (least < 0 || energy < least) {
            least = energy;
            best = at;
        }
    }
    return best;
}

} // namespace

MediaFeed::MediaFeed(std::unique_ptr<FrameDecoder> decoder)
    : m_decoder(std::move(decoder)), m_concealer(*m_decoder), m_sound(kQueueCapacity) {}

bool MediaFeed::isNext(const FrameStore::Entry& entry) const {
    return std::chrono::abs(entry.begin() - m_decodedEnd) <= kTolerance;
}

bool MediaFeed::isTalkspurtOver() const {
    return m_running && m_talkspurtEnded && m_sound.unread() == 0 && (m_frames.isEmpty() || !isNext(m_frames.front()));
}

MediaTime MediaFeed::position() const {
    if (!m_running && !m_frames.isEmpty())
        return m_frames.front().begin();
    return m_decodedEnd - Samples{static_cast<std::int64_t>(m_sound.unread())};
}

Samples MediaFeed::level() const {
    Samples level{static_cast<std::int64_t>(m_sound.unread())};
    MediaTime end = m_running || m_frames.isEmpty() ? m_decodedEnd : m_frames.front().begin();
    for (std::size_t i = 0; i < m_frames.size() && level < kLevelLimit; ++i) {
        const FrameStore::Entry& entry = m_frames.at(i);
        if (std::chrono::abs(entry.begin() - end) > kTolerance)
            break;
        level += entry.end - entry.begin();
        end = entry.end;
    }
    return level;
}

bool MediaFeed::hasMediaAfterHole() const { return !m_frames.isEmpty() && !isNext(m_frames.front()); }

MediaTime MediaFeed::arrivalOfNext() const { return m_marks[m_firstMark].arrival; }

void MediaFeed::start() {
    m_decodedEnd = m_frames.front().begin();
    m_running = true;
}

void MediaFeed::stop() {
    m_sound.clear();
    m_markCount = 0;
    m_running = false;
    m_talkspurtEnded = false;
}

void MediaFeed::clear() {
    stop();
    m_frames.clear();
    m_newestDecoded.reset();
}

void MediaFeed::prepare(std::size_t count) {
    while (m_sound.unread() < count && !m_frames.isEmpty() && isNext(m_frames.front()))
        decodeNext();
    dropOldMarks();
}

void MediaFeed::jumpHole() {
    const Samples hole = m_frames.front().begin() - m_decodedEnd;
    const bool isLong = std::chrono::abs(hole) > kLongHole;
    endConcealment(isLong ? Concealer::Next::Anew : Concealer::Next::AfterGap);
    m_events.skipped += std::max(Samples::zero(), hole);
    m_decodedEnd = m_frames.front().begin();
    decodeNext();
}

void MediaFeed::skip(Samples distance, float noiseLevel) {
    const MediaTime from = position();
    m_noiseLevel = noiseLevel;
    takeTail();
    m_concealer.end(Concealer::Next::Anew);
    m_sound.clear();
    m_markCount = 0;
    land(from + distance);
    joinWithTail(m_sound.front());
    m_events.skipped += std::max(Samples::zero(), position() - from);
}

void MediaFeed::conceal(std::span<float> out, float noiseLevel) {
    m_noiseLevel = noiseLevel;
    m_concealer.produce(out, noiseLevel);
    if (m_sound.unread() == 0)
        m_sound.pass(out);
}

/// Keeps what would have been heard next, had there been no skip.
void MediaFeed::takeTail() {
    prepare(m_concealer.isActive() ? 0 : m_tail.size());
    m_tailLength = std::min(m_tail.size(), m_sound.unread());
    std::copy_n(m_sound.front().begin(), m_tailLength, m_tail.begin());
    if (m_tailLength > 0)
        return;
    m_concealer.produce(m_tail, m_noiseLevel);
    m_tailLength = m_tail.size();
}

/// Throws away frames up to kLandingRadius before `aim`, decodes what is around it and cuts to the quietest place.
void MediaFeed::land(MediaTime aim) {
    while (m_frames.size() > 1 && m_frames.front().end <= aim - kLandingRadius) {
        m_newestDecoded = m_frames.front().frame.sequence;
        m_frames.popFront();
    }
    if (m_frames.isEmpty())
        return;
    const std::size_t tail = std::exchange(m_tailLength, 0);
    m_decodedEnd = m_frames.front().begin();
    prepare(kLanding);
    m_sound.cut(std::min(m_sound.unread(), quietestPlace(m_sound.front(), kWarmUp)));
    m_tailLength = tail;
}

void MediaFeed::endConcealment(Concealer::Next next) {
    m_tailLength = kJoin;
    m_concealer.produce(std::span(m_tail).first(kJoin), m_noiseLevel);
    m_concealer.end(next);
}

void MediaFeed::joinWithTail(std::span<float> sound) {
    const std::size_t length = std::min(sound.size(), m_tailLength);
    crossFade(std::span(m_tail).first(length), sound.first(length));
    m_tailLength = 0;
}

void MediaFeed::decodeNext() {
    if (m_concealer.isActive())
        endConcealment(Concealer::Next::Late);
    const FrameStore::Entry& entry = m_frames.front();
    const auto sound = decode(entry);
    joinWithTail(sound);
    m_sound.push(sound);
    mark(entry);
    m_decodedEnd = entry.end;
    m_newestDecoded = entry.frame.sequence;
    m_talkspurtEnded = entry.frame.endsTalkspurt;
    m_frames.popFront();
}

/// A frame whose sound is not as long as its header says is garbage as much as one that cannot be decoded at all.
std::span<float> MediaFeed::decode(const FrameStore::Entry& entry) {
    const auto expected = lengthOf(entry.frame.duration).count();
    const auto sound = std::span(m_scratch).first(static_cast<std::size_t>(expected));
    if (m_decoder->decode(entry.frame.payload(), m_scratch) == expected)
        return sound;
    m_decoder->conceal(sound);
    m_events.garbage += Samples{expected};
    ++m_events.garbageFrames;
    return sound;
}

void MediaFeed::mark(const FrameStore::Entry& entry) {
    if (m_markCount == m_marks.size()) // only with timestamps that run backwards
        dropMark();
    m_marks[(m_firstMark + m_markCount++) % m_marks.size()] = {.end = entry.end, .arrival = entry.arrival};
}

void MediaFeed::dropOldMarks() {
    while (m_markCount > 1 && m_marks[m_firstMark].end <= position())
        dropMark();
}

void MediaFeed::dropMark() {
    m_firstMark = (m_firstMark + 1) % m_marks.size();
    --m_markCount;
}

} // namespace viz
