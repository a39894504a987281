#pragma once

#include "core/media/cleaner/delay_line.h"
#include "core/media/cleaner/speech_cleaner.h"

#include <array>
#include <cstdint>
#include <span>

namespace viz {

/// Behind an echo canceller that takes the near voice away, too, while both speak: puts what LinearEcho had left of
/// that voice in the place of what the canceller made of it, as long as the voice is clearly there. Where it is not, or
/// LinearEcho does not know the room (it has never yet left little of an echo, or not for long), or the canceller lets
/// nothing through for long (then the room has changed, and what sounds like a voice is the echo), the canceller has
/// the last word. Send thread; blocks of SpeechCleaner::kBlock.
class NearVoiceMixer {
public:
    /// How much later than what it gets the canceller's sound may be.
    static constexpr Samples kLongestDelay{2 * SpeechCleaner::kBlock};

    /// What LinearEcho got, and what it left, which the canceller gets next.
    void keep(std::span<const std::int16_t> recorded, std::span<const std::int16_t> linear);
    /// Once after each keep(), in place: what the canceller gave, which is `delay` later than what it got.
    void mix(std::span<std::int16_t> cancelled, Samples delay);
    /// There is a gap before what keep() gets next.
    void restart();

private:
    /// So many blocks with an echo and without a proof, and LinearEcho counts as not knowing the room.
    static constexpr int kUnknown = 150;

    /// Of what lies above 150 Hz: a hum or an offset of the microphone is no voice. LinearEcho takes them out, so that
    /// they would count as echo.
    class Power {
    public:
        /// Of the samples' sum; never 0.
        [[nodiscard]] float push(std::span<const std::int16_t> block);

    private:
        float m_low = 0;
    };

    /// The same sound before and after the canceller, of the last third of a second.
    struct Passage {
        Power inPower;
        Power outPower;
        float in = 0;
        float out = 0;
    };

    void judge(float left, float taken);
    [[nodiscard]] float knowsRoom() const;
    [[nodiscard]] float passed(std::span<const std::int16_t> linear, std::span<const std::int16_t> cancelled);

    DelayLine m_line{kLongestDelay};
    std::array<std::int16_t, SpeechCleaner::kBlock.count()> m_linear{};
    Power m_linearPower;
    Power m_echoPower;
    Passage m_passage;
    int m_unknown = kUnknown; ///< blocks with an echo since one of which LinearEcho left little
    float m_voice = 0;        ///< how sure it is that the newest block has a near voice: 0 to 1
    float m_share = 0;        ///< of `linear` in what was mixed last
};

} // namespace viz
