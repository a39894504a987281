#pragma once

#include "core/base/byte_io.h"

#include <cstdint>

namespace viz {

/// ChaCha20-Poly1305 as Noise uses it: nonce = 4 zero bytes and `number` as 8 bytes little-endian.
struct AeadPlace {
    ByteView key; ///< wire::kKeyBytes
    std::uint64_t number = 0;
    ByteView associatedData;
};

/// `out` is wire::kTagBytes longer than `plaintext`; the two may not overlap.
void aeadSeal(const AeadPlace& place, ByteView plaintext, std::span<std::byte> out);
/// `out` is wire::kTagBytes shorter than `sealed`, which has at least those; it is zeros after false.
[[nodiscard]] bool aeadOpen(const AeadPlace& place, ByteView sealed, std::span<std::byte> out);

/// Noise Rekey(): the old key cannot be computed from the new one.
void aeadRekey(std::span<std::byte> key);
/// Rekeys if record `number` is the first of a new key. Both ends call it once for every record.
void aeadRekeyIfDue(std::span<std::byte> key, std::uint64_t number);

} // namespace viz
