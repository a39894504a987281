#include "tests/sim/conversation_sim.h"

#include "tests/sim/pull_log.h"
#include "tests/sim/sim_microphone.h"
#include "tests/sim/sim_wire.h"
#include "tests/support/voice_link.h"

#include <utility>

namespace viz::test {
namespace {

using namespace std::chrono_literals;

constexpr RouteId kRoute = 1;
constexpr double kDeviceMs = 10;
constexpr double kTickMs = 20; ///< of the send thread

/// One of the two: their program, their sound card and the way of their voice to the other.
class Talker {
public:
    Talker(const ConversationScenario& scenario, const Clock& clock, int side)
        : m_clock(clock)
        , m_start(clock.now())
        , m_floorMs(toMs(scenario.settings.profile.batchLength()) + scenario.path.baseMs)
        , m_wire(scenario.path, scenario.seed * 7919 + static_cast<std::uint64_t>(17 + side), side)
        , m_sender(scenario.settings, clock, m_acks, [this](RouteId, ByteView record) { m_wire.send(record, m_nowMs); })
        , m_receiver(m_inbox, m_acks, [](const ControlMessage&) {})
        , m_playout(m_inbox, m_acks)
        , m_nextCapture(kDeviceMs + 3 * side)
        , m_nextPlay(Random(scenario.seed + 300 + static_cast<std::uint64_t>(side)).uniform(0, kDeviceMs))
        , m_microphone(scenario.seed + static_cast<std::uint64_t>(side))
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
            m_microphone.hear(SimMicrophone::State::Works, [this](auto block) { m_sender.pushSound(block); });
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
        m_result.droppedMs = other.m_wire.droppedMs();
        m_result.tailProbes = other.m_wire.probes();
        return std::move(m_result);
    }

private:
    void takeFrom(Talker& other) {
        other.m_wire.deliver(m_nowMs, [this](ByteView record, double arrivalMs) {
            const MonotonicTime arrival = m_start + MonotonicTime{std::llround(arrivalMs * 1e6)};
            if (m_receiver.consume(kRoute, record, arrival) != ReceivePipeline::Verdict::Ok)
                std::abort();
        });
    }

    void play(const Talker& other) {
        const PlayoutStats before = m_playout.report().playout;
        m_playout.render(m_out, Samples::zero(), m_clock.now());
        const PlayoutStats after = m_playout.report().playout;
        const MediaTime position = other.m_wire.arrivedEnd() - after.lag;
        m_log.add(m_nowMs, position, m_nowMs - toMs(position) - other.m_floorMs, before, after);
    }

    const Clock& m_clock;
    const MonotonicTime m_start;
    const double m_floorMs;
    double m_nowMs = 0;
    SimWire m_wire;
    AckExchange m_acks;
    PlayoutInbox m_inbox;
    SendPipeline m_sender;
    ReceivePipeline m_receiver;
    PlayoutPipeline m_playout;
    double m_nextCapture;
    double m_nextPlay;
    SimMicrophone m_microphone;
    const double m_tickPhase;
    std::array<std::int16_t, 480> m_out{};
    std::vector<SendStats> m_sent;
    TwoPartyResult m_result;
    PullLog m_log{m_result};
};

} // namespace

ConversationResult runConversation(const ConversationScenario& scenario) {
    ManualClock clock{1h};
    Talker one(scenario, clock, 0);
    Talker other(scenario, clock, 1);
    for (int nowMs = 0; nowMs < scenario.lengthMs; ++nowMs) {
        one.step(nowMs, other);
        other.step(nowMs, one);
        clock.advance(1ms);
    }
    return {one.resultOf(other), other.resultOf(one)};
}

} // namespace viz::test
