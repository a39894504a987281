#include "core/media/cleaner/delay_line.h"

#include <gtest/gtest.h>

#include <array>
#include <numeric>

namespace viz {
namespace {

constexpr std::size_t kBlock = 480;
using Block = std::array<std::int16_t, kBlock>;

Block counting(int first) {
    Block block{};
    std::iota(block.begin(), block.end(), static_cast<std::int16_t>(first));
    return block;
}

TEST(DelayLine, HandsOutWhatWasTakenSoLongAgo) {
    for (const int delay : {0, 1, 479, 480, 481, 1000}) {
        DelayLine line(Samples{1000});
        Block out{};
        for (int i = 0; i < 10; ++i)
            line.pass(counting(i * static_cast<int>(kBlock)), out, Samples{delay});
        EXPECT_EQ(out, counting(9 * static_cast<int>(kBlock) - delay)) << delay;
    }
}

TEST(DelayLine, BeginsWithSilence) {
    DelayLine line(Samples{480});
    Block out = counting(1);
    line.pass(counting(1), out, Samples{480});
    EXPECT_EQ(out, Block{});
}

TEST(DelayLine, ChangesItsDelayAtOnce) {
    DelayLine line(Samples{960});
    Block out{};
    for (int i = 0; i < 5; ++i)
        line.pass(counting(i * 480), out, Samples{960});
    line.pass(counting(5 * 480), out, Samples{0});
    EXPECT_EQ(out, counting(5 * 480));
}

TEST(DelayLine, ForgetsWhatItTookWhenCleared) {
    DelayLine line(Samples{960});
    Block out = counting(1);
    for (int i = 0; i < 5; ++i)
        line.pass(counting(i * 480 + 1), out, Samples{0});
    line.clear();
    line.pass(counting(1), out, Samples{480});
    EXPECT_EQ(out, Block{});
    line.pass(counting(481), out, Samples{480});
    EXPECT_EQ(out, counting(1));
}

} // namespace
} // namespace viz
