#include "core/base/byte_io.h"

namespace viz {

ByteView ByteReader::bytes(std::size_t count) {
    if (count > m_rest.size()) {
        m_ok = false;
        m_rest = {};
        return {};
    }
    const ByteView taken = m_rest.first(count);
    m_rest = m_rest.subspan(count);
    return taken;
}

std::uint64_t ByteReader::take(std::size_t width) {
    std::uint64_t value = 0;
    for (const std::byte byte : bytes(width))
        value = value << 8 | std::to_integer<std::uint64_t>(byte);
    return value;
}

// Not inline: GCC 12 sees an overflow in the inlined insert() that is not there (-Wstringop-overflow).
void ByteWriter::bytes(ByteView bytes) { m_out.insert(m_out.end(), bytes.begin(), bytes.end()); }

void ByteWriter::put(std::uint64_t value, std::size_t width) {
    for (std::size_t shift = width * 8; shift > 0; shift -= 8)
        m_out.push_back(static_cast<std::byte>(value >> (shift - 8)));
}

} // namespace viz
