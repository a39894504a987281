#include "core/protocol/batch_compressor.h"
#include "core/protocol/control_message.h"
#include "core/protocol/wire_format.h"
#include "fuzz_input.h"

#include <algorithm>

namespace {

using namespace viz;

void checkControl(ByteView plaintext) {
    const std::optional<ControlMessage> message = unpackControl(plaintext);
    if (!message)
        return;
    Bytes again;
    packControl(*message, plaintext.size(), again);
    fuzz::require(std::equal(again.begin(), again.end(), plaintext.begin(), plaintext.end()), "one form of a CTRL");
    if (const std::optional<CodecParameters> codec = unpackCodec(message->data))
        fuzz::require(packCodec(*codec) == message->data, "one form of a codec");
}

bool sameFrames(const FrameBatch& a, const FrameBatch& b) {
    return a.count() == b.count() &&
           std::equal(a.frameBytes().begin(), a.frameBytes().end(), b.frameBytes().begin(), b.frameBytes().end());
}

void checkAudio(BatchCompressor& compressor, ByteView plaintext) {
    FrameBatch batch;
    if (!compressor.unpack(plaintext, batch)) {
        fuzz::require(batch.empty(), "nothing of a malformed record");
        return;
    }
    Bytes plain;
    compressor.pack(batch, SizePolicy::Constant, plain);
    const bool wasCompressed = (plaintext[1] & std::byte{wire::audio::kCompressedFlag}) != std::byte{};
    if (!wasCompressed) {
        fuzz::require(std::equal(plain.begin(), plain.end(), plaintext.begin(), plaintext.end()), "one form of AUDIO");
        return;
    }
    FrameBatch again;
    fuzz::require(plaintext.size() < plain.size(), "compressed is smaller");
    fuzz::require(compressor.unpack(plain, again) && sameFrames(batch, again), "the same frames without zstd");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static BatchCompressor compressor;
    const ByteView plaintext = fuzz::asBytes(data, size);
    const std::optional<RecordType> type = recordType(plaintext);
    checkControl(plaintext);
    checkAudio(compressor, plaintext);
    fuzz::require(size > 0 || !type, "an empty plaintext has no type");
    return 0;
}
