#pragma once

#include <cstddef>
#include <vector>

namespace viz::lab {

/// A loudspeaker, a room and a microphone on the same desk: what the microphone hears of what is played.
///
/// The room is velvet noise (M. Karjalainen, H. Järveläinen, AES 30th Conference, 2007): 2000 echoes a second at random
/// places with random signs, which decay by 60 dB in its 150 ms. It sounds and spreads as dense reverberation does and
/// costs 300 multiplications a sample. The same room every time.
class Room {
public:
    struct Config {
        double sampleRate = 48000;
        double delayMs = 0; ///< before the first echo: what the devices' buffers add; 0..kMaxDelayMs
        double gainDb = -9; ///< of white noise on its way from loudspeaker to microphone
        double drive = 0;   ///< of a loudspeaker that distorts: y = tanh(drive * x) / drive; 0: it does not
    };
    static constexpr double kMaxDelayMs = 1000;
    static constexpr double kLengthMs = 150;

    explicit Room(const Config& config);
    /// What is heard when `played` is, full scale being 1.
    [[nodiscard]] float next(float played);
    /// As if nothing had ever been played.
    void reset();

private:
    struct Echo {
        std::size_t delaySamples;
        double gain;
    };

    void placeEchoes(const Config& config);
    [[nodiscard]] double distorted(double played) const;

    double m_drive;
    std::vector<Echo> m_echoes;
    std::vector<float> m_past; ///< a ring; its size is a power of two
    std::size_t m_now = 0;
};

} // namespace viz::lab
