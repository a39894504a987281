#include "core/protocol/batch_compressor.h"

#include "core/protocol/audio_record.h"
#include "core/protocol/zstd_frame.h"

#include <zstd.h>

#include <new>

namespace viz {

namespace {

/// Level 3 is zstd's own default; on Opus frames higher levels gained nothing and cost time.
constexpr int kLevel = 3;

struct FreeContext {
    void operator()(ZSTD_CCtx* context) const { ZSTD_freeCCtx(context); }
    void operator()(ZSTD_DCtx* context) const { ZSTD_freeDCtx(context); }
};

template<typename Context>
std::unique_ptr<Context, FreeContext> owned(Context* context) {
    if (context == nullptr)
        throw std::bad_alloc();
    return std::unique_ptr<Context, FreeContext>(context);
}

} // namespace

struct BatchCompressor::Contexts {
    Contexts();
    /// The compressed form of `section` if that is smaller, else nothing.
    [[nodiscard]] std::optional<ByteView> compress(ByteView section);
    /// nullopt: not one modest Zstandard frame, or one that is no smaller than what is in it.
    [[nodiscard]] std::optional<ByteView> decompress(ByteView frame);

    std::unique_ptr<ZSTD_CCtx, FreeContext> compressor = owned(ZSTD_createCCtx());
    std::unique_ptr<ZSTD_DCtx, FreeContext> decompressor = owned(ZSTD_createDCtx());
    Bytes section;
    Bytes compressed;
    Bytes decompressed;
};

BatchCompressor::Contexts::Contexts()
    : compressed(wire::audio::kMaxFramesBytes), decompressed(wire::audio::kDecompressedBytes) {
    section.reserve(wire::audio::kMaxFramesBytes);
    ZSTD_CCtx_setParameter(compressor.get(), ZSTD_c_compressionLevel, kLevel);
}

std::optional<ByteView> BatchCompressor::Contexts::compress(ByteView bytes) {
    if (bytes.empty())
        return std::nullopt;
    // One byte less than the input is room enough: a result that does not fit would not be used.
    const std::size_t size =
        ZSTD_compress2(compressor.get(), compressed.data(), bytes.size() - 1, bytes.data(), bytes.size());
    if (ZSTD_isError(size) != 0)
        return std::nullopt;
    return ByteView(compressed).first(size);
}

std::optional<ByteView> BatchCompressor::Contexts::decompress(ByteView frame) {
    const std::optional<std::size_t> expected = zstdContentSize(frame, decompressed.size());
    if (!expected || *expected <= frame.size())
        return std::nullopt;
    const std::size_t size =
        ZSTD_decompressDCtx(decompressor.get(), decompressed.data(), decompressed.size(), frame.data(), frame.size());
    if (ZSTD_isError(size) != 0 || size != *expected)
        return std::nullopt;
    return ByteView(decompressed).first(size);
}

BatchCompressor::BatchCompressor() : m_contexts(std::make_unique<Contexts>()) {}
BatchCompressor::~BatchCompressor() = default;
BatchCompressor::BatchCompressor(BatchCompressor&&) noexcept = default;
BatchCompressor& BatchCompressor::operator=(BatchCompressor&&) noexcept = default;

void BatchCompressor::pack(const FrameBatch& batch, SizePolicy policy, Bytes& plaintext) {
    packFrames(batch, m_contexts->section);
    const ByteView section = m_contexts->section;
    const std::optional<ByteView> smaller =
        policy == SizePolicy::Smallest ? m_contexts->compress(section) : std::nullopt;
    if (smaller)
        m_savedBytes += section.size() - smaller->size();
    packAudio(batch, smaller ? wire::audio::kCompressedFlag : std::uint8_t{0}, smaller.value_or(section), plaintext);
}

bool BatchCompressor::unpack(ByteView plaintext, FrameBatch& batch) {
    std::optional<AudioSection> section = unpackAudioHeader(plaintext, batch);
    bool intact = section.has_value();
    if (intact && (section->flags & wire::audio::kCompressedFlag) != 0) {
        const std::optional<ByteView> frames = m_contexts->decompress(section->bytes);
        intact = frames.has_value();
        section->bytes = frames.value_or(ByteView{});
    }
    intact = intact && unpackFrames(*section, batch);
    if (!intact)
        batch.clear();
    return intact;
}

} // namespace viz
