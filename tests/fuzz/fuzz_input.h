#pragma once

#include "core/base/byte_io.h"
#include "core/protocol/secret.h"

#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace viz::fuzz {

[[nodiscard]] inline ByteView asBytes(const std::uint8_t* data, std::size_t size) {
    return std::as_bytes(std::span(data, size));
}
[[nodiscard]] inline std::string_view asText(const std::uint8_t* data, std::size_t size) {
    return {reinterpret_cast<const char*>(data), size};
}

/// What must hold for every input. Not assert(): it also counts in optimised builds.
inline void require(bool holds, const char* what) {
    if (holds)
        return;
    std::fprintf(stderr, "broken: %s\n", what);
    std::abort();
}

[[nodiscard]] inline SecretBytes fixedSecret(std::uint8_t value, std::size_t size) {
    require(initializeCrypto(), "libsodium starts");
    return SecretBytes(Bytes(size, static_cast<std::byte>(value)));
}

} // namespace viz::fuzz
