// viz_long_call: one direction of a call that goes on for days, in virtual time (long_call.h), and each hour a line of
// JSON about it. Exit status 2 for a command line that makes no sense.

#include "tests/sim/long_call.h"

#include <cstdio>
#include <cstdlib>
#include <optional>
#include <string_view>

namespace viz::test {
namespace {

constexpr int kBadUsage = 2;
constexpr double kMostHours = 10000;

std::optional<double> numberIn(const char* text) {
    char* end = nullptr;
    const double number = std::strtod(text, &end);
    return end != text && *end == '\0' ? std::optional(number) : std::nullopt;
}

bool take(LongCallScenario& scenario, std::string_view name, double value) {
    const bool isHours = name == "--hours" && value > 0 && value <= kMostHours;
    const bool isSeed = name == "--seed" && value >= 1 && value <= 1e9;
    if (isHours)
        scenario.hours = value;
    if (isSeed)
        scenario.seed = static_cast<std::uint64_t>(value);
    return isHours || isSeed;
}

std::optional<LongCallScenario> parse(int argc, char** argv) {
    LongCallScenario scenario;
    for (int i = 1; i < argc; i += 2) {
        const auto value = i + 1 < argc ? numberIn(argv[i + 1]) : std::nullopt;
        if (!value || !take(scenario, argv[i], *value))
            return std::nullopt;
    }
    return scenario;
}

void print(const HourOfCall& hour) {
    std::printf(R"({"hour": %d, "medianAddedMs": %.1f, "worstAddedMs": %.1f, "concealedPercent": %.4f, "lowered": %d, )"
                R"("faults": %d, "reconnects": %d, "resumed": %d, "duplicateFrames": %llu, "discardedFrames": %llu, )"
                R"("staleFrames": %llu, "framesWithoutRoom": %llu, "residentKib": %ld, "threads": %d, "files": %d})"
                "\n",
                hour.hour, hour.medianAddedMs, hour.worstAddedMs, hour.concealedPercent, hour.lowered, hour.faults,
                hour.reconnects, hour.resumed, static_cast<unsigned long long>(hour.duplicateFrames),
                static_cast<unsigned long long>(hour.discardedFrames),
                static_cast<unsigned long long>(hour.staleFrames),
                static_cast<unsigned long long>(hour.framesWithoutRoom), hour.usage.residentKib, hour.usage.threads,
                hour.usage.files);
    std::fflush(stdout);
}

} // namespace
} // namespace viz::test

int main(int argc, char** argv) {
    using namespace viz::test;
    const auto scenario = parse(argc, argv);
    if (!scenario) {
        std::fputs("usage: viz_long_call [--hours H] [--seed N]\n", stderr);
        return kBadUsage;
    }
    runLongCall(*scenario, print);
    return 0;
}
