#include "tests/sim/sim_call.h"

#include "core/media/voice_decoder.h"
#include "core/media/voice_encoder.h"
#include "tests/sim/pull_log.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <deque>
#include <numeric>
#include <utility>

namespace viz::test {
namespace {

using namespace std::chrono_literals;

constexpr double kStepMs = 5; ///< of the sender, which looks at its clock and its acknowledgements so often
constexpr double kPullMs = 10;
constexpr double kMuchLater = 1e12;
/// Besides the frames: IP 20, TCP 32, TLS 29, WebSocket 8, record 16.
constexpr double kOverheadBytes = 105;
constexpr std::size_t kLoopUnit = 5760; ///< 120 ms: a whole number of frames of every duration

MediaTime toMediaTime(double ms) { return MediaTime{std::llround(ms * 48)}; }

struct Message {
    std::vector<EncodedFrame> frames;
    double capturedMs = 0; ///< begin of the oldest frame, on the receiver's clock
    double lengthMs = 0;
    double sentMs = 0;
    double arrivalMs = 0;
};

/// In order and without loss, as TCP is.
class Tunnel {
public:
    explicit Tunnel(const Scenario& scenario) : m_scenario(scenario), m_random(scenario.seed * 7919 + 17) {}

    double arrivalOf(const Message& message) {
        double at = throughBottleneck(message) + kBaseMs;
        if (m_scenario.gaussianMs > 0)
            at += std::max(0.0, m_random.gaussian(m_scenario.gaussianMs));
        at += m_random.uniform(0, m_scenario.uniformMs);
        if (!m_scenario.replayMs.empty())
            at += m_scenario.replayMs[m_sent++ % m_scenario.replayMs.size()];
        if (std::isinf(at))
            return at;
        at = std::max(afterStalls(at), m_last);
        m_last = at;
        return at;
    }

    /// Acknowledgements come back through the same tunnel, stalls included.
    double acknowledged(double arrivalMs) const { return afterStalls(arrivalMs + kBaseMs); }

private:
    double throughBottleneck(const Message& message) {
        if (!m_scenario.bottleneck)
            return message.sentMs;
        const Bottleneck& narrow = *m_scenario.bottleneck;
        const double at = std::max(message.sentMs, m_free);
        const double end = narrow.atMs + narrow.lengthMs;
        m_free = at >= narrow.atMs && at < end ? std::min(end, at + bitsOf(message) / narrow.bitsPerMs) : at;
        return m_free;
    }

    static double bitsOf(const Message& message) {
        return 8 * std::accumulate(
                       message.frames.begin(), message.frames.end(), kOverheadBytes,
                       [](double sum, const EncodedFrame& frame) { return sum + double(frame.payload().size()); });
    }

    double afterStalls(double at) const {
        for (const Stall& stall : m_scenario.stalls)
            if (at >= stall.atMs && at < stall.atMs + stall.lengthMs)
                return stall.atMs + stall.lengthMs;
        return at;
    }

    const Scenario& m_scenario;
    Random m_random;
    std::size_t m_sent = 0;
    double m_last = 0;
    double m_free = 0;
};

class Sender {
public:
    Sender(const Scenario& scenario, Tunnel& tunnel) : m_scenario(scenario), m_tunnel(tunnel) {}

    /// Everything up to `nowMs`; appends what arrives, in order.
    void step(double nowMs, std::deque<Message>& arriving) {
        while (m_capturedMs + frameMs() <= nowMs)
            captureFrame();
        takeAcknowledgements(nowMs);
        if (m_scenario.limitsFlight)
            dropStale(nowMs);
        while (!m_waiting.empty() && (!m_scenario.limitsFlight || isWindowOpen(nowMs)))
            send(nowMs, arriving);
    }
    [[nodiscard]] double droppedMs() const { return m_droppedMs; }

private:
    const Mode& mode() const {
        const bool second =
            m_scenario.modeChange && m_batch.frames.empty() && m_capturedMs >= m_scenario.modeChange->atMs;
        if (second)
            m_switched = true;
        return m_switched ? m_scenario.secondMode : m_scenario.mode;
    }
    double slow() const { return 1 + m_scenario.driftPpm * 1e-6; }
    double frameMs() const { return mode().frameMs() * slow(); }

    void captureFrame() {
        const Mode current = mode();
        const FrameSource& source = speakerOf(m_scenario).frames(current.frame);
        const auto samples = lengthOf(current.frame).count();
        const auto index = static_cast<std::uint64_t>((m_capturedSamples + firstSampleOf(m_scenario)) / samples);
        m_capturedSamples += samples;
        m_capturedMs += current.frameMs() * slow();
        const bool goesOn = !m_scenario.pausesSending || source.isActive(index);
        if (goesOn || m_talking)
            addFrame(current, source.payload(index), !goesOn);
        m_talking = goesOn;
    }

    void addFrame(const Mode& current, const Bytes& payload, bool endsTalkspurt) {
        EncodedFrame frame;
        frame.sequence = m_next;
        ++m_next;
        frame.duration = current.frame;
        frame.captureEnd = MediaTime{kCaptureOrigin + m_capturedSamples};
        frame.endsTalkspurt = endsTalkspurt;
        frame.setPayload(payload);
        if (m_batch.frames.empty())
            m_batch.capturedMs = m_capturedMs - current.frameMs();
        m_batch.frames.push_back(frame);
        m_batch.lengthMs += current.frameMs();
        if (static_cast<int>(m_batch.frames.size()) >= current.framesPerMessage || endsTalkspurt)
            closeBatch();
    }

    void closeBatch() {
        for (EncodedFrame& frame : m_batch.frames) {
            frame.messageCaptureEnd = m_batch.frames.back().captureEnd;
            frame.framesInMessage = static_cast<std::uint8_t>(m_batch.frames.size());
        }
        m_waiting.push_back(std::exchange(m_batch, {}));
    }

    void dropStale(double nowMs) {
        const double limit = std::max(400.0, mode().messageMs() + 100);
        while (!m_waiting.empty() && nowMs - m_waiting.front().capturedMs - m_waiting.front().lengthMs > limit) {
            m_droppedMs += m_waiting.front().lengthMs;
            m_waiting.pop_front();
        }
    }

    bool isWindowOpen(double nowMs) const {
        const double window = m_roundTripMs < 1e8 ? std::max(2 * m_roundTripMs, m_roundTripMs + 400) : 400;
        return m_flying.empty() || nowMs - m_flying.front().sentMs <= window;
    }

    void takeAcknowledgements(double nowMs) {
        while (!m_flying.empty() && m_tunnel.acknowledged(m_flying.front().arrivalMs) <= nowMs) {
            const double roundTrip = m_tunnel.acknowledged(m_flying.front().arrivalMs) - m_flying.front().sentMs;
            m_roundTripMs = std::min(m_roundTripMs, roundTrip);
            m_flying.pop_front();
        }
    }

    void send(double nowMs, std::deque<Message>& arriving) {
        Message message = std::move(m_waiting.front());
        m_waiting.pop_front();
        // Without a window messages leave when they are complete and not when the simulation looks.
        message.sentMs = m_scenario.limitsFlight ? nowMs : message.capturedMs + message.lengthMs * slow();
        message.arrivalMs = m_tunnel.arrivalOf(message);
        if (std::isinf(message.arrivalMs)) {
            m_droppedMs += message.lengthMs;
            return;
        }
        m_flying.push_back({.frames = {}, .sentMs = message.sentMs, .arrivalMs = message.arrivalMs});
        arriving.push_back(std::move(message));
    }

    const Scenario& m_scenario;
    Tunnel& m_tunnel;
    mutable bool m_switched = false;
    Sequence m_next{0xFFFFFF00U}; // wraps after 5 s
    std::int64_t m_capturedSamples = 0;
    double m_capturedMs = 0;
    bool m_talking = false;
    Message m_batch;
    std::deque<Message> m_waiting;
    std::deque<Message> m_flying;
    double m_roundTripMs = 1e9;
    double m_droppedMs = 0;
};

class VizPlayer final : public Player {
public:
    explicit VizPlayer(const Scenario& scenario) {
        if (scenario.baseDelayMs > 0)
            m_buffer.setBaseDelay(toMediaTime(scenario.baseDelayMs));
    }
    void insert(const EncodedFrame& frame, MediaTime arrival) override { (void)m_buffer.insert(frame, arrival); }
    void pull(std::span<float> out, MediaTime playTime) override { m_buffer.pull(out, playTime); }
    [[nodiscard]] const PlayoutStats& stats() const override { return m_buffer.stats(); }

private:
    JitterBuffer m_buffer{std::make_unique<VoiceDecoder>()};
};

/// The receiving end with its notebook.
class Receiver {
public:
    Receiver(const Scenario& scenario, Player& player, bool recordSound)
        : m_scenario(scenario), m_player(player), m_recordSound(recordSound) {}

    void insert(const Message& message) {
        for (const EncodedFrame& frame : message.frames) {
            ++m_result.framesInserted;
            m_newest = std::max(m_newest, frame.captureEnd);
            m_messageMs = message.lengthMs;
            m_player.insert(frame, toMediaTime(message.arrivalMs));
        }
    }

    void pull(double nowMs) {
        std::array<float, 480> out{};
        const PlayoutStats before = m_player.stats();
        const double held = m_scenario.deviceHoldsMs > 0 ? m_scenario.deviceHoldsMs : 0;
        m_player.pull(out, toMediaTime(nowMs + held));
        note(nowMs, before, m_player.stats());
        if (m_recordSound)
            std::transform(out.begin(), out.end(), std::back_inserter(m_result.heard),
                           [](float sample) { return static_cast<std::int16_t>(std::lround(sample * 32767)); });
    }

    CallResult finish(double droppedMs) {
        m_log.close();
        m_result.stats = m_player.stats();
        m_result.droppedMs = droppedMs;
        return std::move(m_result);
    }

private:
    void note(double nowMs, const PlayoutStats& before, const PlayoutStats& after) {
        const MediaTime position = m_newest - after.lag - MediaTime{kCaptureOrigin};
        const double positionMs = static_cast<double>(position.count()) / 48;
        const double addedMs = nowMs - positionMs * (1 + m_scenario.driftPpm * 1e-6) - m_messageMs - kBaseMs;
        m_log.add(nowMs, position, addedMs, before, after);
    }

    const Scenario& m_scenario;
    Player& m_player;
    bool m_recordSound;
    CallResult m_result;
    PullLog m_log{m_result};
    MediaTime m_newest{};
    double m_messageMs = 0;
};

} // namespace

std::string Mode::name() const {
    return std::to_string(static_cast<int>(frameMs())) + "x" + std::to_string(framesPerMessage);
}

Speaker::Speaker(std::vector<std::int16_t> sound) : m_sound(std::move(sound)) {
    assert(m_sound.size() >= kLoopUnit);
    m_sound.resize(m_sound.size() / kLoopUnit * kLoopUnit);
}

const FrameSource& Speaker::frames(FrameDuration duration) const {
    const auto known = m_frames.find(duration);
    return known != m_frames.end() ? known->second
                                   : m_frames.emplace(duration, FrameSource(m_sound, duration)).first->second;
}

namespace {

const Speaker& talker() {
    static const Speaker speaker(speechSignal(20s, 42));
    return speaker;
}

const Speaker& whistler() {
    static const Speaker speaker(sineSignal(20s, 300));
    return speaker;
}

} // namespace

const std::vector<std::int16_t>& spokenSound() { return talker().sound(); }

const Speaker& speakerOf(const Scenario& scenario) {
    if (scenario.speaker != nullptr)
        return *scenario.speaker;
    return scenario.speaksTone ? whistler() : talker();
}

std::int64_t firstSampleOf(const Scenario& scenario) {
    constexpr std::int64_t kBetweenSeeds = 40 * kLoopUnit; // 4.8 s
    return static_cast<std::int64_t>(scenario.seed - 1) * kBetweenSeeds;
}

FrameSource::FrameSource(std::vector<std::int16_t> sound, FrameDuration duration) {
    VoiceEncoder encoder({.duration = duration});
    const auto length = static_cast<std::size_t>(lengthOf(duration).count());
    for (std::size_t at = 0; at + length <= sound.size(); at += length) {
        const auto frame = std::span(sound).subspan(at, length);
        const ByteView packet = encoder.encode(frame);
        m_frames.emplace_back(packet.begin(), packet.end());
        m_active.push_back(std::any_of(frame.begin(), frame.end(), [](int sample) { return std::abs(sample) > 400; }));
    }
}

CallResult runCall(const Scenario& scenario, bool recordSound) {
    VizPlayer player(scenario);
    return runCall(scenario, player, recordSound);
}

CallResult runCall(const Scenario& scenario, Player& player, bool recordSound) {
    Tunnel tunnel(scenario);
    Sender sender(scenario, tunnel);
    Receiver receiver(scenario, player, recordSound);
    Random random(scenario.seed + 300);
    double nextPull = scenario.pullPhaseMs >= 0 ? scenario.pullPhaseMs : random.uniform(0, kPullMs);
    std::deque<Message> arriving;
    const auto steps = static_cast<int>(std::ceil(scenario.lengthMs / kStepMs));
    for (int step = 0; step < steps; ++step) {
        const double now = step * kStepMs;
        sender.step(now, arriving);
        while (nextPull < now + kStepMs) {
            while (!arriving.empty() && arriving.front().arrivalMs <= nextPull) {
                receiver.insert(arriving.front());
                arriving.pop_front();
            }
            receiver.pull(nextPull);
            nextPull += kPullMs;
        }
    }
    return receiver.finish(sender.droppedMs());
}

namespace {

constexpr double kWarmUpMs = 10000;

/// Idd of G.107, equation 7-28.
double delayImpairment(double delayMs) {
    if (delayMs <= 100)
        return 0;
    const double x = std::log2(delayMs / 100);
    return 25 * (std::pow(1 + std::pow(x, 6), 1.0 / 6) - 3 * std::pow(1 + std::pow(x / 3, 6), 1.0 / 6) + 2);
}

} // namespace

double CallResult::meanAdded(double fromMs, double toMs) const {
    double sum = 0;
    int count = 0;
    for (const PullRecord& pull : pulls) {
        if (pull.played && pull.atMs >= fromMs && pull.atMs < toMs) {
            sum += pull.addedMs;
            ++count;
        }
    }
    return count > 0 ? sum / count : kMuchLater;
}

double CallResult::quantileAdded(double quantile, double fromMs, double toMs) const {
    std::vector<double> added;
    for (const PullRecord& pull : pulls)
        if (pull.played && pull.atMs >= fromMs && pull.atMs < toMs)
            added.push_back(pull.addedMs);
    if (added.empty())
        return kMuchLater;
    std::sort(added.begin(), added.end());
    return added[std::min(added.size() - 1, static_cast<std::size_t>(quantile * static_cast<double>(added.size())))];
}

double CallResult::concealedPercent(double fromMs) const {
    double concealed = 0;
    double total = 0;
    for (const PullRecord& pull : pulls) {
        if (pull.atMs >= fromMs) {
            concealed += pull.concealed;
            total += 480;
        }
    }
    return total > 0 ? 100 * concealed / total : 0;
}

double CallResult::longestGapMs() const { return gapsMs.empty() ? 0 : *std::max_element(gapsMs.begin(), gapsMs.end()); }

double CallResult::skippedMs() const { return static_cast<double>(stats.skippedSamples) / 48; }

double CallResult::rating(double floorMs) const {
    double sum = 0;
    double count = 0;
    for (const PullRecord& pull : pulls) {
        if (pull.played && pull.atMs >= kWarmUpMs) {
            sum += delayImpairment(floorMs + pull.addedMs);
            ++count;
        }
    }
    const double lost = static_cast<double>(stats.concealedSamples + stats.skippedSamples);
    const double percent = 100 * lost / static_cast<double>(std::max<std::uint64_t>(1, stats.totalSamplesReceived));
    return 93.2 - sum / std::max(1.0, count) - 95 * percent / (percent + 10);
}

double CallResult::stretchedPercent() const {
    return 100 * static_cast<double>(stats.removedSamplesForAcceleration + stats.insertedSamplesForDeceleration) /
           static_cast<double>(std::max<std::uint64_t>(1, stats.totalSamplesReceived));
}

double CallResult::recoveredAfter(double sinceMs, double limitMs) const {
    double last = sinceMs;
    for (const PullRecord& pull : pulls)
        if (pull.played && pull.atMs >= sinceMs && pull.atMs <= sinceMs + 40000 && pull.addedMs > limitMs)
            last = pull.atMs;
    return last - sinceMs;
}

} // namespace viz::test
