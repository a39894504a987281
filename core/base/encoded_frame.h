#pragma once

#include "core/base/byte_io.h"
#include "core/base/media_time.h"
#include "core/base/sequence.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cstdint>

namespace viz {

/// The longest Opus frame (RFC 6716 section 3.2.1).
inline constexpr std::size_t kMaxEncodedFrameBytes = 1275;

/// One Opus frame with its place in the sender's stream. Of fixed size, so that queues of it never allocate.
struct EncodedFrame {
    Sequence sequence;
    FrameDuration duration = FrameDuration::Ms20;
    /// End of this frame on the sender's sample clock.
    MediaTime captureEnd{};
    /// End of the newest frame of the message that this frame came in, and that message's number of frames.
    MediaTime messageCaptureEnd{};
    std::uint8_t framesInMessage = 1;
    /// The sender's messages will soon be so long; zero: it has not said anything.
    Samples announcedLength{};
    /// Silence follows this frame: the gap after it is not a loss.
    bool endsTalkspurt = false;

    [[nodiscard]] ByteView payload() const { return {m_bytes.data(), m_size}; }
    /// At most kMaxEncodedFrameBytes.
    void setPayload(ByteView bytes) {
        assert(bytes.size() <= m_bytes.size());
        m_size = static_cast<std::uint16_t>(bytes.size());
        std::copy(bytes.begin(), bytes.end(), m_bytes.begin());
    }

private:
    std::uint16_t m_size = 0;
    std::array<std::byte, kMaxEncodedFrameBytes> m_bytes;
};

} // namespace viz
