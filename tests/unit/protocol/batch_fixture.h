#pragma once

#include "core/protocol/batch_compressor.h"
#include "hex.h"

#include <gtest/gtest.h>

#include <functional>

namespace viz::test {

inline bool sameBatch(const FrameBatch& a, const FrameBatch& b) {
    bool same = a.count() == b.count() && a.duration == b.duration && a.firstSequence == b.firstSequence &&
                a.captureEnd == b.captureEnd && a.endsTalkspurt == b.endsTalkspurt && a.tailProbe == b.tailProbe &&
                a.announcedLength == b.announcedLength && a.ack.maxSequence == b.ack.maxSequence &&
                a.ack.holdMs == b.ack.holdMs && a.ack.queueForwardMs == b.ack.queueForwardMs &&
                a.ack.lagMs == b.ack.lagMs && a.ack.concealedPermille == b.ack.concealedPermille &&
                a.ack.heardLevel == b.ack.heardLevel;
    for (std::size_t i = 0; same && i < a.count(); ++i)
        same = toHex(a.frame(i)) == toHex(b.frame(i));
    return same;
}

/// Whether `plaintext`, which unpacked to `batch`, is the one form of it: what pack() writes, or a Zstandard form that
/// is smaller than that.
inline bool isCanonical(BatchCompressor& compressor, const FrameBatch& batch, ByteView plaintext) {
    Bytes plain;
    compressor.pack(batch, SizePolicy::Constant, plain);
    const bool compressed = (plaintext[1] & std::byte{1}) != std::byte{};
    if (!compressed)
        return std::equal(plain.begin(), plain.end(), plaintext.begin(), plaintext.end());
    FrameBatch again;
    return plaintext.size() < plain.size() && compressor.unpack(plain, again) && sameBatch(batch, again);
}

/// Unpacks whatever it is; what comes out must be empty or canonical.
inline void expectRefusedOrCanonical(BatchCompressor& compressor, ByteView plaintext) {
    FrameBatch batch;
    if (compressor.unpack(plaintext, batch))
        EXPECT_TRUE(isCanonical(compressor, batch, plaintext)) << toHex(plaintext);
    else
        EXPECT_TRUE(batch.empty());
}

/// `sizeOf(i)` bytes in frame i.
inline FrameBatch makeBatch(std::size_t count, const std::function<std::size_t(std::size_t)>& sizeOf,
                            const std::function<std::uint8_t(std::size_t)>& byteOf) {
    FrameBatch batch;
    for (std::size_t i = 0; i < count; ++i) {
        Bytes frame(sizeOf(i));
        for (std::size_t j = 0; j < frame.size(); ++j)
            frame[j] = static_cast<std::byte>(byteOf(i * 7919 + j));
        EXPECT_TRUE(batch.add(frame));
    }
    batch.firstSequence = Sequence{0xfffffff0};
    batch.captureEnd = MediaTime{0xfedcba987654};
    batch.ack = {.maxSequence = Sequence{0x01020304},
                 .holdMs = 0x1112,
                 .queueForwardMs = 0x2122,
                 .lagMs = 0x3132,
                 .concealedPermille = 1000,
                 .heardLevel = 52};
    return batch;
}

inline std::uint8_t noise(std::size_t index) { return static_cast<std::uint8_t>(index * 2654435761U >> 13); }
inline std::uint8_t silence(std::size_t) { return 0x58; }

} // namespace viz::test
