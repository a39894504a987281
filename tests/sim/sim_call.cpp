#include "tests/sim/sim_call.h"

#include "core/media/voice_decoder.h"
#include "core/media/voice_encoder.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <memory>
#include <numeric>
#include <utility>

namespace viz::test {
namespace {

using namespace std::chrono_literals;

constexpr double kStepMs = 5; ///< of the sender, which looks at its clock and its acknowledgements so often
constexpr double kPullMs = 10;
constexpr std::int64_t kCaptureOrigin = 1234567; ///< the sender's clock is not ours
constexpr double kMuchLater = 1e12;

const FrameSource& sourceOf(FrameDuration duration, bool tone) {
    static std::map<std::pair<FrameDuration, bool>, FrameSource> sources;
    const auto known = sources.find({duration, tone});
    if (known != sources.end())
        return known->second;
    FrameSource source(tone ? sineSignal(20s, 300) : spokenSound(), duration);
    return sources.emplace(std::pair{duration, tone}, std::move(source)).first->second;
}

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

    double arrivalOf(double sentMs) {
        double at = sentMs + kBaseMs;
        if (m_scenario.gaussianMs > 0)
            at += std::max(0.0, m_random.gaussian(m_scenario.gaussianMs));
        at += m_random.uniform(0, m_scenario.uniformMs);
        if (!m_scenario.replayMs.empty())
            at += m_scenario.replayMs[m_sent++ % m_scenario.replayMs.size()];
        at = std::max(afterStalls(at), m_last);
        m_last = at;
        return at;
    }

    /// Acknowledgements come back through the same tunnel, stalls included.
    double acknowledged(double arrivalMs) const { return afterStalls(arrivalMs + kBaseMs); }

private:
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

    /// Every seed says something else at the same time; the first begins at the beginning.
    std::int64_t firstSample() const { return static_cast<std::int64_t>(m_scenario.seed - 1) * 79 * 2880; }

    void captureFrame() {
        const Mode current = mode();
        const FrameSource& source = sourceOf(current.frame, m_scenario.speaksTone);
        const auto samples = lengthOf(current.frame).count();
        const auto index = static_cast<std::uint64_t>((m_capturedSamples + firstSample()) / samples);
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
        message.arrivalMs = m_tunnel.arrivalOf(message.sentMs);
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

/// The receiving end with its notebook.
class Receiver {
public:
    Receiver(const Scenario& scenario, bool recordSound) : m_scenario(scenario), m_recordSound(recordSound) {
        if (scenario.baseDelayMs > 0)
            m_buffer.setBaseDelay(toMediaTime(scenario.baseDelayMs));
    }

    void insert(const Message& message) {
        for (const EncodedFrame& frame : message.frames) {
            ++m_result.framesInserted;
            m_newest = std::max(m_newest, frame.captureEnd);
            m_messageMs = message.lengthMs;
            (void)m_buffer.insert(frame, toMediaTime(message.arrivalMs));
        }
    }

    void pull(double nowMs) {
        std::array<float, 480> out{};
        const PlayoutStats before = m_buffer.stats();
        const double held = m_scenario.deviceHoldsMs > 0 ? m_scenario.deviceHoldsMs : 0;
        m_buffer.pull(out, toMediaTime(nowMs + held));
        note(nowMs, before, m_buffer.stats());
        if (m_recordSound)
            std::transform(out.begin(), out.end(), std::back_inserter(m_result.heard),
                           [](float sample) { return static_cast<std::int16_t>(std::lround(sample * 32767)); });
    }

    CallResult finish(double droppedMs) {
        closeGap();
        m_result.stats = m_buffer.stats();
        m_result.droppedMs = droppedMs;
        return std::move(m_result);
    }

private:
    void note(double nowMs, const PlayoutStats& before, const PlayoutStats& after) {
        PullRecord record{.atMs = nowMs};
        record.concealed = static_cast<int>(after.concealedSamples - before.concealedSamples);
        record.played = after.jitterBufferEmittedCount > before.jitterBufferEmittedCount;
        record.targetMs = static_cast<double>(after.currentTarget.count()) / 48;
        const double position = static_cast<double>((m_newest - after.lag).count() - kCaptureOrigin) / 48;
        record.addedMs = nowMs - position * (1 + m_scenario.driftPpm * 1e-6) - m_messageMs - kBaseMs;
        if (record.concealed < 480) // sound comes first within a pull
            closeGap();
        m_gapMs += record.concealed / 48.0;
        m_result.pulls.push_back(record);
    }

    void closeGap() {
        if (m_gapMs > 0)
            m_result.gapsMs.push_back(m_gapMs);
        m_gapMs = 0;
    }

    const Scenario& m_scenario;
    bool m_recordSound;
    JitterBuffer m_buffer{std::make_unique<VoiceDecoder>()};
    CallResult m_result;
    MediaTime m_newest{};
    double m_messageMs = 0;
    double m_gapMs = 0;
};

} // namespace

std::string Mode::name() const {
    return std::to_string(static_cast<int>(frameMs())) + "x" + std::to_string(framesPerMessage);
}

const std::vector<std::int16_t>& spokenSound() {
    static const std::vector<std::int16_t> sound = speechSignal(20s, 42);
    return sound;
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
    Tunnel tunnel(scenario);
    Sender sender(scenario, tunnel);
    Receiver receiver(scenario, recordSound);
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
