#include "tests/sim/scenarios.h"

#include "tests/sim/arrival_trace.h"

#include <cstdlib>
#include <map>
#include <numeric>

namespace viz::test {
namespace {

constexpr std::size_t kQuickSeeds = 2;

/// No tracks if the file cannot be read.
const std::vector<DelayTrack>& recordingIn(const std::string& file) {
    static std::map<std::string, std::vector<DelayTrack>> known;
    const auto found = known.find(file);
    if (found != known.end())
        return found->second;
    return known.emplace(file, readTraceFile("tests/sim/data/" + file).value_or(std::vector<DelayTrack>{}))
        .first->second;
}

Trial outage(const std::string& name, Scenario scenario, double lengthMs, bool limitsFlight) {
    constexpr double kAtMs = 40000;
    scenario.lengthMs = 80000;
    scenario.limitsFlight = limitsFlight;
    scenario.stalls = {{kAtMs, lengthMs}};
    return {.name = name, .scenario = scenario, .recoversSinceMs = kAtMs + lengthMs};
}

void addReplays(std::vector<Trial>& trials, Mode mode, std::uint64_t seed) {
    if (const auto replay = replayOf("tcp_rtt60_loss1.txt", mode, seed))
        trials.push_back({.name = "recorded TCP, 1 % loss", .scenario = *replay});
    if (const auto replay = replayOf("tcp_rtt60_loss3.txt", mode, seed))
        trials.push_back({.name = "recorded TCP, 3 % loss", .scenario = *replay});
}

void addStalls(std::vector<Trial>& trials, const Scenario& plain) {
    Scenario given = plain;
    given.stalls = stallsEvery5s(given.lengthMs);
    trials.push_back({.name = "stall of 200 ms every 5 s", .scenario = given});
    given.stalls = stallsEvery5s(60000);
    trials.push_back(
        {.name = "the same, ends after 60 s", .scenario = given, .recoversSinceMs = 60000, .recoveredBelowMs = 40});
    given.stalls = {{60000, 200}};
    trials.push_back(
        {.name = "one stall of 200 ms", .scenario = given, .recoversSinceMs = 60200, .recoveredBelowMs = 25});
}

void addDrift(std::vector<Trial>& trials, Scenario given) {
    given.lengthMs = 300000;
    given.driftPpm = 200;
    trials.push_back({.name = "sender slow by 200 ppm", .scenario = given});
    given.driftPpm = -200;
    trials.push_back({.name = "sender fast by 200 ppm", .scenario = given});
}

void addSwitch(std::vector<Trial>& trials, Scenario given) {
    if (given.mode.name() == k20x1.name())
        return;
    given.lengthMs = 60000;
    given.modeChange = Stall{30000, 0};
    given.secondMode = k20x1;
    trials.push_back({.name = "becomes 20x1", .scenario = given, .recoversSinceMs = 30000, .recoveredBelowMs = 40});
}

} // namespace

std::vector<std::uint64_t> seedsToTry() {
    const char* const wanted = std::getenv("VIZ_SIM_SEEDS");
    const auto count = wanted != nullptr ? std::strtoull(wanted, nullptr, 10) : 0;
    std::vector<std::uint64_t> seeds(count > 0 ? count : kQuickSeeds);
    std::iota(seeds.begin(), seeds.end(), 1);
    return seeds;
}

std::vector<Stall> stallsEvery5s(double untilMs) {
    std::vector<Stall> stalls;
    for (int i = 0; 3000 + 5000.0 * i < untilMs; ++i)
        stalls.push_back({3000 + 5000.0 * i, 200});
    return stalls;
}

std::optional<Scenario> replayOf(const std::string& file, Mode mode, std::uint64_t seed) {
    std::vector<const DelayTrack*> fitting;
    for (const DelayTrack& track : recordingIn(file))
        if (track.intervalMs == mode.messageMs())
            fitting.push_back(&track);
    if (fitting.empty())
        return std::nullopt;
    const DelayTrack& track = *fitting[(seed - 1) % fitting.size()];
    return Scenario{.mode = mode,
                    .lengthMs = 100000,
                    .seed = seed,
                    .replayMs = track.addedMs,
                    .baseDelayMs = mode.messageMs() + 2 * kBaseMs};
}

std::vector<Trial> trialsOf(Mode mode, std::uint64_t seed) {
    const Scenario plain{.mode = mode, .seed = seed};
    std::vector<Trial> trials{{.name = "steady", .scenario = plain}};
    Scenario gaussian = plain;
    gaussian.gaussianMs = 30;
    trials.push_back({.name = "Gaussian jitter of 30 ms", .scenario = gaussian});
    addStalls(trials, plain);
    trials.push_back(outage("outage of 3 s", plain, 3000, true));
    trials.push_back(outage("the same, sender keeps all", plain, 3000, false));
    trials.push_back(outage("outage of 10 s", plain, 10000, true));
    addDrift(trials, plain);
    addSwitch(trials, plain);
    addReplays(trials, mode, seed);
    return trials;
}

} // namespace viz::test
