#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace viz {

/// Decoded sound between the decoder and the loudspeaker: what waits to be read, and behind it a stretch that was read
/// already, because the time stretch looks back. All memory is allocated in the constructor.
class SoundQueue {
public:
    /// 32 ms: the longest pitch period twice.
    static constexpr std::size_t kHistory = 1536;

    /// Room for `capacity` unread samples.
    explicit SoundQueue(std::size_t capacity);

    [[nodiscard]] std::size_t unread() const { return m_end - m_read; }
    [[nodiscard]] std::size_t room() const { return m_capacity - unread(); }
    /// What waits to be read, for looking and for changing it.
    [[nodiscard]] std::span<float> front() { return {m_sound.data() + m_read, unread()}; }
    /// History and unread sound in one piece: element kHistory is the next to be read.
    [[nodiscard]] std::span<const float> all() const {
        return {m_sound.data() + m_read - kHistory, kHistory + unread()};
    }

    /// At most room() samples.
    void push(std::span<const float> sound);
    /// Reads on at `rate` samples of sound for each one of `out` (1 ± a few per mille), interpolating. How many samples
    /// of `out`, from the front, could be filled.
    [[nodiscard]] std::size_t read(std::span<float> out, double rate);
    /// Adds sound that was heard although it did not come from here. Only while nothing is unread.
    void pass(std::span<const float> sound);
    /// Throws the unread sound away.
    void clear();

    /// Takes `count` samples out of the front as if they had never been: the history moves up to what follows.
    void cut(std::size_t count);
    /// Puts the last `count` samples of the history, at most kHistory, in front of the unread sound once more.
    void repeat(std::size_t count);

private:
    [[nodiscard]] float interpolate(std::size_t at, float fraction) const;
    void moveTo(std::size_t read);

    std::size_t m_capacity;
    std::vector<float> m_sound;
    std::size_t m_read;
    std::size_t m_end;
    double m_fraction = 0; ///< how far between m_read and the sample after it the next read begins
};

} // namespace viz
