#include "tests/sim/two_party_sim.h"

#include "core/pipeline/playout/playout_pipeline.h"
#include "core/pipeline/receive/receive_pipeline.h"
#include "core/pipeline/send/ack_reporter.h"
#include "core/pipeline/send/send_pipeline.h"
#include "tests/sim/pull_log.h"
#include "tests/sim/sim_microphone.h"
#include "tests/sim/sim_wire.h"
#include "tests/support/voice_link.h"

#include <algorithm>
#include <deque>
#include <utility>

namespace viz::test {
namespace {

using namespace std::chrono_literals;

constexpr RouteId kRoute = 1;
constexpr double kDeviceMs = 10;
constexpr double kTickMs = 20; ///< of the send thread

MonotonicTime toMonotonic(double ms) { return MonotonicTime{std::llround(ms * 1e6)}; }

bool isDuring(const std::optional<Stall>& stall, double at) {
    return stall && at >= stall->atMs && at < stall->atMs + stall->lengthMs;
}

class TwoParties {
public:
    explicit TwoParties(const TwoPartyScenario& scenario)
        : m_scenario(scenario)
        , m_wire({.baseMs = scenario.baseMs,
                  .stalls = scenario.stalls,
                  .bottleneck = scenario.bottleneck,
                  .gaussianMs = scenario.gaussianMs},
                 scenario.seed * 7919 + 17, 1)
        , m_sender(scenario.settings, m_clock, m_talker,
                   [this](RouteId, ByteView record) { m_wire.send(record, m_nowMs); })
        , m_receiver(m_inbox, m_listener, [](const ControlMessage&) {})
        , m_playout(m_inbox, m_listener)
        , m_reporter(m_listener)
        , m_nextPlay(Random(scenario.seed + 300).uniform(0, kDeviceMs))
        , m_microphone(scenario.seed) {
        m_sender.addRoute(kRoute, fixedKey(1));
        m_sender.startAcknowledging();
        m_receiver.addRoute(kRoute, fixedKey(1));
        m_receiver.allowSound();
        m_floorMs = toMs(scenario.settings.profile.batchLength()) + scenario.baseMs;
    }

    TwoPartyResult run() {
        for (m_nowMs = 0; m_nowMs < m_scenario.lengthMs; m_nowMs += 1) {
            arrive();
            runSender();
            acknowledge();
            runLoudspeaker();
            m_clock.advance(1ms);
        }
        return finish();
    }

private:
    struct FlyingAck {
        double arrivalMs = 0;
        AckBlock ack;
    };

    [[nodiscard]] MonotonicTime clockAt(double ms) const { return m_start + toMonotonic(ms); }

    void arrive() {
        m_wire.deliver(m_nowMs, [this](ByteView record, double arrivalMs) {
            if (m_receiver.consume(kRoute, record, clockAt(arrivalMs)) != ReceivePipeline::Verdict::Ok)
                std::abort();
        });
        for (; !m_acks.empty() && m_acks.front().arrivalMs <= m_nowMs; m_acks.pop_front()) {
            (void)SpscRing<ArrivedAck>::Producer(m_talker.fromPeer)
                .push({.ack = m_acks.front().ack,
                       .arrival = clockAt(m_acks.front().arrivalMs),
                       .peerBatch = std::chrono::duration_cast<Samples>(toMonotonic(m_scenario.peerBatchMs))});
        }
    }

    void runSender() {
        if (m_scenario.change && m_nowMs == m_scenario.change->atMs)
            m_sender.changeSettings(m_scenario.change->settings);
        for (; m_nextCapture <= m_nowMs; m_nextCapture += kDeviceMs)
            m_microphone.hear(microphone(), [this](auto block) { m_sender.pushSound(block); });
        if (std::fmod(m_nowMs, kTickMs) == 7) {
            m_sender.tick();
            m_playout.setOneWayDelay(m_sender.stats().minimumRoundTrip.value_or(MonotonicTime{}) / 2);
        }
        if (std::fmod(m_nowMs, 100) == 0)
            m_result.sent.push_back(m_sender.stats());
    }

    [[nodiscard]] SimMicrophone::State microphone() const {
        if (!isDuring(m_scenario.microphone, m_nowMs))
            return SimMicrophone::State::Works;
        return m_scenario.microphoneLosesSound ? SimMicrophone::State::LosesSound : SimMicrophone::State::IsLate;
    }

    void acknowledge() {
        if (m_nowMs < m_nextAck)
            return;
        m_nextAck += m_scenario.peerBatchMs;
        const double arrival = afterStalls(m_scenario.stalls, m_nowMs + m_scenario.baseMs);
        m_lastAckMs = std::max(m_lastAckMs, arrival);
        m_acks.push_back({.arrivalMs = m_lastAckMs, .ack = m_reporter.report(m_clock.now())});
    }

    /// It plays what it holds, and asks for what is missing to loudspeakerHoldsMs and 10 ms more.
    void runLoudspeaker() {
        m_heldMs = std::max(0.0, m_heldMs - 1);
        for (; m_nextPlay <= m_nowMs; m_nextPlay += kDeviceMs)
            while (!isDuring(m_scenario.loudspeaker, m_nowMs) && m_heldMs <= m_scenario.loudspeakerHoldsMs)
                play();
    }

    void play() {
        const PlayoutStats before = m_playout.report().playout;
        m_playout.render(m_out, Samples{std::llround(m_heldMs * 48)}, m_clock.now());
        m_heldMs += kDeviceMs;
        m_result.heard.insert(m_result.heard.end(), m_out.begin(), m_out.end());
        note(before, m_playout.report().playout);
    }

    void note(const PlayoutStats& before, const PlayoutStats& after) {
        const MediaTime position = m_wire.arrivedEnd() - after.lag;
        m_log.add(m_nowMs, position, m_nowMs - toMs(position) - m_floorMs, before, after);
    }

    TwoPartyResult finish() {
        m_log.close();
        m_result.stats = m_playout.report().playout;
        m_result.received = m_receiver.stats();
        m_result.droppedMs = m_wire.droppedMs();
        m_result.tailProbes = m_wire.probes();
        m_result.framesInserted = m_result.received.frames;
        return std::move(m_result);
    }

    const TwoPartyScenario& m_scenario;
    const MonotonicTime m_start = 1h;
    ManualClock m_clock{m_start};
    double m_nowMs = 0;
    SimWire m_wire;
    AckExchange m_talker;
    AckExchange m_listener;
    PlayoutInbox m_inbox;
    SendPipeline m_sender;
    ReceivePipeline m_receiver;
    PlayoutPipeline m_playout;
    AckReporter m_reporter;
    std::deque<FlyingAck> m_acks;
    double m_nextCapture = kDeviceMs;
    double m_nextAck = 3;
    double m_lastAckMs = 0;
    double m_nextPlay;
    SimMicrophone m_microphone;
    double m_heldMs = 0; ///< by the loudspeaker
    std::array<std::int16_t, 480> m_out{};
    double m_floorMs = 0;
    TwoPartyResult m_result;
    PullLog m_log{m_result};
};

} // namespace

int TwoPartyResult::rungChanges() const {
    int changes = 0;
    for (std::size_t i = 1; i < sent.size(); ++i)
        changes += sent[i].rung != sent[i - 1].rung;
    return changes;
}

double TwoPartyResult::worstAdded(double fromMs) const {
    double worst = 0;
    for (const PullRecord& pull : pulls)
        if (pull.played && pull.atMs >= fromMs)
            worst = std::max(worst, pull.addedMs);
    return worst;
}

const SendStats& TwoPartyResult::sentAt(double atMs) const {
    return sent[std::min(sent.size() - 1, static_cast<std::size_t>(atMs / 100))];
}

TwoPartyResult runTwoParty(const TwoPartyScenario& scenario) { return TwoParties(scenario).run(); }

} // namespace viz::test
