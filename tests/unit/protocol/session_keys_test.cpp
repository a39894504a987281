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

} // namespace
} // namespace viz::test
