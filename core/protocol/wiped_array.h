#pragma once

#include "core/base/byte_io.h"

#include <sodium.h>

#include <array>

namespace viz {

/// Key material for the length of one function: an array on the stack that is wiped when it goes out of scope.
template<std::size_t Size>
class WipedArray {
public:
    WipedArray() = default;
    WipedArray(const WipedArray&) = delete;
    WipedArray& operator=(const WipedArray&) = delete;
    ~WipedArray() { sodium_memzero(m_bytes.data(), Size); }

    [[nodiscard]] ByteView view() const { return m_bytes; }
    [[nodiscard]] std::span<std::byte, Size> span() { return m_bytes; }

private:
    std::array<std::byte, Size> m_bytes{};
};

} // namespace viz
