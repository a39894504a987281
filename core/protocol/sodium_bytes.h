#pragma once

#include "core/base/byte_io.h"

namespace viz {

/// libsodium speaks unsigned char, we speak std::byte.
[[nodiscard]] inline const unsigned char* raw(ByteView bytes) {
    return reinterpret_cast<const unsigned char*>(bytes.data());
}
[[nodiscard]] inline unsigned char* rawMutable(std::span<std::byte> bytes) {
    return reinterpret_cast<unsigned char*>(bytes.data());
}
[[nodiscard]] inline ByteView bytesOf(std::string_view text) { return std::as_bytes(std::span(text)); }

} // namespace viz
