#include "core/protocol/secret.h"
#include "hex.h"

#include <gtest/gtest.h>

#include <type_traits>

namespace viz::test {
namespace {

static_assert(!std::is_copy_constructible_v<SecretBytes> && !std::is_copy_assignable_v<SecretBytes>);
static_assert(std::is_nothrow_move_constructible_v<SecretBytes> && std::is_nothrow_move_assignable_v<SecretBytes>);

TEST(SecretBytes, IsEmptyOrZerosAtFirst) {
    EXPECT_TRUE(SecretBytes().empty());
    EXPECT_TRUE(SecretBytes(0).empty());
    EXPECT_EQ(toHex(SecretBytes(4).view()), "00000000");
}

TEST(SecretBytes, MovingLeavesNothingBehind) {
    SecretBytes first(fromHex("0102"));
    SecretBytes second(std::move(first));
    EXPECT_TRUE(first.empty()); // NOLINT(bugprone-use-after-move)
    EXPECT_EQ(toHex(second.view()), "0102");
    SecretBytes third(fromHex("030405"));
    third = std::move(second);
    EXPECT_TRUE(second.empty()); // NOLINT(bugprone-use-after-move)
    EXPECT_EQ(toHex(third.view()), "0102");
}

TEST(SecretBytes, SurvivesMovingIntoItself) {
    SecretBytes secret(fromHex("0102"));
    SecretBytes& same = secret;
    secret = std::move(same);
    EXPECT_EQ(toHex(secret.view()), "0102");
}

TEST(SecretBytes, ADuplicateIsMemoryOfItsOwn) {
    SecretBytes secret(fromHex("0102"));
    SecretBytes copy = secret.duplicate();
    copy.mutableView()[0] = std::byte{9};
    EXPECT_EQ(toHex(secret.view()), "0102");
    EXPECT_EQ(toHex(copy.view()), "0902");
}

TEST(SecretBytes, RandomOnesDiffer) {
    EXPECT_EQ(SecretBytes::random(32).size(), 32U);
    EXPECT_NE(toHex(SecretBytes::random(32).view()), toHex(SecretBytes::random(32).view()));
}

} // namespace
} // namespace viz::test
