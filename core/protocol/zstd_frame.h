#pragma once

#include "core/base/byte_io.h"

#include <optional>

namespace viz {

/// The size that a Zstandard frame says it decompresses to, checked before any work is done for it: nullopt unless
/// `bytes` is exactly one frame (RFC 8878) with a known size that is not 0, without a dictionary, whose window is at
/// most `maxWindowBytes`. ZSTD_d_windowLogMax would not do: one-shot decompression ignores it.
[[nodiscard]] std::optional<std::size_t> zstdContentSize(ByteView bytes, std::size_t maxWindowBytes);

} // namespace viz
