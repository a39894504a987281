#include "core/media/jitter/concealer.h"

#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

namespace viz {
namespace {

/// Conceals with a constant and writes down what it is told.
class RecordingDecoder final : public FrameDecoder {
public:
    std::string log;
    int decode(ByteView, std::span<float>) override { return 0; }
    void conceal(std::span<float> out) override {
        std::fill(out.begin(), out.end(), 0.5F);
        log += 'c';
    }
    void save() override { log += 's'; }
    void restore() override { log += 'r'; }
    void reset() override { log += 'x'; }
};

double rms(std::span<const float> sound) {
    double sum = 0;
    for (const float sample : sound)
        sum += static_cast<double>(sample) * sample;
    return std::sqrt(sum / static_cast<double>(sound.size()));
}

std::vector<float> produced(Concealer& concealer, std::size_t count, float noise = 0) {
    std::vector<float> out(count);
    concealer.produce(out, noise);
    return out;
}

TEST(Concealer, LeavesTheFirstSixtyMillisecondsToTheDecoder) {
    RecordingDecoder decoder;
    Concealer concealer(decoder);
    EXPECT_EQ(produced(concealer, 2880, 0.01F), std::vector<float>(2880, 0.5F));
    EXPECT_EQ(concealer.length(), Samples{2880});
}

TEST(Concealer, FadesIntoNoiseUntilAHundredMilliseconds) {
    RecordingDecoder decoder;
    Concealer concealer(decoder);
    (void)produced(concealer, 2880);
    const auto fading = produced(concealer, 1920);
    for (std::size_t i = 1; i < fading.size(); ++i)
        ASSERT_LE(fading[i], fading[i - 1]);
    EXPECT_GT(fading.front(), 0.49F);
    EXPECT_LT(fading.back(), 0.01F);
    EXPECT_NEAR(rms(produced(concealer, 48000, 0.002F)), 0.002, 0.0003);
    EXPECT_EQ(decoder.log, "scccccccccc") << "nothing is asked of the decoder after 100 ms";
}

TEST(Concealer, DoesNotCareHowItIsCutIntoPieces) {
    RecordingDecoder one;
    RecordingDecoder two;
    Concealer whole(one);
    Concealer pieces(two);
    const auto expected = produced(whole, 7000, 0.01F);
    std::vector<float> actual;
    for (const std::size_t size : {1U, 119U, 480U, 241U, 0U, 3000U, 3159U}) {
        const auto piece = produced(pieces, size, 0.01F);
        actual.insert(actual.end(), piece.begin(), piece.end());
    }
    EXPECT_EQ(actual, expected);
}

TEST(Concealer, SavesOnceAndRestoresOnlyForALateFrame) {
    struct Case {
        Concealer::Next next;
        std::string log;
    };
    for (const Case& row : {Case{Concealer::Next::Late, "scr"}, Case{Concealer::Next::AfterGap, "sc"},
                            Case{Concealer::Next::Anew, "scx"}}) {
        RecordingDecoder decoder;
        Concealer concealer(decoder);
        (void)produced(concealer, 240);
        (void)produced(concealer, 240);
        EXPECT_TRUE(concealer.isActive());
        concealer.end(row.next);
        EXPECT_FALSE(concealer.isActive());
        EXPECT_EQ(decoder.log, row.log);
    }
}

TEST(Concealer, ASecondConcealmentBeginsAnew) {
    RecordingDecoder decoder;
    Concealer concealer(decoder);
    (void)produced(concealer, 9600);
    concealer.end(Concealer::Next::Late);
    concealer.end(Concealer::Next::Late);
    decoder.log.clear();
    EXPECT_EQ(produced(concealer, 480), std::vector<float>(480, 0.5F));
    EXPECT_EQ(decoder.log, "sc");
    EXPECT_EQ(concealer.length(), Samples{480});
}

} // namespace
} // namespace viz
