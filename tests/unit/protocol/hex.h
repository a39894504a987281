#pragma once

#include "core/base/byte_io.h"
#include "core/protocol/secret.h"

#include <charconv>
#include <stdexcept>
#include <string>

namespace viz::test {

[[nodiscard]] inline std::string toHex(ByteView bytes) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    for (const std::byte byte : bytes) {
        text += digits[std::to_integer<std::size_t>(byte >> 4)];
        text += digits[std::to_integer<std::size_t>(byte & std::byte{15})];
    }
    return text;
}

[[nodiscard]] inline Bytes fromHex(std::string_view text) {
    Bytes bytes;
    for (std::size_t i = 0; i < text.size(); i += 2) {
        unsigned value = 0;
        const std::string_view pair = text.substr(i, 2);
        const auto [stop, error] = std::from_chars(pair.data(), pair.data() + pair.size(), value, 16);
        if (pair.size() != 2 || error != std::errc{} || stop != pair.data() + 2)
            throw std::invalid_argument("not hexadecimal: " + std::string(text));
        bytes.push_back(static_cast<std::byte>(value));
    }
    return bytes;
}

/// first, first + 1, first + 2, …
[[nodiscard]] inline SecretBytes countingSecret(std::uint8_t first, std::size_t size) {
    SecretBytes secret(size);
    for (std::byte& byte : secret.mutableView())
        byte = static_cast<std::byte>(first++);
    return secret;
}

[[nodiscard]] inline Bytes flipBit(Bytes bytes, std::size_t bit) {
    bytes[bit / 8] ^= static_cast<std::byte>(1U << (bit % 8));
    return bytes;
}

} // namespace viz::test
