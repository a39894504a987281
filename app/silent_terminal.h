#pragma once

#include <memory>

namespace viz {

/// While it lives a terminal does not show what is typed into it. Signals that would end the program interrupt reads
/// meanwhile, and take effect when the terminal is itself again; Ctrl+Z does nothing. One at a time, on the main
/// thread.
class SilentTerminal {
public:
    /// `descriptor` is a terminal, borrowed.
    explicit SilentTerminal(int descriptor);
    ~SilentTerminal();
    SilentTerminal(const SilentTerminal&) = delete;
    SilentTerminal& operator=(const SilentTerminal&) = delete;

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace viz
