// What the sound path costs: the calls that an audio thread makes every 10 ms, on average and at worst. One of them has
// 10 ms, with everything else that the thread does.

#include "core/media/voice_decoder.h"
#include "core/media/voice_encoder.h"
#include "tests/sim/sim_call.h"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <ctime>
#include <functional>

namespace viz::test {
namespace {

using namespace std::chrono_literals;

/// Processor time of this thread, so that other programs on the machine do not count. Asking costs about 0.3 us, which
/// is in every figure.
double threadSeconds() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

/// How late the message that was captured at `at` comes, in ms.
using Lateness = std::function<double(double atMs)>;

/// How long single calls took.
class Durations {
public:
    explicit Durations(benchmark::State& state) : m_state(state) {}
    Durations(const Durations&) = delete;
    Durations& operator=(const Durations&) = delete;
    ~Durations() {
        std::sort(m_seconds.begin(), m_seconds.end());
        m_state.counters["p99.9_us"] = 1e6 * quantile(0.999);
        m_state.counters["max_us"] = 1e6 * quantile(1);
    }

    template<typename Call>
    void measure(Call call) {
        const double begin = threadSeconds();
        call();
        m_seconds.push_back(threadSeconds() - begin);
        m_state.SetIterationTime(m_seconds.back());
    }

private:
    [[nodiscard]] double quantile(double part) const {
        if (m_seconds.empty())
            return 0;
        const auto last = static_cast<double>(m_seconds.size() - 1);
        return m_seconds[static_cast<std::size_t>(part * last)];
    }

    benchmark::State& m_state;
    std::vector<double> m_seconds;
};

/// Speech in frames of 20 ms that come as late as they are told to, in order.
class Stream {
public:
    explicit Stream(Lateness lateness) : m_lateness(std::move(lateness)) {}

    /// The frame that has come by now, if one has.
    [[nodiscard]] std::optional<EncodedFrame> next(double nowMs) {
        const double capturedMs = 20.0 * static_cast<double>(m_count + 1);
        if (nowMs < capturedMs)
            return std::nullopt;
        if (m_dueMs < capturedMs) // not asked for yet
            m_dueMs = std::max(m_lastMs, capturedMs + m_lateness(capturedMs));
        if (nowMs < m_dueMs)
            return std::nullopt;
        m_lastMs = m_dueMs;
        return frame(m_count++);
    }

    [[nodiscard]] static EncodedFrame frame(std::uint64_t index) {
        static const Speaker speaker(spokenSound());
        EncodedFrame frame;
        frame.sequence = Sequence{static_cast<std::uint32_t>(index)};
        frame.captureEnd = Samples{960} * static_cast<std::int64_t>(index + 1);
        frame.messageCaptureEnd = frame.captureEnd;
        frame.setPayload(speaker.frames(FrameDuration::Ms20).payload(index));
        return frame;
    }

private:
    Lateness m_lateness;
    std::uint64_t m_count = 0;
    double m_dueMs = 0;
    double m_lastMs = 0;
};

void pull(benchmark::State& state, const Lateness& lateness) {
    Stream stream(lateness);
    JitterBuffer buffer(std::make_unique<VoiceDecoder>());
    Durations durations(state);
    std::array<float, 480> out{};
    MediaTime now{};
    for ([[maybe_unused]] auto _ : state) {
        while (const auto frame = stream.next(static_cast<double>(now.count()) / 48))
            (void)buffer.insert(*frame, now);
        durations.measure([&] { buffer.pull(out, now); });
        now += JitterBuffer::kPullLength;
    }
    const auto emitted = static_cast<double>(std::max<std::uint64_t>(1, buffer.stats().totalSamplesReceived));
    state.counters["stretched_%"] = 100 * static_cast<double>(buffer.stats().removedSamplesForAcceleration) / emitted;
}

void pullSteady(benchmark::State& state) {
    pull(state, [](double) { return 0; });
}

void pullWithJitter(benchmark::State& state) {
    Random random(1);
    pull(state, [&random](double) { return std::abs(random.gaussian(30)); });
}

/// Nothing comes for 0.7 s of every 3, then all at once: the buffer is nearly always catching up.
void pullCatchingUp(benchmark::State& state) {
    pull(state, [](double atMs) { return std::max(0.0, 700 - std::fmod(atMs, 3000)); });
}

void insert(benchmark::State& state) {
    JitterBuffer buffer(std::make_unique<VoiceDecoder>());
    Durations durations(state);
    std::array<float, 480> out{};
    std::uint64_t index = 0;
    for ([[maybe_unused]] auto _ : state) {
        const EncodedFrame frame = Stream::frame(index++);
        durations.measure([&] { (void)buffer.insert(frame, frame.captureEnd); });
        buffer.pull(out, frame.captureEnd);
        buffer.pull(out, frame.captureEnd + JitterBuffer::kPullLength);
    }
}

FrameDuration durationOf(const benchmark::State& state) {
    return *frameDurationFromMs(static_cast<int>(state.range(0)));
}

void encode(benchmark::State& state) {
    VoiceEncoder encoder({.duration = durationOf(state)});
    const auto length = static_cast<std::size_t>(lengthOf(durationOf(state)).count());
    const auto& sound = spokenSound();
    Durations durations(state);
    std::size_t at = 0;
    for ([[maybe_unused]] auto _ : state) {
        const auto pcm = std::span(sound).subspan(at, length);
        durations.measure([&] { benchmark::DoNotOptimize(encoder.encode(pcm).data()); });
        at = at + 2 * length <= sound.size() ? at + length : 0;
    }
}

void decode(benchmark::State& state) {
    const Speaker speaker(spokenSound());
    const FrameSource& frames = speaker.frames(durationOf(state));
    VoiceDecoder decoder;
    Durations durations(state);
    std::array<float, kMaxFrameSamples> out{};
    std::uint64_t index = 0;
    for ([[maybe_unused]] auto _ : state) {
        const Bytes& payload = frames.payload(index++);
        durations.measure([&] { benchmark::DoNotOptimize(decoder.decode(payload, out)); });
    }
}

// Fixed numbers of calls: 99.9 % of fewer would say nothing. 30000 pulls are five minutes of a call.
BENCHMARK(pullSteady)->UseManualTime()->Iterations(30000)->Unit(benchmark::kMicrosecond);
BENCHMARK(pullWithJitter)->UseManualTime()->Iterations(30000)->Unit(benchmark::kMicrosecond);
BENCHMARK(pullCatchingUp)->UseManualTime()->Iterations(30000)->Unit(benchmark::kMicrosecond);
BENCHMARK(insert)->UseManualTime()->Iterations(20000)->Unit(benchmark::kMicrosecond);
BENCHMARK(encode)->Arg(20)->Arg(40)->Arg(60)->UseManualTime()->Iterations(4000)->Unit(benchmark::kMicrosecond);
BENCHMARK(decode)->Arg(20)->Arg(40)->Arg(60)->UseManualTime()->Iterations(4000)->Unit(benchmark::kMicrosecond);

} // namespace
} // namespace viz::test
