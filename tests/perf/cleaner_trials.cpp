#include "tests/perf/cleaner_trials.h"

#include "core/media/cleaner/microphone_cleaner.h"
#include "tests/sim/quality/intelligibility.h"
#include "tests/sim/speech_signal.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace viz::test {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t kBlock = SpeechCleaner::kBlock.count();
constexpr std::size_t kLevelBlock = 2 * kBlock;

std::size_t samplesOf(std::chrono::milliseconds length) {
    return static_cast<std::size_t>(std::chrono::duration_cast<Samples>(length).count());
}

std::int16_t clamped(double sample) {
    return static_cast<std::int16_t>(std::lround(std::clamp(sample, -32768.0, 32767.0)));
}

Pcm scaled(const Pcm& sound, double db) {
    Pcm out(sound.size());
    std::ranges::transform(sound, out.begin(), [factor = std::pow(10.0, db / 20)](std::int16_t sample) {
        return clamped(factor * sample);
    });
    return out;
}

double power(std::span<const std::int16_t> sound) {
    return std::accumulate(sound.begin(), sound.end(), 1e-3, [](double sum, double s) { return sum + s * s; }) /
           static_cast<double>(std::max<std::size_t>(sound.size(), 1));
}

double decibels(double ratio) { return 10 * std::log10(ratio); }

double dbfs(double power) { return decibels(power / (32768.0 * 32768.0)); }

void silenceUntil(Pcm& sound, std::chrono::milliseconds end) {
    std::fill_n(sound.begin(), std::min(sound.size(), samplesOf(end)), std::int16_t{0});
}

/// Whether nothing was spoken 50 ms before and after the 10 ms at `at`.
bool isPause(const Pcm& speech, std::size_t at, double speechDbfs) {
    constexpr std::size_t kMargin = 5 * kBlock;
    if (at < kMargin || at + kBlock + kMargin > speech.size())
        return false;
    return levelDbfs(std::span(speech).subspan(at - kMargin, kBlock + 2 * kMargin)) < speechDbfs - 26;
}

} // namespace

Voices syntheticVoices(std::chrono::seconds length) {
    std::vector<Pcm> others;
    for (std::uint64_t seed = 101; seed < 117; ++seed)
        others.push_back(speechSignal(length, seed));
    return {
        .near = speechSignal(length, 1), .far = speechSignal(length, 2), .crowd = crowdOf(others, 2 * others.size())};
}

Pcm crowdOf(std::span<const Pcm> voices, std::size_t count) {
    std::vector<double> sum(voices.front().size());
    for (std::size_t i = 0; i < count; ++i) {
        const Pcm& voice = voices[i % voices.size()];
        const std::size_t start = i * voice.size() / count;
        for (std::size_t at = 0; at < sum.size(); ++at)
            sum[at] += voice[(start + at) % voice.size()] / std::sqrt(static_cast<double>(count));
    }
    Pcm out(sum.size());
    std::ranges::transform(sum, out.begin(), clamped);
    return out;
}

Pcm whiteNoise(std::size_t samples) {
    Random random(3);
    Pcm noise(samples);
    std::ranges::generate(noise, [&random] { return clamped(random.gaussian(3000)); });
    return noise;
}

SoundSettings onlyEcho() { return {.suppressNoise = false, .automaticGain = false}; }
SoundSettings onlyNoise() { return {.echo = EchoHandling::Off, .automaticGain = false}; }
SoundSettings onlyGain() { return {.echo = EchoHandling::Off, .suppressNoise = false}; }

Pcm cleaned(CleanerKind kind, const SoundSettings& settings, const Pcm& played, const Pcm& recorded) {
    PlayedSound ring(kSampleRate);
    PlayedSound::Producer loudspeaker(ring);
    MicrophoneCleaner cleaner(ring, makeSpeechCleaner(kind));
    cleaner.configure(settings);
    Pcm out = recorded;
    for (std::size_t at = 0; at + kBlock <= out.size(); at += kBlock) {
        (void)loudspeaker.push(std::span(played).subspan(at, kBlock));
        cleaner.clean(std::span(out).subspan(at, kBlock));
    }
    std::shift_left(out.begin(), out.end(), static_cast<std::ptrdiff_t>(cleaner.delay().count()));
    return out;
}

Pcm echoOf(const Pcm& played, Room::Options room) {
    room.extraDelay += kDevices;
    Room between(room);
    Pcm recorded(played.size());
    for (std::size_t at = 0; at + kBlock <= played.size(); at += kBlock)
        between.pass(std::span(played).subspan(at, kBlock), std::span(recorded).subspan(at, kBlock));
    return recorded;
}

Pcm mixed(const Pcm& one, const Pcm& other) {
    Pcm out(one.size());
    std::ranges::transform(one, other, out.begin(), [](int a, int b) { return clamped(a + b); });
    return out;
}

Pcm from(const Pcm& sound, std::chrono::milliseconds start) {
    return {sound.begin() + static_cast<std::ptrdiff_t>(std::min(sound.size(), samplesOf(start))), sound.end()};
}

double levelDbfs(std::span<const std::int16_t> sound) { return dbfs(power(sound)); }

double speechLevelDbfs(std::span<const std::int16_t> sound) {
    std::vector<double> powers;
    for (std::size_t at = 0; at + kLevelBlock <= sound.size(); at += kLevelBlock)
        powers.push_back(power(sound.subspan(at, kLevelBlock)));
    const double least = *std::ranges::max_element(powers) / 1000;
    std::erase_if(powers, [least](double block) { return block < least; });
    return dbfs(std::accumulate(powers.begin(), powers.end(), 0.0) / static_cast<double>(powers.size()));
}

Pcm atSpeechLevel(const Pcm& sound, double dbfs) { return scaled(sound, dbfs - speechLevelDbfs(sound)); }

double echoReductionDb(CleanerKind kind, const SoundSettings& settings, const Pcm& far, const Room::Options& room) {
    const Pcm echo = echoOf(far, room);
    const Pcm left = cleaned(kind, settings, far, echo);
    return levelDbfs(from(echo, 5s)) - levelDbfs(from(left, 5s));
}

double doubleTalkStoi(CleanerKind kind, const SoundSettings& settings, const Voices& voices,
                      const Room::Options& room) {
    constexpr auto kFarAlone = 6s;
    Pcm near = voices.near;
    silenceUntil(near, kFarAlone);
    const Pcm heard = cleaned(kind, settings, voices.far, mixed(near, echoOf(voices.far, room)));
    const auto result = intelligibility(from(near, kFarAlone), from(heard, kFarAlone));
    return result ? result->stoi : std::numeric_limits<double>::quiet_NaN();
}

NoiseFigures noiseReduction(CleanerKind kind, const Pcm& near, const Pcm& noise) {
    constexpr auto kLearning = 3s;
    const double speechDbfs = speechLevelDbfs(near);
    const Pcm noisy = mixed(near, scaled(noise, speechDbfs - 10 - levelDbfs(noise)));
    const Pcm heard = cleaned(kind, onlyNoise(), Pcm(near.size()), noisy);
    double before = 0;
    double after = 0;
    for (std::size_t at = samplesOf(kLearning); at + kBlock <= near.size(); at += kBlock) {
        if (!isPause(near, at, speechDbfs))
            continue;
        before += power(std::span(noisy).subspan(at, kBlock));
        after += power(std::span(heard).subspan(at, kBlock));
    }
    const Pcm spoken = from(near, kLearning);
    return {.pausesDb = decibels(before / after),
            .stoiBefore = intelligibility(spoken, from(noisy, kLearning)).value_or(Intelligibility{}).stoi,
            .stoiAfter = intelligibility(spoken, from(heard, kLearning)).value_or(Intelligibility{}).stoi};
}

GainFigures automaticGain(CleanerKind kind, const Pcm& near, double spokenDbfs) {
    const Pcm heard = cleaned(kind, onlyGain(), Pcm(near.size()), atSpeechLevel(near, spokenDbfs));
    const auto isFull = [](std::int16_t sample) { return sample == 32767 || sample <= -32767; };
    return {.speechDbfs = speechLevelDbfs(from(heard, 3s)),
            .clipped = static_cast<int>(std::ranges::count_if(heard, isFull))};
}

} // namespace viz::test
