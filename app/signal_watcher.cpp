#include "app/signal_watcher.h"

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

SignalWatcher::SignalWatcher() {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC | O_NONBLOCK) != 0)
        return;
    m_readEnd = ends[0];
    writeEnd = ends[1];
    m_notifier = std::make_unique<QSocketNotifier>(m_readEnd, QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, &SignalWatcher::drain);
    handleWith(&wakeLoop);
}

SignalWatcher::~SignalWatcher() {
    if (m_readEnd < 0)
        return;
    handleWith(SIG_DFL);
    ::close(writeEnd);
    ::close(m_readEnd);
}

void SignalWatcher::drain() {
    std::array<char, 16> bytes{};
    while (::read(m_readEnd, bytes.data(), bytes.size()) > 0) {
    }
    Q_EMIT interrupted();
}

} // namespace viz
