#include "core/protocol/batch_compressor.h"
#include "core/protocol/wire_format.h"
#include "core/protocol/zstd_frame.h"
#include "fuzz_input.h"

#include <zstd.h>

#include <algorithm>

namespace {

using namespace viz;

/// An AUDIO record whose frames are `section`. The first two bytes of the input choose the flags and the count.
Bytes recordOf(ByteView choice, ByteView section) {
    Bytes plaintext(wire::audio::kHeaderBytes);
    plaintext[0] = std::byte{2};
    plaintext[1] = (choice[0] & std::byte{wire::audio::kSizesVaryFlag}) | std::byte{wire::audio::kCompressedFlag};
    plaintext[2] = std::byte{3};
    plaintext[3] = choice[1];
    plaintext.insert(plaintext.end(), section.begin(), section.end());
    return plaintext;
}

void consume(ByteView plaintext) {
    static BatchCompressor compressor;
    FrameBatch batch;
    if (!compressor.unpack(plaintext, batch)) {
        fuzz::require(batch.empty(), "nothing of a malformed record");
        return;
    }
    fuzz::require(batch.frameBytes().size() <= wire::audio::kDecompressedBytes, "no more than the buffer");
    Bytes plain;
    compressor.pack(batch, SizePolicy::Constant, plain);
    fuzz::require(plain.size() > plaintext.size(), "compressed is smaller");
}

void checkFrame(ByteView frame) {
    const std::optional<std::size_t> size = zstdContentSize(frame, wire::audio::kDecompressedBytes);
    fuzz::require(!size || (*size > 0 && *size <= wire::audio::kDecompressedBytes), "a modest frame");
}

/// As from a peer that means it: behind the decompression anything can come.
Bytes compressed(ByteView content) {
    Bytes frame(ZSTD_compressBound(content.size()));
    const std::size_t size = ZSTD_compress(frame.data(), frame.size(), content.data(), content.size(), 3);
    fuzz::require(ZSTD_isError(size) == 0, "libzstd compresses");
    frame.resize(size);
    return frame;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < 2)
        return 0;
    const ByteView input = fuzz::asBytes(data, size);
    const ByteView choice = input.first(2);
    const ByteView section = input.subspan(2);
    checkFrame(section);
    consume(recordOf(choice, section));
    consume(recordOf(choice, compressed(section)));
    return 0;
}
