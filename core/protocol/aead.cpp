#include "core/protocol/aead.h"

#include "core/protocol/sodium_bytes.h"
#include "core/protocol/wiped_array.h"
#include "core/protocol/wire_format.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <limits>

namespace viz {

namespace {

using Nonce = std::array<unsigned char, crypto_aead_chacha20poly1305_IETF_NPUBBYTES>;

Nonce nonceOf(std::uint64_t number) {
    Nonce nonce{};
    for (std::size_t i = 0; i < sizeof number; ++i)
        nonce[4 + i] = static_cast<unsigned char>(number >> (8 * i));
    return nonce;
}

} // namespace

void aeadSeal(const AeadPlace& place, ByteView plaintext, std::span<std::byte> out) {
    assert(place.key.size() == wire::kKeyBytes && out.size() == plaintext.size() + wire::kTagBytes);
    const Nonce nonce = nonceOf(place.number);
    crypto_aead_chacha20poly1305_ietf_encrypt(rawMutable(out), nullptr, raw(plaintext), plaintext.size(),
                                              raw(place.associatedData), place.associatedData.size(), nullptr,
                                              nonce.data(), raw(place.key));
}

bool aeadOpen(const AeadPlace& place, ByteView sealed, std::span<std::byte> out) {
    assert(place.key.size() == wire::kKeyBytes && sealed.size() == out.size() + wire::kTagBytes);
    const Nonce nonce = nonceOf(place.number);
    return crypto_aead_chacha20poly1305_ietf_decrypt(rawMutable(out), nullptr, nullptr, raw(sealed), sealed.size(),
                                                     raw(place.associatedData), place.associatedData.size(),
                                                     nonce.data(), raw(place.key)) == 0;
}

void aeadRekey(std::span<std::byte> key) {
    constexpr std::array<std::byte, wire::kKeyBytes> zeros{};
    WipedArray<wire::kKeyBytes + wire::kTagBytes> sealed;
    aeadSeal({.key = key, .number = std::numeric_limits<std::uint64_t>::max(), .associatedData = {}}, zeros,
             sealed.span());
    std::copy_n(sealed.view().begin(), wire::kKeyBytes, key.begin());
}

void aeadRekeyIfDue(std::span<std::byte> key, std::uint64_t number) {
    if (number > 0 && number % wire::kRecordsPerKey == 0)
        aeadRekey(key);
}

} // namespace viz
