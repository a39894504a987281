#include "core/base/encoded_frame.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <type_traits>

namespace viz {
namespace {

Bytes counting(std::size_t size) {
    Bytes bytes(size);
    for (std::size_t i = 0; i < size; ++i)
        bytes[i] = static_cast<std::byte>(i % 251);
    return bytes;
}

TEST(EncodedFrame, IsEmptyAtFirst) { EXPECT_TRUE(EncodedFrame().payload().empty()); }

TEST(EncodedFrame, HoldsAPayloadOfAnyAllowedSize) {
    for (const std::size_t size : {std::size_t{0}, std::size_t{1}, std::size_t{80}, kMaxEncodedFrameBytes}) {
        const Bytes bytes = counting(size);
        EncodedFrame frame;
        frame.setPayload(bytes);
        EXPECT_TRUE(std::ranges::equal(frame.payload(), bytes)) << size;
    }
}

TEST(EncodedFrame, AShorterPayloadReplacesALongerOne) {
    EncodedFrame frame;
    frame.setPayload(counting(kMaxEncodedFrameBytes));
    frame.setPayload(counting(3));
    EXPECT_TRUE(std::ranges::equal(frame.payload(), counting(3)));
}

TEST(EncodedFrame, ACopyHasItsOwnBytes) {
    EncodedFrame original;
    original.setPayload(counting(10));
    const EncodedFrame copy = original;
    original.setPayload(Bytes(10));
    EXPECT_TRUE(std::ranges::equal(copy.payload(), counting(10)));
}

TEST(EncodedFrame, NeverAllocates) { EXPECT_TRUE(std::is_trivially_copyable_v<EncodedFrame>); }

#ifndef NDEBUG
TEST(EncodedFrameDeathTest, AbortsOnAPayloadThatNoOpusFrameHas) {
    GTEST_FLAG_SET(death_test_style, "threadsafe");
    EncodedFrame frame;
    const Bytes tooLong(kMaxEncodedFrameBytes + 1);
    EXPECT_DEATH(frame.setPayload(tooLong), "setPayload");
}
#endif

} // namespace
} // namespace viz
