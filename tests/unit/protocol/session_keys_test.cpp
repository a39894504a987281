#include "core/protocol/session_keys.h"
#include "handshake_run.h"

#include <gtest/gtest.h>

namespace viz::test {
namespace {

TEST(InviteKeys, AreAllDifferentAndDependOnTheSecret) {
    const InviteKeys keys = testInviteKeys();
    const InviteKeys other = InviteKeys::derive(countingSecret(1, kInviteSecretBytes));
    EXPECT_NE(toHex(keys.psk.view()), toHex(keys.knockKey.view()));
    EXPECT_NE(toHex(keys.psk.view()), toHex(other.psk.view()));
    EXPECT_NE(toHex(keys.knockKey.view()), toHex(other.knockKey.view()));
    EXPECT_NE(keys.pathToken, other.pathToken);
}

TEST(InviteKeys, DuplicateIsEqual) {
    const InviteKeys keys = testInviteKeys();
    const InviteKeys copy = keys.duplicate();
    EXPECT_EQ(toHex(copy.psk.view()), toHex(keys.psk.view()));
    EXPECT_EQ(toHex(copy.knockKey.view()), toHex(keys.knockKey.view()));
    EXPECT_EQ(copy.pathToken, keys.pathToken);
}

TEST(RequestPath, HasATokenOnlyWithKeys) {
    const InviteKeys keys = testInviteKeys();
    EXPECT_EQ(requestPath(nullptr), "/v1");
    EXPECT_EQ(requestPath(&keys), "/v1/PhIx1lBaOsM");
}

TEST(ProbeProof, IsAKeyedHashOfLabelAndNonce) {
    // By Python's hashlib: blake2b(b"viz1 probe" + nonce, key=psk, digest_size=16).
    const SecretBytes nonce = countingSecret(0x20, wire::kProbeNonceBytes);
    EXPECT_EQ(toHex(probeProof(testInviteKeys(), nonce.view())), "d4cc6f32c70b6f3ac9999776e563208b");
}

TEST(ProbeProof, DependsOnTheSecretAndOnEveryBitOfTheNonce) {
    const InviteKeys keys = testInviteKeys();
    SecretBytes nonce = countingSecret(0x20, wire::kProbeNonceBytes);
    const ProbeProof proof = probeProof(keys, nonce.view());
    EXPECT_NE(probeProof(InviteKeys::derive(countingSecret(1, kInviteSecretBytes)), nonce.view()), proof);
    for (std::size_t bit = 0; bit < 8 * nonce.size(); ++bit) {
        const std::byte flip{static_cast<unsigned char>(1U << bit % 8)};
        nonce.mutableView()[bit / 8] ^= flip;
        EXPECT_NE(probeProof(keys, nonce.view()), proof) << bit;
        nonce.mutableView()[bit / 8] ^= flip;
    }
}

} // namespace
} // namespace viz::test
