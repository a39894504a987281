#include "tests/sim/long_call.h"

#include "core/pipeline/playout/playout_pipeline.h"
#include "core/pipeline/receive/receive_pipeline.h"
#include "core/pipeline/send/ack_reporter.h"
#include "core/pipeline/send/send_pipeline.h"
#include "tests/sim/delay_histogram.h"
#include "tests/sim/sim_microphone.h"
#include "tests/sim/sim_wire.h"
#include "tests/support/voice_link.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <deque>
#include <limits>
#include <optional>
#include <utility>

namespace viz::test {
namespace {

using namespace std::chrono_literals;
using What = CallFault::What;

constexpr double kDeviceMs = 10;
constexpr double kTickMs = 20; ///< of the send thread, while no sound comes
constexpr double kPeerBatchMs = 20;
constexpr std::size_t kAckBytes = 80; ///< the peer's message that it rides on
constexpr double kMinuteMs = 60000;
constexpr double kHourMs = 3600000;
constexpr double kNever = std::numeric_limits<double>::infinity();
constexpr double kMostDriftPpm = 200;

MonotonicTime toMonotonic(double ms) { return MonotonicTime{std::llround(ms * 1e6)}; }

/// Whether sound that is captured after a reconnect is heard soon. A reconnect counts when that is known.
class ResumeWatch {
public:
    explicit ResumeWatch(HourOfCall& hour) : m_hour(hour) {}

    /// The sender has another route; `captured` of its sound came before.
    void begin(MediaTime captured, double nowMs) {
        m_since = captured;
        m_untilMs = nowMs + HourOfCall::kResumesWithinMs;
    }
    /// The loudspeaker asked; if something `played` it was captured at `position`.
    void onPull(MediaTime position, bool played, double nowMs) {
        const bool isHeard = played && position >= m_since;
        if (!m_untilMs || (!isHeard && nowMs <= *m_untilMs))
            return;
        ++m_hour.reconnects;
        m_hour.resumed += isHeard;
        m_untilMs.reset();
    }

private:
    HourOfCall& m_hour;
    MediaTime m_since{};
    std::optional<double> m_untilMs;
};

/// It jumps from one thing that happens to the next one, so that nothing is late by a step of the simulation and no
/// time goes into steps in which nothing happens.
class LongCall {
public:
    LongCall(const LongCallScenario& scenario, const std::function<void(const HourOfCall&)>& onHour)
        : m_onHour(onHour)
        , m_random(scenario.seed + 900)
        , m_faults(scenario.seed + 1700, scenario.mostBetweenFaultsMs)
        , m_wire({}, scenario.seed, key())
        , m_ackPath({}, scenario.seed + 1)
        , m_profile(voiceProfile(ProfileName::LowLatency))
        , m_sender({.profile = m_profile}, m_clock, m_talker,
                   [this](RouteId route, ByteView record) { onRecord(route, record); })
        , m_receiver(m_inbox, m_listener, [](const ControlMessage&) {})
        , m_playout(m_inbox, m_listener)
        , m_reporter(m_listener)
        , m_microphone(scenario.seed)
        , m_nextPlay(m_random.uniform(0, kDeviceMs)) {
        addRoute();
        m_sender.startAcknowledging();
        m_receiver.allowSound();
        expect(m_faults.after(0));
    }

    void run(double hours) {
        const double endMs = hours * kHourMs;
        runUntil(std::min(kMinuteMs, endMs));
        tellUsage();
        for (int hour = 1; m_nowMs < endMs; ++hour) {
            runUntil(std::min(hour * kHourMs, endMs));
            tellHour(hour);
            m_blockMs = driftingBlockMs();
        }
    }

private:
    // --- Time ---

    void runUntil(double endMs) {
        while (nextMoment() < endMs) {
            moveTo(nextMoment());
            turn();
            arrive();
            runSender();
            acknowledge();
            runLoudspeaker();
        }
        moveTo(endMs);
    }

    [[nodiscard]] double nextMoment() const {
        const double nextAckArrival = m_acks.empty() ? kNever : m_acks.front().arrivalMs;
        return std::min(
            {m_nextTurn, m_wire.nextArrivalMs(), nextAckArrival, m_nextCapture, m_nextTick, m_nextAck, m_nextPlay});
    }

    void moveTo(double ms) {
        m_clock.advance(m_start + toMonotonic(ms) - m_clock.now());
        m_nowMs = ms;
    }

    [[nodiscard]] double driftingBlockMs() {
        return kDeviceMs * (1 + m_random.uniform(-kMostDriftPpm, kMostDriftPpm) * 1e-6);
    }

    // --- Faults ---

    /// The path has to know of it before it begins, because of what is under way then.
    void expect(const CallFault& fault) {
        m_fault = fault;
        m_nextTurn = fault.atMs;
        std::vector<Stall> stalls;
        if (fault.what == What::Stall || fault.what == What::Outage)
            stalls.push_back({.atMs = fault.atMs, .lengthMs = fault.lengthMs});
        std::optional<Bottleneck> narrow;
        if (fault.what == What::Narrow)
            narrow = {.atMs = fault.atMs, .lengthMs = fault.lengthMs, .bitsPerMs = 24};
        m_wire.path().setFaults(stalls, narrow);
        m_ackPath.setFaults(stalls, {});
    }

    void turn() {
        if (m_nowMs < m_nextTurn)
            return;
        if (!std::exchange(m_faultIsOn, !m_faultIsOn)) {
            begin();
            m_nextTurn = m_fault.endMs();
            return;
        }
        if (m_fault.isReconnect())
            reconnect();
        expect(m_faults.after(m_nowMs));
    }

    void begin() {
        ++m_hour.faults;
        m_hour.lowered += m_sender.stats().rung > 0;
        if (m_fault.what == What::Profile)
            changeProfile();
        if (m_fault.isReconnect())
            breakRoute();
    }

    void changeProfile() {
        m_profile = voiceProfile(m_fault.profile);
        m_sender.changeSettings({.profile = m_profile});
    }

    [[nodiscard]] bool isDuring(What what) const { return m_faultIsOn && m_fault.what == what; }
    [[nodiscard]] bool isQuiet() const { return !m_faultIsOn && m_nowMs >= m_fault.atMs - HourOfCall::kQuietMs; }

    // --- Routes ---

    [[nodiscard]] int key() const { return static_cast<int>(m_route); }

    void addRoute() {
        m_receiver.addRoute(m_route, fixedKey(key()));
        m_sender.addRoute(m_route, fixedKey(key()));
        m_isConnected = true;
    }

    /// As SendWorker and CallChannel are told: at once if the connection was closed.
    void breakRoute() {
        m_isConnected = false;
        m_acks.clear();
        m_wire.reconnect(key() + 1);
        if (m_fault.what == What::ClosedRoute)
            removeRoute(m_route);
    }

    /// What stood still is out of use as soon as another one carries, and then it is dropped.
    void reconnect() {
        const RouteId old = m_route++;
        addRoute();
        if (m_fault.what == What::SilentRoute) {
            m_sender.setRouteInUse(old, false);
            removeRoute(old);
        }
        m_resume.begin(m_captured, m_nowMs);
    }

    void removeRoute(RouteId route) {
        m_sender.removeRoute(route);
        m_receiver.removeRoute(route);
    }

    void onRecord(RouteId route, ByteView record) {
        if (route != m_route) // which was removed
            std::abort();
        if (m_isConnected)
            m_wire.send(record, m_nowMs);
    }

    // --- The two parties ---

    void arrive() {
        m_wire.deliver(m_nowMs, [this](ByteView record, double /*arrivalMs*/) {
            if (m_receiver.consume(m_route, record, m_clock.now()) != ReceivePipeline::Verdict::Ok)
                std::abort();
        });
        for (; !m_acks.empty() && m_acks.front().arrivalMs <= m_nowMs; m_acks.pop_front()) {
            (void)SpscRing<ArrivedAck>::Producer(m_talker.fromPeer)
                .push({.ack = m_acks.front().ack,
                       .arrival = m_clock.now(),
                       .peerBatch = std::chrono::duration_cast<Samples>(toMonotonic(kPeerBatchMs))});
        }
    }

    /// As SendWorker: sound that comes brings a tick along.
    void runSender() {
        for (; m_nextCapture <= m_nowMs; m_nextCapture += m_blockMs)
            m_microphone.hear(microphone(), [this](auto block) { capture(block); });
        if (m_nowMs >= m_nextTick)
            tick();
    }

    void tick() {
        m_nextTick = m_nowMs + kTickMs;
        m_sender.tick();
        m_playout.setOneWayDelay(m_sender.stats().minimumRoundTrip.value_or(MonotonicTime{}) / 2);
    }

    [[nodiscard]] SimMicrophone::State microphone() const {
        if (isDuring(What::LateMicrophone))
            return SimMicrophone::State::IsLate;
        return isDuring(What::LosingMicrophone) ? SimMicrophone::State::LosesSound : SimMicrophone::State::Works;
    }

    /// The sender's time line has a gap where it noticed that sound was lost; by its own class, here too.
    void capture(std::span<const std::int16_t> block) {
        const Samples length{static_cast<std::int64_t>(block.size())};
        m_captured += length + m_captureClock.push(length, m_clock.now());
        m_capturedAheadMs = m_nowMs - toMs(m_captured);
        m_sender.pushSound(block);
        tick();
    }

    void acknowledge() {
        if (m_nowMs < m_nextAck)
            return;
        m_nextAck += kPeerBatchMs;
        if (m_isConnected)
            m_acks.push_back(
                {.arrivalMs = m_ackPath.arrivalOf(m_nowMs, kAckBytes), .ack = m_reporter.report(m_clock.now())});
    }

    void runLoudspeaker() {
        if (m_nowMs < m_nextPlay)
            return;
        m_nextPlay += kDeviceMs;
        if (!isDuring(What::LoudspeakerStands))
            play();
    }

    void play() {
        const PlayoutStats before = m_playout.report().playout;
        m_playout.render(m_out, Samples::zero(), m_clock.now());
        const PlayoutStats after = m_playout.report().playout;
        const MediaTime position = m_wire.arrivedEnd() - after.lag;
        const bool played = after.jitterBufferEmittedCount > before.jitterBufferEmittedCount;
        m_resume.onPull(position, played, m_nowMs);
        if (isQuiet())
            noteQuiet(position, played, after.concealedSamples - before.concealedSamples);
    }

    // --- Figures ---

    void noteQuiet(MediaTime position, bool played, std::uint64_t concealedSamples) {
        const double floorMs = toMs(m_profile.batchLength()) + kBaseMs;
        if (played)
            m_added.add(m_nowMs - toMs(position) - m_capturedAheadMs - floorMs);
        m_quietSamples += m_out.size();
        m_concealedSamples += concealedSamples;
    }

    void tellUsage() {
        HourOfCall nothing;
        nothing.usage = OwnUsage::now();
        m_onHour(nothing);
    }

    void tellHour(int number) {
        m_hour.hour = number;
        m_hour.medianAddedMs = m_added.medianMs();
        m_hour.worstAddedMs = m_added.worstMs();
        m_hour.concealedPercent = 100 * static_cast<double>(m_concealedSamples) /
                                  static_cast<double>(std::max<std::size_t>(1, m_quietSamples));
        countFrames();
        m_hour.usage = OwnUsage::now();
        m_onHour(m_hour);
        m_hour = {};
        m_added.clear();
        m_quietSamples = 0;
        m_concealedSamples = 0;
    }

    void countFrames() {
        const PlayoutStats playout = m_playout.report().playout;
        m_hour.duplicateFrames = since(m_before.duplicateFrames, playout.duplicateFrames);
        m_hour.discardedFrames = since(m_before.discardedFrames, playout.discardedFrames);
        m_hour.staleFrames = since(m_before.staleFrames, m_sender.stats().framesDroppedStale);
        m_hour.framesWithoutRoom = since(m_before.framesWithoutRoom, m_receiver.stats().framesDroppedFull);
    }

    static std::uint64_t since(std::uint64_t& before, std::uint64_t now) { return now - std::exchange(before, now); }

    struct FlyingAck {
        double arrivalMs = 0;
        AckBlock ack;
    };

    const std::function<void(const HourOfCall&)>& m_onHour;
    const MonotonicTime m_start = 1h;
    ManualClock m_clock{m_start};
    double m_nowMs = 0;
    Random m_random;
    FaultDraw m_faults;
    CallFault m_fault;
    bool m_faultIsOn = false;
    RouteId m_route = 1;
    bool m_isConnected = false;
    SimWire m_wire;
    SimPath m_ackPath;
    std::deque<FlyingAck> m_acks;
    AckExchange m_talker;
    AckExchange m_listener;
    PlayoutInbox m_inbox;
    VoiceProfile m_profile; ///< that the sender was told
    SendPipeline m_sender;
    ReceivePipeline m_receiver;
    PlayoutPipeline m_playout;
    AckReporter m_reporter;
    SimMicrophone m_microphone;
    CaptureClock m_captureClock;
    MediaTime m_captured{};       ///< end of the newest block on the sender's time line
    double m_capturedAheadMs = 0; ///< when a place on that time line was captured, less that place
    double m_blockMs = driftingBlockMs();
    double m_nextTurn = 0;
    double m_nextCapture = kDeviceMs;
    double m_nextTick = kTickMs;
    double m_nextAck = 3;
    double m_nextPlay;
    std::array<std::int16_t, 480> m_out{};
    HourOfCall m_hour;
    HourOfCall m_before; ///< the sums of its frame counters
    ResumeWatch m_resume{m_hour};
    DelayHistogram m_added;
    std::size_t m_quietSamples = 0;
    std::uint64_t m_concealedSamples = 0;
};

} // namespace

void runLongCall(const LongCallScenario& scenario, const std::function<void(const HourOfCall&)>& onHour) {
    LongCall(scenario, onHour).run(scenario.hours);
}

} // namespace viz::test
