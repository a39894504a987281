#include "app/signal_watcher.h"

#include <QSocketNotifier>

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <csignal>

namespace viz {
namespace {

constexpr std::array kSignals{SIGINT, SIGTERM, SIGHUP};

/// A signal handler can reach nothing else: the write end of the pipe that wakes the event loop.
volatile std::sig_atomic_t writeEnd = -1;

void wakeLoop(int /*signal*/) {
    const char byte = 1;
    [[maybe_unused]] const ssize_t written = ::write(writeEnd, &byte, 1);
}

void handleWith(void (*handler)(int)) {
    struct sigaction action {};
    action.sa_handler = handler;
    action.sa_flags = SA_RESTART | SA_RESETHAND;
    for (const int number : kSignals)
        ::sigaction(number, &action, nullptr);
}

} // namespace

struct SignalWatcher::State {
    explicit State(int theReadEnd) : readEnd(theReadEnd), notifier(theReadEnd, QSocketNotifier::Read) {}

    void drain() const {
        std::array<char, 16> bytes{};
        while (::read(readEnd, bytes.data(), bytes.size()) > 0) {
        }
    }

    const int readEnd;
    QSocketNotifier notifier;
};

SignalWatcher::SignalWatcher() {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC | O_NONBLOCK) != 0)
        return;
    m_state = std::make_unique<State>(ends[0]);
    writeEnd = ends[1];
    connect(&m_state->notifier, &QSocketNotifier::activated, this, [this] {
        m_state->drain();
        Q_EMIT interrupted();
    });
    handleWith(&wakeLoop);
}

SignalWatcher::~SignalWatcher() {
    if (!m_state)
        return;
    handleWith(SIG_DFL);
    ::close(writeEnd);
    ::close(m_state->readEnd);
}

} // namespace viz
