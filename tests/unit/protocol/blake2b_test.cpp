#include "core/protocol/blake2b.h"
#include "core/protocol/sodium_bytes.h"
#include "hex.h"

#include <gtest/gtest.h>

namespace viz::test {
namespace {

TEST(Blake2b, HashesTheExampleOfRfc7693) {
    std::array<std::byte, kHashBytes> hash{};
    blake2b(hash, {}, {bytesOf("abc")});
    EXPECT_EQ(toHex(hash), "ba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fdbffa2d1"
                           "7d87c5392aab792dc252d5de4533cc9518d38aa8dbf1925ab92386edd4009923");
}

TEST(Blake2b, PartsAreHashedOneAfterTheOther) {
    std::array<std::byte, 32> whole{};
    std::array<std::byte, 32> parts{};
    const Bytes key = fromHex("000102030405060708090a0b0c0d0e0f");
    blake2b(whole, key, {bytesOf("abcdef")});
    blake2b(parts, key, {bytesOf("ab"), {}, bytesOf("cdef")});
    EXPECT_EQ(whole, parts);
}

TEST(Blake2b, HmacFollowsItsDefinition) {
    // H((K ^ opad) || H((K ^ ipad) || text)) written out, RFC 2104 section 2.
    const Bytes key = fromHex("deadbeef");
    Bytes inner(kHashBlockBytes, std::byte{0x36});
    Bytes outer(kHashBlockBytes, std::byte{0x5c});
    for (std::size_t i = 0; i < key.size(); ++i) {
        inner[i] ^= key[i];
        outer[i] ^= key[i];
    }
    std::array<std::byte, kHashBytes> hash{};
    blake2b(hash, {}, {inner, bytesOf("what do ya want")});
    blake2b(hash, {}, {outer, hash});

    std::array<std::byte, kHashBytes> mac{};
    hmacBlake2b(mac, key, {bytesOf("what do "), bytesOf("ya want")});
    EXPECT_EQ(toHex(mac), toHex(hash));
}

} // namespace
} // namespace viz::test
