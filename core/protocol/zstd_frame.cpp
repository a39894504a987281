#include "core/protocol/zstd_frame.h"

#include <zstd.h>

namespace viz {

namespace {

constexpr std::size_t kDescriptorAt = 4; // after the magic number
constexpr std::size_t kWindowAt = 5;
constexpr unsigned kSingleSegment = 0x20; // the window is the content, and there is no window byte
constexpr unsigned kDictionary = 0x03;

/// RFC 8878 section 3.1.1.1.2.
std::uint64_t windowBytes(unsigned descriptor) {
    const std::uint64_t base = 1ULL << (10 + (descriptor >> 3));
    return base + base / 8 * (descriptor & 7);
}

bool headerIsModest(ByteView bytes, std::size_t maxWindowBytes) {
    if (bytes.size() <= kWindowAt)
        return false;
    const auto descriptor = std::to_integer<unsigned>(bytes[kDescriptorAt]);
    if ((descriptor & kDictionary) != 0)
        return false;
    return (descriptor & kSingleSegment) != 0 ||
           windowBytes(std::to_integer<unsigned>(bytes[kWindowAt])) <= maxWindowBytes;
}

} // namespace

std::optional<std::size_t> zstdContentSize(ByteView bytes, std::size_t maxWindowBytes) {
    const unsigned long long content = ZSTD_getFrameContentSize(bytes.data(), bytes.size());
    const bool known = content != ZSTD_CONTENTSIZE_UNKNOWN && content != ZSTD_CONTENTSIZE_ERROR;
    if (!known || content == 0 || content > maxWindowBytes || !headerIsModest(bytes, maxWindowBytes))
        return std::nullopt;
    if (ZSTD_findFrameCompressedSize(bytes.data(), bytes.size()) != bytes.size())
        return std::nullopt;
    return static_cast<std::size_t>(content);
}

} // namespace viz
