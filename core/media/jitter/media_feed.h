#pragma once

#include "core/media/frame_decoder.h"
#include "core/media/jitter/concealer.h"
#include "core/media/jitter/frame_store.h"
#include "core/media/sound_queue.h"

#include <array>
#include <memory>
#include <optional>
#include <span>
#include <utility>

namespace viz {

/// From frames to sound: decodes them in order when their sound is needed, joins what does not fit together with
/// cross-fades, and knows where in the stream the next sound comes from. Decides nothing.
class MediaFeed {
public:
    struct Events {
        Samples skipped{}; ///< holes and skips
        Samples garbage{}; ///< frames that could not be decoded; the decoder made something up
        std::uint64_t garbageFrames = 0;
    };

    explicit MediaFeed(std::unique_ptr<FrameDecoder> decoder);

    [[nodiscard]] FrameStore& frames() { return m_frames; }
    /// Sound whose place is fixed: between start() and stop().
    [[nodiscard]] bool isRunning() const { return m_running; }
    /// Whether there is nothing more to play before the next talkspurt.
    [[nodiscard]] bool isTalkspurtOver() const;
    /// Capture time of the next sample that read() gives; while not running, of the oldest frame.
    [[nodiscard]] MediaTime position() const;
    /// How much there is to play without a break; counted up to 2 s.
    [[nodiscard]] Samples level() const;
    [[nodiscard]] bool hasMediaAfterHole() const;
    /// The newest frame that was decoded or left out since the beginning or clear(); frames up to it are too old.
    [[nodiscard]] std::optional<Sequence> newestDecoded() const { return m_newestDecoded; }
    /// When the sound at position() arrived.
    [[nodiscard]] MediaTime arrivalOfNext() const;

    /// Begins at the oldest frame, of which there is one.
    void start();
    /// Between two talkspurts. What is still unread is lost.
    void stop();
    /// Forgets frames and sound.
    void clear();

    /// Decodes until `count` samples are unread, or as many as there are.
    void prepare(std::size_t count);
    /// Prepared sound.
    [[nodiscard]] SoundQueue& sound() { return m_sound; }
    /// Goes on with the oldest frame, although sound before it is missing.
    void jumpHole();
    /// Leaves out about `distance` of what there is to play; joins in a quiet place within 100 ms.
    void skip(Samples distance, float noiseLevel);
    /// Fills `out` with what may be heard while there is no media.
    void conceal(std::span<float> out, float noiseLevel);
    [[nodiscard]] Samples concealed() const { return m_concealer.isActive() ? m_concealer.length() : Samples::zero(); }

    /// Since the last call.
    [[nodiscard]] Events takeEvents() { return std::exchange(m_events, {}); }

private:
    static constexpr std::size_t kJoin = 240; ///< 5 ms
    static constexpr std::size_t kSkipJoin = 480;
    struct Mark {
        MediaTime end{};
        MediaTime arrival{};
    };

    [[nodiscard]] bool isNext(const FrameStore::Entry& entry) const;
    void decodeNext();
    [[nodiscard]] std::span<float> decode(const FrameStore::Entry& entry);
    void takeTail();
    void land(MediaTime aim);
    void endConcealment(Concealer::Next next);
    void joinWithTail(std::span<float> sound);
    void mark(const FrameStore::Entry& entry);
    void dropOldMarks();
    void dropMark();

    std::unique_ptr<FrameDecoder> m_decoder;
    Concealer m_concealer;
    FrameStore m_frames;
    SoundQueue m_sound;
    bool m_running = false;
    bool m_talkspurtEnded = false;
    MediaTime m_decodedEnd{};
    std::optional<Sequence> m_newestDecoded;
    float m_noiseLevel = 0;
    std::array<float, kMaxFrameSamples> m_scratch{};
    std::array<float, kSkipJoin> m_tail{}; ///< what would have been heard next; the next frame fades in over it
    std::size_t m_tailLength = 0;
    std::array<Mark, 128> m_marks{}; ///< of decoded frames that are not read yet; 112 of the shortest fill the queue
    std::size_t m_firstMark = 0;
    std::size_t m_markCount = 0;
    Events m_events;
};

} // namespace viz
