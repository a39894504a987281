#pragma once

#include "core/base/byte_io.h"

#include <cstddef>
#include <span>

namespace viz {

/// Call once before anything else of core/protocol; false if libsodium cannot start (then the program must end).
[[nodiscard]] bool initializeCrypto();

/// Overwrites text that held a secret, in a way that no compiler leaves out, and its traces.
void wipe(std::span<char> text);

/// Overwrites what code that ran before may have left of a secret in registers and on the stack below the caller's. Two
/// leave it there in fact: libsodium's BLAKE2b its last block, and the dynamic linker all vector registers, when it
/// looks a function up on its first call. Takes less than a microsecond.
void wipeTraces();

/// Bytes that nobody else may see: own locked pages with guards around them (sodium_malloc), wiped when destroyed.
///
/// Can be moved, not copied, printed or compared with ==. A moved-from SecretBytes is empty.
class SecretBytes {
public:
    SecretBytes() = default;
    /// `size` zero bytes.
    explicit SecretBytes(std::size_t size);
    /// A copy of `bytes`; wiping the original is the caller's matter.
    explicit SecretBytes(ByteView bytes);
    SecretBytes(SecretBytes&& other) noexcept;
    SecretBytes& operator=(SecretBytes&& other) noexcept;
    SecretBytes(const SecretBytes&) = delete;
    SecretBytes& operator=(const SecretBytes&) = delete;
    ~SecretBytes();

    [[nodiscard]] static SecretBytes random(std::size_t size);

    [[nodiscard]] std::size_t size() const { return m_size; }
    [[nodiscard]] bool empty() const { return m_size == 0; }
    [[nodiscard]] ByteView view() const { return {m_data, m_size}; }
    [[nodiscard]] std::span<std::byte> mutableView() { return {m_data, m_size}; }
    /// A second copy in own locked memory; the name says that it is deliberate.
    [[nodiscard]] SecretBytes duplicate() const { return SecretBytes{view()}; }

private:
    std::byte* m_data = nullptr;
    std::size_t m_size = 0;
};

} // namespace viz
