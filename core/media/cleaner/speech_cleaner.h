#pragma once

#include "core/base/media_time.h"

#include <cstdint>
#include <memory>
#include <span>

namespace viz {

/// Takes out of the microphone's sound what is not the person: rumble, the loudspeaker's echo, noise; and brings the
/// voice to one level. In that order. 48 kHz mono. Send thread; allocates nothing after configure().
class SpeechCleaner {
public:
    struct Settings {
        bool cancelEcho = true;
        bool suppressNoise = true;
        bool automaticGain = true;

        friend bool operator==(const Settings&, const Settings&) = default;
    };

    /// What takePlayed() and clean() take: 10 ms.
    static constexpr Samples kBlock{480};

    virtual ~SpeechCleaner() = default;

    /// May be called between any two blocks; what was learned about the room stays where that is possible.
    virtual void configure(const Settings& settings) = 0;
    /// The next kBlock that the loudspeaker plays, before the microphone's block in which it may be heard.
    virtual void takePlayed(std::span<const std::int16_t> block) = 0;
    /// Whether the loudspeaker may be heard in what is cleaned next, although nothing is done about it here: then its
    /// level is not learned as that of the near voice.
    virtual void setHearsLoudspeaker(bool hears) = 0;
    /// Cleans one kBlock in place. `echoDelay`: from takePlayed() to clean() of the same sound's echo, as well as the
    /// devices tell; a hint, no promise.
    virtual void clean(std::span<std::int16_t> block, Samples echoDelay) = 0;
    /// Whether somebody spoke in the block that was cleaned last.
    [[nodiscard]] virtual bool hasVoice() const = 0;
    /// How much later the cleaned sound is than what came in.
    [[nodiscard]] virtual Samples delay() const = 0;
};

enum class CleanerKind : std::uint8_t {
    Best,     ///< the first of the following that this build has
    WebRtc,   ///< libwebrtc-audio-processing
    SpeexDsp, ///< for systems without it
    None,     ///< leaves everything as it is; hasVoice() goes by the level
};

[[nodiscard]] bool isAvailable(CleanerKind kind);
/// `kind` is available.
[[nodiscard]] std::unique_ptr<SpeechCleaner> makeSpeechCleaner(CleanerKind kind = CleanerKind::Best);

} // namespace viz
