#pragma once

#include "core/protocol/frame_batch.h"

namespace viz {

/// The AUDIO layout without the Zstandard stage. The canonical form is the only form: unpacking refuses whatever
/// packing would not have written.

/// Replaces `section` by the frames of a batch, with their lengths if they vary.
void packFrames(const FrameBatch& batch, Bytes& section);
/// Replaces `plaintext` by the header and `section`. `flags`: kCompressedFlag or 0, the others follow from the batch.
void packAudio(const FrameBatch& batch, std::uint8_t flags, ByteView section, Bytes& plaintext);

/// What an AUDIO header says about its frames.
struct AudioSection {
    std::uint8_t flags = 0;
    std::size_t count = 0;
    ByteView bytes;
};

/// Sets everything in `batch` but its frames. nullopt: malformed.
[[nodiscard]] std::optional<AudioSection> unpackAudioHeader(ByteView plaintext, FrameBatch& batch);
/// Adds the frames of `section`, decompressed, to `batch`, which has none. False: malformed.
[[nodiscard]] bool unpackFrames(const AudioSection& section, FrameBatch& batch);

} // namespace viz
