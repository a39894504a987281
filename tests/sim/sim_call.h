#pragma once

#include "core/base/encoded_frame.h"
#include "core/media/jitter/jitter_buffer.h"
#include "tests/sim/speech_signal.h"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace viz::test {

/// How the sender makes messages: "20x3" is 3 frames of 20 ms each.
struct Mode {
    FrameDuration frame = FrameDuration::Ms20;
    int framesPerMessage = 1;

    [[nodiscard]] double frameMs() const { return static_cast<double>(lengthOf(frame).count()) / 48; }
    [[nodiscard]] double messageMs() const { return frameMs() * framesPerMessage; }
    [[nodiscard]] std::string name() const;
};

/// The tunnel stands still for `lengthMs`, then everything comes at once.
struct Stall {
    double atMs = 0;
    double lengthMs = 0;
};

/// A narrow place in the tunnel, with a queue before it that loses nothing.
struct Bottleneck {
    double atMs = 0;
    double lengthMs = 0;
    double bitsPerMs = 0; ///< kbit/s
};

class Speaker;

struct Scenario {
    Mode mode;
    double lengthMs = 120000;
    std::uint64_t seed = 1;
    double gaussianMs = 0; ///< deviation of a delay that is added to every message, never negative
    double uniformMs = 0;  ///< the same, evenly from 0 to this
    /// Added to one message after the other, as recorded from a real connection; infinite: that one is never sent.
    std::vector<double> replayMs{};
    std::vector<Stall> stalls{};
    std::optional<Bottleneck> bottleneck{};
    double driftPpm = 0;               ///< by how much the sender's sample clock is slow
    bool limitsFlight = false;         ///< sender window and stale drop, as core/pipeline does it
    std::optional<Stall> modeChange{}; ///< from atMs on `secondMode`
    Mode secondMode{};
    bool pausesSending = false;       ///< DTX: in pauses nothing is sent, and the last frame before says so
    double deviceHoldsMs = 0;         ///< playTime runs ahead of the arrivals by this and up to 10 ms more
    double pullPhaseMs = -1;          ///< when in its 10 ms a pull comes; negative: by the seed
    bool speaksTone = false;          ///< 300 Hz instead of speech
    const Speaker* speaker = nullptr; ///< who speaks instead, if anybody; outlives the call
    double baseDelayMs = 0;           ///< told to the buffer as the delay of the rest of the call, unless 0
};

/// One pull().
struct PullRecord {
    double atMs = 0;
    double addedMs = 0; ///< of what plays: beyond message length and base delay of the tunnel
    int concealed = 0;  ///< samples
    bool played = false;
    double targetMs = 0;
    MediaTime position{}; ///< of the sender's sound: what was to be heard next before this pull; the call begins at 0
};

struct CallResult {
    std::vector<PullRecord> pulls;
    std::vector<double> gapsMs; ///< concealments
    PlayoutStats stats;
    double droppedMs = 0; ///< by the sender
    std::uint64_t framesInserted = 0;
    std::vector<std::int16_t> heard; ///< only if asked for

    /// Mean and quantile of the added delay while something played, from `fromMs` to `toMs`.
    [[nodiscard]] double meanAdded(double fromMs = 10000, double toMs = 1e12) const;
    [[nodiscard]] double quantileAdded(double quantile, double fromMs = 10000, double toMs = 1e12) const;
    [[nodiscard]] double concealedPercent(double fromMs = 0) const;
    [[nodiscard]] double longestGapMs() const;
    [[nodiscard]] double stretchedPercent() const;
    [[nodiscard]] double skippedMs() const;
    /// What the E-model (ITU-T G.107, Ie 0, Bpl 10) makes of delay and concealment: R, 93.2 at best. `floorMs` is the
    /// delay of everything but playout.
    [[nodiscard]] double rating(double floorMs) const;
    /// How long after `sinceMs` the added delay is above `limitMs` for the last time within 40 s.
    [[nodiscard]] double recoveredAfter(double sinceMs, double limitMs) const;
};

/// Frames of one sound, endlessly: 20 s in a loop.
class FrameSource {
public:
    FrameSource(std::vector<std::int16_t> sound, FrameDuration duration);
    [[nodiscard]] const Bytes& payload(std::uint64_t index) const { return m_frames[index % m_frames.size()]; }
    /// Whether the speaker talks in this frame.
    [[nodiscard]] bool isActive(std::uint64_t index) const { return m_active[index % m_active.size()]; }

private:
    std::vector<Bytes> m_frames;
    std::vector<bool> m_active;
};

/// A sound without end, and its frames of every duration.
class Speaker {
public:
    /// Loops are as long as all durations fit into: what is beyond the last 120 ms is not used. `sound` is at least
    /// that long.
    explicit Speaker(std::vector<std::int16_t> sound);
    Speaker(const Speaker&) = delete;
    Speaker& operator=(const Speaker&) = delete;

    [[nodiscard]] const std::vector<std::int16_t>& sound() const { return m_sound; }
    /// Encoded when first asked for.
    [[nodiscard]] const FrameSource& frames(FrameDuration duration) const;

private:
    std::vector<std::int16_t> m_sound;
    mutable std::map<FrameDuration, FrameSource> m_frames;
};

/// What everybody here says unless told otherwise: 20 s of speech, again and again.
[[nodiscard]] const std::vector<std::int16_t>& spokenSound();
/// Who says something in this scenario, and which of their samples comes first: every seed begins elsewhere.
[[nodiscard]] const Speaker& speakerOf(const Scenario& scenario);
[[nodiscard]] std::int64_t firstSampleOf(const Scenario& scenario);

/// What a simulated call is played with. As JitterBuffer; `stats` need to hold, in samples, totalSamplesReceived,
/// concealedSamples, skippedSamples, removedSamplesForAcceleration, insertedSamplesForDeceleration,
/// jitterBufferEmittedCount, and as of the beginning of the last pull, currentTarget and lag.
class Player {
public:
    virtual ~Player() = default;
    virtual void insert(const EncodedFrame& frame, MediaTime arrival) = 0;
    virtual void pull(std::span<float> out, MediaTime playTime) = 0;
    [[nodiscard]] virtual const PlayoutStats& stats() const = 0;
};

/// The sender's sample clock is not the receiver's: capture time of the first sample of a simulated call.
inline constexpr std::int64_t kCaptureOrigin = 1234567;

/// Base delay of every tunnel here, one way.
inline constexpr double kBaseMs = 30;

/// Runs a whole call in virtual time: speech through Opus, messages through a tunnel without loss but with delay, in
/// order, into a JitterBuffer that is pulled every 10 ms.
[[nodiscard]] CallResult runCall(const Scenario& scenario, bool recordSound = false);
/// The same with another player.
[[nodiscard]] CallResult runCall(const Scenario& scenario, Player& player, bool recordSound = false);

} // namespace viz::test
