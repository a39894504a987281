#pragma once

#include "core/base/byte_io.h"

#include <sodium.h>

#include <initializer_list>

namespace viz {

inline constexpr std::size_t kHashBytes = 64; ///< BLAKE2b-512
inline constexpr std::size_t kHashBlockBytes = 128;

/// BLAKE2b over bytes that come in pieces. Its state is wiped when it goes.
class Blake2b {
public:
    /// `outputBytes` is 16..64; `key` is empty or 16..64 bytes long.
    explicit Blake2b(std::size_t outputBytes, ByteView key = {});
    Blake2b(const Blake2b&) = delete;
    Blake2b& operator=(const Blake2b&) = delete;
    ~Blake2b();

    void update(ByteView bytes);
    /// Once; `out` has the size that the constructor was given.
    void finish(std::span<std::byte> out);

private:
    crypto_generichash_state m_state;
};

/// out = BLAKE2b-(size of out)(key, all parts one after the other).
void blake2b(std::span<std::byte> out, ByteView key, std::initializer_list<ByteView> parts);

/// HMAC-BLAKE2b-512 (RFC 2104). libsodium 1.0.18 has none. `key` is at most kHashBlockBytes long.
void hmacBlake2b(std::span<std::byte, kHashBytes> out, ByteView key, std::initializer_list<ByteView> parts);

} // namespace viz
