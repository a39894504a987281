#include "tests/lab/path_emulator/path.h"

#include <sched.h>

#include <csignal>
#include <iostream>

using namespace viz::lab;

namespace {

constexpr int kWrongUsage = 2;
constexpr int kSkipped = 77; ///< ctest's SKIP_RETURN_CODE

void blockEndSignals() {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
}

/// A packet that is late because other programs are busy would look like a bad path. Root may; where not, "end" tells.
void goBeforeOthers() {
    const sched_param lowest{.sched_priority = 1};
    sched_setscheduler(0, SCHED_FIFO, &lowest);
}

int skip(const std::string& why) {
    std::cerr << "path_emulator: skipped: it needs root, /dev/net/tun and network namespaces; " << why << "\n";
    return kSkipped;
}

} // namespace

int main(int argc, char** argv) {
    const std::vector<std::string> arguments(argv + 1, argv + argc);
    const auto options = parsePathOptions(arguments);
    if (!options) {
        std::cerr << "path_emulator: " << options.error() << "\n" << kUsage;
        return kWrongUsage;
    }
    blockEndSignals();
    auto a = PathEnd::create({.own = "10.77.0.1", .peer = "10.77.0.2"}, options->tcp);
    if (!a)
        return skip(a.error());
    auto b = PathEnd::create({.own = "10.77.0.2", .peer = "10.77.0.1"}, options->tcp);
    if (!b)
        return skip(b.error());
    goBeforeOthers();
    Path(*options, *std::move(a), *std::move(b)).run();
    return 0;
}
