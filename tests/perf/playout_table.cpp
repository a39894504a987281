// Prints how Viz plays calls over bad networks, and how others would, as a table in Markdown: the worst of ten seeds.
// `playout_table SEEDS` takes another number of seeds. Run it where tests/sim/data/ is found: at the top of the source.

#include "tests/sim/rival_players.h"
#include "tests/sim/scenarios.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <span>

namespace viz::test {
namespace {

using namespace std::chrono_literals;

struct Engine {
    std::string name;
    std::function<CallResult(const Scenario&)> play;
};

CallResult playWith(const std::unique_ptr<Player>& player, const Scenario& scenario) {
    return runCall(scenario, *player);
}

std::array<Engine, 4> engines() {
    return {
        Engine{"Viz", [](const Scenario& scenario) { return runCall(scenario); }},
        Engine{"NetEq-like",
               [](const Scenario& scenario) { return playWith(makeNetEqLikePlayer(scenario), scenario); }},
        Engine{"fixed 100 ms", [](const Scenario& scenario) { return playWith(makeFixedPlayer(100ms), scenario); }},
        Engine{"as it arrives", [](const Scenario& scenario) { return playWith(makeUnbufferedPlayer(), scenario); }},
    };
}

/// One engine in one trial, worst of all seeds.
struct Figures {
    double meanMs = 0;
    double p95Ms = 0;
    double concealedPercent = 0;
    double recoveryMs = 0;

    void add(const Trial& trial, const CallResult& call) {
        meanMs = std::max(meanMs, call.meanAdded());
        p95Ms = std::max(p95Ms, call.quantileAdded(0.95));
        concealedPercent = std::max(concealedPercent, call.concealedPercent());
        if (trial.recoversSinceMs)
            recoveryMs = std::max(recoveryMs, call.recoveredAfter(*trial.recoversSinceMs, trial.recoveredBelowMs));
    }
};

void printRecovery(const Trial& trial, double recoveryMs) {
    const double watchedMs = std::min(40000.0, trial.scenario.lengthMs - *trial.recoversSinceMs);
    if (recoveryMs > watchedMs - 1000)
        std::printf(", never");
    else
        std::printf(", %.1f s", recoveryMs / 1000);
}

void printRow(const Trial& trial, std::span<const Figures> row) {
    std::printf("| %s | %s |", trial.name.c_str(), trial.scenario.mode.name().c_str());
    for (const Figures& figures : row) {
        std::printf(" %.0f / %.0f, %.2f %%", figures.meanMs, figures.p95Ms, figures.concealedPercent);
        if (trial.recoversSinceMs)
            printRecovery(trial, figures.recoveryMs);
        std::printf(" |");
    }
    std::printf("\n");
    std::fflush(stdout);
}

void printTrial(std::size_t index, Mode mode, std::uint64_t seeds) {
    const auto all = engines();
    std::array<Figures, all.size()> row;
    for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
        const Trial trial = trialsOf(mode, seed)[index];
        for (std::size_t i = 0; i < all.size(); ++i)
            row[i].add(trial, all[i].play(trial.scenario));
    }
    printRow(trialsOf(mode, 1)[index], row);
}

void printHead() {
    std::printf("| scenario | mode |");
    for (const Engine& engine : engines())
        std::printf(" %s |", engine.name.c_str());
    std::printf("\n|---|---|---|---|---|---|\n");
}

} // namespace
} // namespace viz::test

int main(int argc, char** argv) {
    using namespace viz::test;
    const std::uint64_t seeds = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 10;
    if (seeds < 1 || seeds > 1000) {
        std::fprintf(stderr, "playout_table: how many seeds? 1 to 1000\n");
        return 2;
    }
    printHead();
    for (const Mode mode : {k20x1, k20x3, k40x8})
        for (std::size_t index = 0; index < trialsOf(mode, 1).size(); ++index)
            printTrial(index, mode, seeds);
    return 0;
}
