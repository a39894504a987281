#include "core/protocol/display_text.h"

#include <gtest/gtest.h>

namespace viz::test {
namespace {

TEST(DisplayText, ShowsOnlyWhatCannotDeceive) {
    struct Row {
        const char* what;
        std::string in;
        std::string shown;
    };
    const Row rows[] = {
        {"plain", "Alice", "Alice"},
        {"other alphabets", "Алиса 愛", "Алиса 愛"},
        {"controls", std::string("A\0l\ni\tc\x1b[31me\x7f", 14), "Alic[31me"},
        {"C1 controls", "a\u0085\u009fb", "ab"},
        {"right-to-left override", "a\u202eb\u202c", "ab"},
        {"isolates and marks", "\u2066a\u2069\u200e\u200f\u061c", "a"},
        {"zero-width space and BOM", "a\u200b\ufeffb", "ab"},
        {"line separators", "a\u2028b\u2029", "ab"},
        {"joiners within a word", "می\u200cخواهم", "می\u200cخواهم"},
        {"joiners alone", "\u200c\u200d", ""},
        {"stray continuation byte", "a\x80z", "az"},
        {"cut sequence", "a\xd0", "a"},
        {"overlong slash", "a\xc0\xafz", "az"},
        {"surrogate", "a\xed\xa0\x80z", "az"},
        {"beyond Unicode", "a\xf4\x90\x80\x80z", "az"},
        {"five-byte form", "a\xf8\x88\x80\x80\x80z", "az"},
    };
    for (const Row& row : rows)
        EXPECT_EQ(displayText(row.in, 100), row.shown) << row.what;
}

TEST(DisplayText, CutsBetweenCharacters) {
    EXPECT_EQ(displayText("Алиса", 10), "Алиса");
    EXPECT_EQ(displayText("Алиса", 9), "Алис");
    EXPECT_EQ(displayText("Алиса", 1), "");
    EXPECT_EQ(displayText("a愛b", 3), "a"); // not "ab": nothing after the cut
}

} // namespace
} // namespace viz::test
