#include "app/silent_terminal.h"

#include <io.h>
#include <windows.h>

namespace viz {

/// Ctrl+C ends the program as ever; a console shows what is typed again as soon as another program reads from it.
struct SilentTerminal::State {
    HANDLE console;
    DWORD modeBefore = 0;
    bool isConsole = false; ///< the null device counts as a terminal, too
};

SilentTerminal::SilentTerminal(int descriptor)
    : m_state(new State{.console = reinterpret_cast<HANDLE>(::_get_osfhandle(descriptor))}) {
    m_state->isConsole = GetConsoleMode(m_state->console, &m_state->modeBefore) != 0;
    if (m_state->isConsole)
        SetConsoleMode(m_state->console, m_state->modeBefore & ~static_cast<DWORD>(ENABLE_ECHO_INPUT));
}

SilentTerminal::~SilentTerminal() {
    if (m_state->isConsole)
        SetConsoleMode(m_state->console, m_state->modeBefore);
}

} // namespace viz
