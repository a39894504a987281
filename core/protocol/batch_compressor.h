#pragma once

#include "core/protocol/frame_batch.h"

#include <cstdint>
#include <memory>

namespace viz {

/// What record sizes may tell an onlooker (docs/PROTOCOL.md "sizes").
enum class SizePolicy : std::uint8_t {
    Constant, ///< hard CBR, no DTX, never compressed: one record size while the profile stays
    Smallest, ///< VBR and DTX, compressed when that is smaller: sizes follow the voice
};

/// Packs batches into plaintexts and back: the layout of AUDIO records, with the Zstandard stage in the middle.
///
/// pack(): frames are compressed if the policy is Smallest and that makes the plaintext smaller; the frames' lengths,
/// if they vary, are compressed with them. unpack(): decompresses into a fixed 16 KiB buffer, refuses unknown sizes and
/// windows over 2^14, so that no input can cost more memory. Neither allocates once its buffers are warm; only
/// libzstd's own workspace may still be fitted to a batch of another size.
///
/// Not thread-safe: one object a direction.
class BatchCompressor {
public:
    BatchCompressor();
    ~BatchCompressor();
    BatchCompressor(BatchCompressor&&) noexcept;
    BatchCompressor& operator=(BatchCompressor&&) noexcept;

    /// Replaces `plaintext`.
    void pack(const FrameBatch& batch, SizePolicy policy, Bytes& plaintext);
    /// Bytes that compression has saved so far in pack().
    [[nodiscard]] std::uint64_t savedBytes() const { return m_savedBytes; }
    /// `plaintext` begins with the AUDIO type byte. False: malformed, which is fatal for the connection; `batch` is
    /// then empty.
    [[nodiscard]] bool unpack(ByteView plaintext, FrameBatch& batch);

private:
    struct Contexts;
    std::unique_ptr<Contexts> m_contexts;
    std::uint64_t m_savedBytes = 0;
};

} // namespace viz
