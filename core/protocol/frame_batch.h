#pragma once

#include "core/base/byte_io.h"
#include "core/base/media_time.h"
#include "core/base/sequence.h"
#include "core/protocol/wire_format.h"

#include <array>
#include <cstdint>
#include <optional>

namespace viz {

/// What a receiver tells the sender in every record (playout: docs/PROTOCOL.md "acknowledgements").
struct AckBlock {
    Sequence maxSequence;                ///< newest frame received
    std::uint16_t holdMs = 0;            ///< from its arrival to the sending of this block; saturates
    std::uint16_t queueForwardMs = 0;    ///< growth of the one-way delay
    std::uint16_t lagMs = 0;             ///< how far playout is behind the newest frame
    std::uint16_t concealedPermille = 0; ///< of the last second; 10 bits, more than 1000 means 1000
    std::uint8_t heardLevel = 0;         ///< of the sender's voice as it is played: heardLevelDbfs(); 6 bits
};

/// The level of a voice as AckBlock::heardLevel tells it: 1..63 for -124..0 dBFS, in steps of 2 dB.
[[nodiscard]] std::uint8_t heardLevelCode(float levelDbfs);
/// nullopt: not told. Codes over 63 do not come off the wire.
[[nodiscard]] std::optional<float> heardLevelDbfs(std::uint8_t code);

/// The plaintext of one AUDIO record: up to 64 consecutive frames of one duration, opaque bytes to this layer.
///
/// Storage is allocated in the constructor; add(), clear() and assignment to a batch do not allocate. With no frames it
/// is an acknowledgement or a tail probe.
class FrameBatch {
public:
    static constexpr std::size_t kMaxFrames = wire::audio::kMaxFrames;

    FrameBatch();

    FrameBatch(const FrameBatch& other);
    FrameBatch& operator=(const FrameBatch& other);
    ~FrameBatch() = default;

    /// No frames, no flags, nothing announced; duration, numbers, times and ack stay.
    void clear();
    /// Appends a frame. False, and nothing changes, if it is empty or would not fit (kMaxFrames, 1275 bytes a frame,
    /// wire::audio::kMaxFramesBytes with 2 bytes more for each frame).
    [[nodiscard]] bool add(ByteView frame);

    [[nodiscard]] std::size_t count() const { return m_count; }
    [[nodiscard]] bool empty() const { return m_count == 0; }
    /// `index` < count(); valid until the next add() or clear().
    [[nodiscard]] ByteView frame(std::size_t index) const;
    /// All frames, one after the other.
    [[nodiscard]] ByteView frameBytes() const { return m_bytes; }
    [[nodiscard]] bool sizesVary() const;
    [[nodiscard]] Samples length() const { return lengthOf(duration) * static_cast<int>(m_count); }

    FrameDuration duration = FrameDuration::Ms20;
    Sequence firstSequence;
    MediaTime captureEnd{}; ///< of the newest frame; 48 bits on the wire
    AckBlock ack;
    bool endsTalkspurt = false; ///< silence follows
    bool tailProbe = false;     ///< only without frames
    /// Of the messages that will follow soon: 10..640 ms, in steps of 10 ms.
    std::optional<Samples> announcedLength;

private:
    Bytes m_bytes;
    std::array<std::uint16_t, kMaxFrames> m_ends{}; ///< where in m_bytes each frame ends
    std::size_t m_count = 0;
};

} // namespace viz
