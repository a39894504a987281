#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace viz {

using ByteView = std::span<const std::byte>;
using Bytes = std::vector<std::byte>;

/// Reads big-endian integers from untrusted bytes.
///
/// A read beyond the end returns zeros, and ok() is false from then on: a parser reads everything it expects and asks
/// once at the end.
class ByteReader {
public:
    explicit ByteReader(ByteView bytes) : m_rest(bytes) {}

    std::uint8_t u8() { return static_cast<std::uint8_t>(take(1)); }
    std::uint16_t u16() { return static_cast<std::uint16_t>(take(2)); }
    std::uint32_t u32() { return static_cast<std::uint32_t>(take(4)); }
    std::uint64_t u48() { return take(6); }
    std::uint64_t u64() { return take(8); }
    /// A view of the next `count` bytes; empty if there are fewer.
    ByteView bytes(std::size_t count);

    [[nodiscard]] ByteView rest() const { return m_rest; }
    [[nodiscard]] bool ok() const { return m_ok; }
    [[nodiscard]] bool atEnd() const { return m_ok && m_rest.empty(); }

private:
    std::uint64_t take(std::size_t width);

    ByteView m_rest;
    bool m_ok = true;
};

/// Appends big-endian integers to a buffer that somebody else owns and may have reserved.
class ByteWriter {
public:
    explicit ByteWriter(Bytes& out) : m_out(out) {}

    void u8(std::uint8_t value) { put(value, 1); }
    void u16(std::uint16_t value) { put(value, 2); }
    void u32(std::uint32_t value) { put(value, 4); }
    void u48(std::uint64_t value) { put(value, 6); }
    void u64(std::uint64_t value) { put(value, 8); }
    void bytes(ByteView bytes);
    void text(std::string_view text) { bytes(std::as_bytes(std::span(text))); }
    void zeros(std::size_t count) { m_out.resize(m_out.size() + count); }

private:
    void put(std::uint64_t value, std::size_t width);

    Bytes& m_out;
};

} // namespace viz
