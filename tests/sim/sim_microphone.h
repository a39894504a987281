#pragma once

#include "tests/sim/sim_call.h"

#include <cstdint>
#include <span>

namespace viz::test {

/// A sound card's microphone in front of somebody who speaks without end: blocks of 10 ms.
class SimMicrophone {
public:
    enum class State : std::uint8_t {
        Works,
        IsLate,     ///< gives nothing; afterwards what it heard meanwhile comes at once
        LosesSound, ///< gives nothing, and what it heard never comes
    };

    static constexpr int kBlock = 480;

    /// Every seed begins elsewhere in the speech.
    explicit SimMicrophone(std::uint64_t seed) : m_heard(firstSampleOf(Scenario{.mode = {}, .seed = seed})) {}

    /// Another 10 ms are over; `push(block)` for each block that comes.
    template<typename Push>
    void hear(State state, Push&& push) {
        ++m_held;
        if (state == State::LosesSound)
            lose();
        for (; state == State::Works && m_held > 0; --m_held)
            push(nextBlock());
    }

private:
    void lose() {
        m_heard += std::int64_t{kBlock} * m_held;
        m_held = 0;
    }

    std::span<const std::int16_t> nextBlock() {
        const std::span<const std::int16_t> sound = spokenSound(); // whole blocks, and every seed begins with one
        const auto begin = static_cast<std::size_t>(m_heard) % sound.size();
        m_heard += kBlock;
        return sound.subspan(begin, kBlock);
    }

    std::int64_t m_heard; ///< samples
    int m_held = 0;       ///< blocks
};

} // namespace viz::test
