#pragma once

#include <atomic>
#include <cstdint>

namespace viz {

/// Says which of two threads may use what a device's worker shares with the call: the worker's, until main has given it
/// up because it hangs in the sound system, and then its successor's. A worker that comes back from a hang finds out
/// here that it is nobody any more.
class DeviceTenure {
public:
    /// Worker's thread: enters what may hang, touching nothing that is shared. False: given up.
    [[nodiscard]] bool enter() { return moveTo(Phase::Inside); }
    /// Worker's thread: has come out, or is about to touch what is shared. False: given up, so do not.
    [[nodiscard]] bool leave() { return moveTo(Phase::Outside); }
    /// Main thread: gives the worker up if it is inside. False: it is not, so it does not hang there.
    [[nodiscard]] bool giveUp() {
        Phase expected = Phase::Inside;
        return m_phase.compare_exchange_strong(expected, Phase::GivenUp, std::memory_order_acq_rel);
    }

private:
    enum class Phase : std::uint8_t { Outside, Inside, GivenUp };

    bool moveTo(Phase to) {
        Phase now = m_phase.load(std::memory_order_acquire);
        while (now != to && now != Phase::GivenUp) {
            if (m_phase.compare_exchange_weak(now, to, std::memory_order_acq_rel))
                return true;
        }
        return now != Phase::GivenUp;
    }

    std::atomic<Phase> m_phase{Phase::Outside};
};

} // namespace viz
