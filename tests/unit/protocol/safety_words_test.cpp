#include "core/protocol/safety_words.h"

#include <gtest/gtest.h>

#include <set>

namespace viz::test {
namespace {

using Indexes = std::array<std::uint8_t, kSafetyWordCount>;

TEST(SafetyWords, IndexesAreTheTopThirtyBitsSixAtATime) {
    struct Row {
        std::uint64_t sas;
        Indexes indexes;
    };
    const Row rows[] = {
        {0, {0, 0, 0, 0, 0}},
        {~0ULL, {63, 63, 63, 63, 63}},
        {0xfc00000000000000, {63, 0, 0, 0, 0}},
        {1ULL << 34, {0, 0, 0, 0, 1}},
        {(1ULL << 34) - 1, {0, 0, 0, 0, 0}}, // the low 34 bits do not show
        {0x715004708a900673, {28, 21, 0, 4, 28}},
        {0x3270a503a1de5361, {12, 39, 2, 37, 0}},
    };
    for (const Row& row : rows)
        EXPECT_EQ(safetyWordIndexes(row.sas), row.indexes) << std::hex << row.sas;
}

TEST(SafetyWords, EveryLanguageHasSixtyFourDifferentWords) {
    for (const WordLanguage language : {WordLanguage::English, WordLanguage::Russian}) {
        std::set<std::string_view> words;
        for (std::uint8_t index = 0; index < 64; ++index) {
            EXPECT_FALSE(safetyWord(index, language).empty());
            words.insert(safetyWord(index, language));
        }
        EXPECT_EQ(words.size(), 64U);
    }
}

TEST(SafetyWords, LanguagesSayTheSameThing) {
    struct Row {
        std::uint8_t index;
        std::string_view english;
        std::string_view russian;
    };
    const Row rows[] = {{0, "dog", "собака"},        {15, "spruce", "ёлка"},         {16, "rose", "роза"},
                        {31, "glasses", "очки"},     {32, "hammer", "молоток"},      {42, "magnet", "магнит"},
                        {49, "airplane", "самолёт"}, {57, "headphones", "наушники"}, {63, "snowman", "снеговик"}};
    for (const Row& row : rows) {
        EXPECT_EQ(safetyWord(row.index, WordLanguage::English), row.english);
        EXPECT_EQ(safetyWord(row.index, WordLanguage::Russian), row.russian);
    }
}

} // namespace
} // namespace viz::test
