#include "app/silent_terminal.h"

#include <unistd.h>

#include <csignal>

namespace viz {
namespace {

/// A signal handler can reach nothing else. 0: none came.
volatile std::sig_atomic_t caught = 0;

void note(int signal) { caught = signal; }

} // namespace

SilentTerminal::SilentTerminal(int descriptor) : m_descriptor(descriptor) {
    caught = 0;
    struct sigaction action {};
    action.sa_handler = &note; // without SA_RESTART
    for (std::size_t i = 0; i < kSignals.size(); ++i)
        ::sigaction(kSignals[i], &action, &m_actionsBefore[i]);
    ::tcgetattr(m_descriptor, &m_before);
    termios silent = m_before;
    silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    silent.c_cc[VSUSP] = _POSIX_VDISABLE;
    ::tcsetattr(m_descriptor, TCSAFLUSH, &silent);
}

SilentTerminal::~SilentTerminal() {
    ::tcsetattr(m_descriptor, TCSANOW, &m_before);
    for (std::size_t i = 0; i < kSignals.size(); ++i)
        ::sigaction(kSignals[i], &m_actionsBefore[i], nullptr);
    if (caught != 0)
        ::raise(static_cast<int>(caught));
}

} // namespace viz
