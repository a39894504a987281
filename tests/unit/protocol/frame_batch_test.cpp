#include "core/protocol/frame_batch.h"
#include "hex.h"

#include <gtest/gtest.h>

namespace viz::test {
namespace {

TEST(FrameBatch, KeepsFramesInOrder) {
    FrameBatch batch;
    EXPECT_TRUE(batch.empty());
    ASSERT_TRUE(batch.add(fromHex("01")));
    ASSERT_TRUE(batch.add(fromHex("020304")));
    ASSERT_TRUE(batch.add(fromHex("05")));
    EXPECT_EQ(batch.count(), 3U);
    EXPECT_EQ(toHex(batch.frame(0)), "01");
    EXPECT_EQ(toHex(batch.frame(1)), "020304");
    EXPECT_EQ(toHex(batch.frame(2)), "05");
    EXPECT_EQ(toHex(batch.frameBytes()), "0102030405");
}

TEST(FrameBatch, KnowsWhetherSizesVary) {
    FrameBatch batch;
    EXPECT_FALSE(batch.sizesVary());
    ASSERT_TRUE(batch.add(fromHex("0102")));
    EXPECT_FALSE(batch.sizesVary());
    ASSERT_TRUE(batch.add(fromHex("0304")));
    EXPECT_FALSE(batch.sizesVary());
    ASSERT_TRUE(batch.add(fromHex("05")));
    EXPECT_TRUE(batch.sizesVary());
}

TEST(FrameBatch, RefusesWhatDoesNotFitAndStaysAsItWas) {
    FrameBatch batch;
    EXPECT_FALSE(batch.add({}));
    EXPECT_FALSE(batch.add(Bytes(1276)));
    EXPECT_TRUE(batch.empty());
    for (int i = 0; i < 64; ++i)
        ASSERT_TRUE(batch.add(fromHex("aa")));
    EXPECT_FALSE(batch.add(fromHex("aa")));
    EXPECT_EQ(batch.count(), 64U);
    EXPECT_EQ(batch.frameBytes().size(), 64U);
}

TEST(FrameBatch, IsFullWhenNoPlaintextCouldHoldMore) {
    FrameBatch batch;
    for (int i = 0; i < 6; ++i)
        ASSERT_TRUE(batch.add(Bytes(1275)));
    // 8176 - 27 for the header - 6 x 1277 = 487 left, 2 of them for a length.
    EXPECT_FALSE(batch.add(Bytes(486)));
    EXPECT_TRUE(batch.add(Bytes(485)));
    EXPECT_FALSE(batch.add(Bytes(1)));
    EXPECT_EQ(batch.count(), 7U);
}

TEST(FrameBatch, ClearForgetsFramesAndFlagsOnly) {
    FrameBatch batch;
    ASSERT_TRUE(batch.add(fromHex("01")));
    batch.duration = FrameDuration::Ms60;
    batch.firstSequence = Sequence{7};
    batch.endsTalkspurt = true;
    batch.announcedLength = Samples{30 * 48};
    batch.clear();
    EXPECT_TRUE(batch.empty());
    EXPECT_TRUE(batch.frameBytes().empty());
    EXPECT_FALSE(batch.endsTalkspurt || batch.tailProbe || batch.announcedLength);
    EXPECT_EQ(batch.duration, FrameDuration::Ms60);
    EXPECT_EQ(batch.firstSequence, Sequence{7});
}

TEST(FrameBatch, LengthIsThatOfAllFrames) {
    FrameBatch batch;
    batch.duration = FrameDuration::Ms2_5;
    EXPECT_EQ(batch.length(), Samples{0});
    for (int i = 0; i < 4; ++i)
        ASSERT_TRUE(batch.add(fromHex("01")));
    EXPECT_EQ(batch.length(), std::chrono::milliseconds{10});
}

TEST(HeardLevel, IsInStepsOf2DbFromTheFloorToFullScale) {
    struct Row {
        float dbfs;
        int code;
        float told;
    };
    for (const Row& row : {Row{-200, 1, -124}, Row{-124, 1, -124}, Row{-96, 15, -96}, Row{-95.1F, 15, -96},
                           Row{-94.9F, 16, -94}, Row{-22.4F, 52, -22}, Row{0, 63, 0}, Row{3, 63, 0}}) {
        EXPECT_EQ(heardLevelCode(row.dbfs), row.code) << row.dbfs;
        EXPECT_EQ(heardLevelDbfs(heardLevelCode(row.dbfs)), row.told) << row.dbfs;
    }
    EXPECT_EQ(heardLevelDbfs(0), std::nullopt);
}

} // namespace
} // namespace viz::test
