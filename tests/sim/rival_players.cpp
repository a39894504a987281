#include "tests/sim/rival_players.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <deque>

namespace viz::test {
namespace {

using namespace std::chrono_literals;

constexpr Samples kTick = JitterBuffer::kPullLength;

/// What has come of the sender's stream and which of it is next.
class MediaLine {
public:
    void add(MediaTime begin, MediaTime end) {
        if (m_pieces.empty() && !m_hasBegun)
            m_position = begin;
        m_hasBegun = true;
        if (!m_pieces.empty() && m_pieces.back().end == begin)
            m_pieces.back().end = end;
        else
            m_pieces.push_back({.begin = begin, .end = end});
    }

    [[nodiscard]] bool hasBegun() const { return m_hasBegun; }
    [[nodiscard]] MediaTime position() const { return m_position; }
    /// Up to where there is sound without a hole.
    [[nodiscard]] MediaTime end() const {
        return !m_pieces.empty() && m_pieces.front().begin <= m_position ? m_pieces.front().end : m_position;
    }
    [[nodiscard]] MediaTime newest() const { return m_pieces.empty() ? m_position : m_pieces.back().end; }
    [[nodiscard]] Samples level() const { return end() - m_position; }

    void moveTo(MediaTime position) {
        m_position = position;
        while (!m_pieces.empty() && m_pieces.front().end <= m_position)
            m_pieces.pop_front();
    }
    /// Over a hole, if that is what is next; how much was jumped.
    Samples jumpHole() {
        if (level() >= kTick || newest() == end())
            return Samples::zero();
        const MediaTime from = m_position;
        const bool isRest = level() > Samples::zero();
        moveTo(isRest ? m_pieces[1].begin : m_pieces.front().begin);
        return m_position - from;
    }

private:
    struct Piece {
        MediaTime begin{};
        MediaTime end{};
    };
    bool m_hasBegun = false;
    MediaTime m_position{};
    std::deque<Piece> m_pieces;
};

/// What all have in common: the line, and the books.
class RivalPlayer : public Player {
public:
    void insert(const EncodedFrame& frame, MediaTime arrival) override {
        const MediaTime begin = frame.captureEnd - lengthOf(frame.duration);
        m_line.add(begin, frame.captureEnd);
        onFrame(begin, arrival);
    }

    void pull(std::span<float> /*out*/, MediaTime playTime) override {
        m_stats.currentTarget = target();
        m_stats.lag = m_line.newest() - m_line.position();
        if (!m_line.hasBegun())
            return;
        skip(m_line.jumpHole());
        play(playTime);
    }

    [[nodiscard]] const PlayoutStats& stats() const override { return m_stats; }

protected:
    virtual void onFrame(MediaTime /*begin*/, MediaTime /*arrival*/) {}
    virtual void play(MediaTime playTime) = 0;
    [[nodiscard]] virtual Samples target() const { return {}; }

    [[nodiscard]] MediaLine& line() { return m_line; }
    [[nodiscard]] const MediaLine& line() const { return m_line; }
    [[nodiscard]] Samples concealed() const { return m_concealed; }

    void conceal() {
        m_stats.totalSamplesReceived += kTick.count();
        m_stats.concealedSamples += kTick.count();
        m_stats.concealmentEvents += m_concealed == Samples::zero();
        m_concealed += kTick;
    }
    /// 10 ms are heard, made of `length` of the stream.
    void emit(Samples length) {
        m_stats.totalSamplesReceived += kTick.count();
        m_stats.jitterBufferEmittedCount += kTick.count();
        if (length > kTick)
            m_stats.removedSamplesForAcceleration += (length - kTick).count();
        else
            m_stats.insertedSamplesForDeceleration += (kTick - length).count();
        m_line.moveTo(m_line.position() + std::min(length, m_line.level()));
        m_concealed = Samples::zero();
    }
    void skipTo(MediaTime position) {
        skip(position - m_line.position());
        m_line.moveTo(position);
    }

private:
    void skip(Samples length) { m_stats.skippedSamples += length.count(); }

    MediaLine m_line;
    PlayoutStats m_stats;
    Samples m_concealed{};
};

class UnbufferedPlayer final : public RivalPlayer {
    void play(MediaTime /*playTime*/) override {
        if (line().level() >= kTick)
            emit(kTick);
        else
            conceal();
    }
};

class FixedPlayer final : public RivalPlayer {
public:
    explicit FixedPlayer(Samples delay) : m_delay(delay) {}

private:
    static constexpr Samples kMost = 1500ms;

    void play(MediaTime /*playTime*/) override {
        if (line().level() > kMost)
            skipTo(line().end() - m_delay);
        if (m_isFilling && line().level() < m_delay + kTick) {
            if (m_hasPlayed)
                conceal();
            return;
        }
        m_isFilling = line().level() < kTick;
        m_hasPlayed = true;
        m_isFilling ? conceal() : emit(kTick);
    }
    [[nodiscard]] Samples target() const override { return m_delay; }

    Samples m_delay;
    bool m_isFilling = true;
    bool m_hasPlayed = false;
};

/// histogram.cc and underrun_optimizer.cc.
class NetEqHistogram {
public:
    void add(Samples worst) {
        const double forget = m_learned == 0 ? 0 : std::clamp(1 - kStartWeight / (m_learned + 1), 0.0, kForget);
        for (double& weight : m_weights)
            weight *= forget;
        m_weights[std::min<std::size_t>(kBuckets - 1, static_cast<std::size_t>(worst / kBucket))] += 1 - forget;
        ++m_learned;
    }
    [[nodiscard]] Samples target() const {
        double sum = 0;
        for (std::size_t i = 0; i < kBuckets; ++i) {
            sum += m_weights[i];
            if (sum >= kQuantile - 1e-9)
                return static_cast<std::int64_t>(i + 1) * kBucket;
        }
        return kBuckets * kBucket;
    }

private:
    static constexpr double kQuantile = 0.95;
    static constexpr double kForget = 0.983;
    static constexpr double kStartWeight = 2;
    static constexpr std::size_t kBuckets = 100;
    static constexpr Samples kBucket = 20ms;

    std::array<double, kBuckets> m_weights{1};
    int m_learned = 0;
};

class NetEqLikePlayer final : public RivalPlayer {
public:
    explicit NetEqLikePlayer(const Scenario& scenario) : m_scenario(scenario), m_random(scenario.seed + 700) {}

private:
    static constexpr Samples kHistory = 2000ms;
    static constexpr Samples kInterval = 500ms;
    static constexpr Samples kPitchPeriod = 8ms;
    static constexpr Samples kLeastForStretch = 30ms;
    static constexpr Samples kMuted = 60ms;
    static constexpr std::int64_t kMostPackets = 200;
    static constexpr int kTicksBetweenStretches = 6;
    static constexpr double kVoiceThatFits = 0.6;

    struct Arrival {
        MediaTime begin{};
        Samples delay{};
    };

    /// NetEq's clock counts pulls: a packet arrives with the next one.
    void onFrame(MediaTime begin, MediaTime arrival) override {
        const MediaTime at = m_hasPulled ? std::max(arrival, m_nextPull) : arrival;
        m_history.push_back({.begin = begin, .delay = at - begin});
        while (m_history.front().begin + kHistory < begin)
            m_history.pop_front();
        if (m_history.size() < 2)
            return;
        learn(at);
        m_worst = std::max(m_worst, at - begin - leastDelay());
    }

    void learn(MediaTime at) {
        if (!m_intervalBegin)
            m_intervalBegin = at;
        if (at - *m_intervalBegin <= kInterval)
            return;
        m_histogram.add(m_worst);
        m_target = m_histogram.target();
        m_intervalBegin = at;
        m_worst = Samples::zero();
    }

    void play(MediaTime playTime) override {
        m_nextPull = playTime + kTick;
        m_hasPulled = true;
        m_ticksToWait = std::max(0, m_ticksToWait - 1);
        const Samples packet = lengthOf(m_scenario.mode.frame);
        if (line().level() > kMostPackets * packet) // packet_buffer.cc: overflow flushes everything
            skipTo(line().end() - packet);
        const bool isPostponed = concealed() > kMuted && line().level() < m_target / 2;
        if (isPostponed || line().level() < kTick)
            conceal();
        else
            emit(kTick + change(playTime));
    }

    /// By how much to lengthen or shorten what is left.
    Samples change(MediaTime playTime) {
        const bool isAllowed = concealed() == Samples::zero() && line().level() >= kLeastForStretch && fitsVoice();
        if (!isAllowed || m_ticksToWait > 0)
            return {};
        const Samples delay = std::max(Samples::zero(), playTime - line().position() - leastDelay());
        const Samples high = m_target + mostDelay() - leastDelay() + 20ms;
        if (delay < high && delay >= m_target)
            return {};
        m_ticksToWait = kTicksBetweenStretches;
        return delay >= high ? kPitchPeriod : -kPitchPeriod;
    }

    bool fitsVoice() {
        constexpr std::int64_t kFrame = 960;
        const std::int64_t sample = line().position().count() - kCaptureOrigin + firstSampleOf(m_scenario);
        const auto frame = static_cast<std::uint64_t>(std::max<std::int64_t>(0, sample) / kFrame);
        return !speakerOf(m_scenario).frames(FrameDuration::Ms20).isActive(frame) ||
               m_random.uniform() < kVoiceThatFits;
    }

    static bool isShorter(const Arrival& a, const Arrival& b) { return a.delay < b.delay; }
    [[nodiscard]] Samples leastDelay() const {
        return std::min_element(m_history.begin(), m_history.end(), isShorter)->delay;
    }
    [[nodiscard]] Samples mostDelay() const {
        return std::max_element(m_history.begin(), m_history.end(), isShorter)->delay;
    }
    [[nodiscard]] Samples target() const override { return m_target; }

    const Scenario& m_scenario;
    Random m_random;
    NetEqHistogram m_histogram;
    std::deque<Arrival> m_history;
    std::optional<MediaTime> m_intervalBegin;
    Samples m_worst{};
    Samples m_target = 80ms; ///< kStartDelayMs
    bool m_hasPulled = false;
    MediaTime m_nextPull{};
    int m_ticksToWait = 0;
};

} // namespace

std::unique_ptr<Player> makeUnbufferedPlayer() { return std::make_unique<UnbufferedPlayer>(); }

std::unique_ptr<Player> makeFixedPlayer(Samples delay) { return std::make_unique<FixedPlayer>(delay); }

std::unique_ptr<Player> makeNetEqLikePlayer(const Scenario& scenario) {
    return std::make_unique<NetEqLikePlayer>(scenario);
}

} // namespace viz::test
