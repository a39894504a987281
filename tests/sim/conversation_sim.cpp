#include "tests/sim/conversation_sim.h"

#include "tests/sim/pull_log.h"
#include "tests/sim/wire_tap.h"
#include "tests/support/voice_link.h"

#include <deque>
#include <utility>

namespace viz::test {
namespace {

using namespace std::chrono_literals;

constexpr RouteId kRoute = 1;
constexpr int kBlock = 480;
constexpr double kDeviceMs = 10;
constexpr double kTickMs = 20; ///< of the send thread

/// One of the two: their program, their sound card and the way of their voice to the other.
class Talker {
public:
    Talker(const ConversationScenario& scenario, const Clock& clock, int side)
        : m_clock(clock)
        , m_start(clock.now())
        , m_floorMs(toMs(scenario.settings.profile.batchLength()) + scenario.path.baseMs)
        , m_way(scenario.path, scenario.seed * 7919 + static_cast<std::uint64_t>(17 + side))
        , m_tap(side)
        , m_sender(scenario.settings, clock, m_acks, [this](RouteId, ByteView record) { send(record); })
        , m_receiver(m_inbox, m_acks, [](const ControlMessage&) {})
        , m_playout(m_inbox, m_acks)
        , m_nextCapture(kDeviceMs + 3 * side)
        , m_nextPlay(Random(scenario.seed + 300 + static_cast<std::uint64_t>(side)).uniform(0, kDeviceMs))
        , m_spokenSample(firstSampleOf(Scenario{.mode = {}, .seed = scenario.seed + static_cast<std::uint64_t>(side)}))
        , m_tickPhase(7 + 5 * side) {
        m_sender.addRoute(kRoute, fixedKey(side));
        m_sender.startAcknowledging();
        m_receiver.addRoute(kRoute, fixedKey(1 - side));
        m_receiver.allowSound();
    }

    void step(double nowMs, Talker& other) {
        m_nowMs = nowMs;
        takeFrom(other);
        for (; m_nextCapture <= nowMs; m_nextCapture += kDeviceMs)
            m_sender.pushSound(nextBlock());
        if (std::fmod(nowMs, kTickMs) == m_tickPhase) {
            m_sender.tick();
            m_playout.setOneWayDelay(m_sender.stats().minimumRoundTrip.value_or(MonotonicTime{}) / 2);
        }
        for (; m_nextPlay <= nowMs; m_nextPlay += kDeviceMs)
            play(other);
        if (std::fmod(nowMs, 100) == 0)
            m_sent.push_back(m_sender.stats());
    }

    [[nodiscard]] TwoPartyResult resultOf(const Talker& other) {
        m_log.close();
        m_result.stats = m_playout.report().playout;
        m_result.received = m_receiver.stats();
        m_result.sent = other.m_sent;
        m_result.droppedMs = other.m_tap.droppedMs();
        m_result.tailProbes = other.m_tap.probes();
        return std::move(m_result);
    }

private:
    struct Flying {
        double arrivalMs = 0;
        Bytes record;
        MediaTime captureEnd{};
    };

    void send(ByteView record) {
        m_tap.look(record);
        m_flying.push_back({.arrivalMs = m_way.arrivalOf(m_nowMs, record.size()),
                            .record = Bytes(record.begin(), record.end()),
                            .captureEnd = m_tap.captureEnd()});
    }

    void takeFrom(Talker& other) {
        auto& flying = other.m_flying;
        for (; !flying.empty() && flying.front().arrivalMs <= m_nowMs; flying.pop_front()) {
            const MonotonicTime arrival = m_start + MonotonicTime{std::llround(flying.front().arrivalMs * 1e6)};
            if (m_receiver.consume(kRoute, flying.front().record, arrival) != ReceivePipeline::Verdict::Ok)
                std::abort();
            m_arrivedEnd = flying.front().captureEnd;
        }
    }

    std::span<const std::int16_t> nextBlock() {
        const auto& sound = spokenSound();
        for (std::int16_t& sample : m_block)
            sample = sound[static_cast<std::size_t>(m_spokenSample++) % sound.size()];
        return m_block;
    }

    void play(const Talker& other) {
        const PlayoutStats before = m_playout.report().playout;
        m_playout.render(m_out, Samples::zero(), m_clock.now());
        const PlayoutStats after = m_playout.report().playout;
        const MediaTime position = m_arrivedEnd - after.lag;
        m_log.add(m_nowMs, position, m_nowMs - toMs(position) - other.m_floorMs, before, after);
    }

    const Clock& m_clock;
    const MonotonicTime m_start;
    const double m_floorMs;
    double m_nowMs = 0;
    SimPath m_way;
    WireTap m_tap;
    AckExchange m_acks;
    PlayoutInbox m_inbox;
    SendPipeline m_sender;
    ReceivePipeline m_receiver;
    PlayoutPipeline m_playout;
    std::deque<Flying> m_flying;
    double m_nextCapture;
    double m_nextPlay;
    std::int64_t m_spokenSample;
    const double m_tickPhase;
    std::array<std::int16_t, kBlock> m_block{};
    std::array<std::int16_t, kBlock> m_out{};
    MediaTime m_arrivedEnd{};
    std::vector<SendStats> m_sent;
    TwoPartyResult m_result;
    PullLog m_log{m_result};
};

} // namespace

ConversationResult runConversation(const ConversationScenario& scenario) {
    ManualClock clock{1h};
    Talker one(scenario, clock, 0);
    Talker other(scenario, clock, 1);
    for (double nowMs = 0; nowMs < scenario.lengthMs; nowMs += 1) {
        one.step(nowMs, other);
        other.step(nowMs, one);
        clock.advance(1ms);
    }
    return {one.resultOf(other), other.resultOf(one)};
}

} // namespace viz::test
