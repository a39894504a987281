#include "core/protocol/blake2b.h"

#include "core/protocol/secret.h"
#include "core/protocol/sodium_bytes.h"
#include "core/protocol/wiped_array.h"

#include <algorithm>
#include <cassert>

namespace viz {

Blake2b::Blake2b(std::size_t outputBytes, ByteView key) {
    [[maybe_unused]] const int failed = crypto_generichash_init(&m_state, raw(key), key.size(), outputBytes);
    assert(failed == 0);
}

Blake2b::~Blake2b() {
    sodium_memzero(&m_state, sizeof m_state);
    wipeTraces();
}

void Blake2b::update(ByteView bytes) { crypto_generichash_update(&m_state, raw(bytes), bytes.size()); }

void Blake2b::finish(std::span<std::byte> out) { crypto_generichash_final(&m_state, rawMutable(out), out.size()); }

void blake2b(std::span<std::byte> out, ByteView key, std::initializer_list<ByteView> parts) {
    Blake2b hash(out.size(), key);
    for (const ByteView part : parts)
        hash.update(part);
    hash.finish(out);
}

namespace {

void startHmacRound(Blake2b& hash, ByteView key, std::byte pad) {
    WipedArray<kHashBlockBytes> block;
    std::copy(key.begin(), key.end(), block.span().begin());
    for (std::byte& byte : block.span())
        byte ^= pad;
    hash.update(block.view());
}

} // namespace

void hmacBlake2b(std::span<std::byte, kHashBytes> out, ByteView key, std::initializer_list<ByteView> parts) {
    assert(key.size() <= kHashBlockBytes);
    WipedArray<kHashBytes> inner;
    Blake2b innerHash(kHashBytes);
    startHmacRound(innerHash, key, std::byte{0x36});
    for (const ByteView part : parts)
        innerHash.update(part);
    innerHash.finish(inner.span());

    Blake2b outerHash(kHashBytes);
    startHmacRound(outerHash, key, std::byte{0x5c});
    outerHash.update(inner.view());
    outerHash.finish(out);
}

} // namespace viz
