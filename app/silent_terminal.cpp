#include "app/silent_terminal.h"

#include <signal.h>
#include <termios.h>
#include <unistd.h>

#include <array>

namespace viz {
namespace {

constexpr std::array kSignals{SIGINT, SIGTERM, SIGHUP, SIGQUIT};

/// A signal handler can reach nothing else. 0: none came.
volatile sig_atomic_t caught = 0;

void note(int signal) { caught = signal; }

} // namespace

struct SilentTerminal::State {
    int descriptor;
    termios before{};
    std::array<struct sigaction, kSignals.size()> actionsBefore{};
};

SilentTerminal::SilentTerminal(int descriptor) : m_state(new State{.descriptor = descriptor}) {
    caught = 0;
    struct sigaction action {};
    action.sa_handler = &note; // without SA_RESTART
    for (std::size_t i = 0; i < kSignals.size(); ++i)
        ::sigaction(kSignals[i], &action, &m_state->actionsBefore[i]);
    ::tcgetattr(descriptor, &m_state->before);
    termios silent = m_state->before;
    silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    silent.c_cc[VSUSP] = _POSIX_VDISABLE;
    ::tcsetattr(descriptor, TCSAFLUSH, &silent);
}

SilentTerminal::~SilentTerminal() {
    ::tcsetattr(m_state->descriptor, TCSANOW, &m_state->before);
    for (std::size_t i = 0; i < kSignals.size(); ++i)
        ::sigaction(kSignals[i], &m_state->actionsBefore[i], nullptr);
    if (caught != 0)
        ::raise(static_cast<int>(caught));
}

} // namespace viz
