#include "tests/architecture/include_scan.h"

#include <gtest/gtest.h>

#include <sstream>

namespace viz {
namespace {

std::vector<Include> scan(const std::string& text) {
    std::istringstream stream(text);
    return scanIncludes(stream, "core/x/y.cpp");
}

TEST(IncludeScan, FindsQuotedAndBracketedIncludesWithTheirLines) {
    const std::vector<Include> found = scan("#pragma once\n\n#include \"core/x/y.h\"\n\n#include <vector>\n");
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0].file, "core/x/y.cpp");
    EXPECT_EQ(found[0].line, 3);
    EXPECT_EQ(found[0].target, "core/x/y.h");
    EXPECT_TRUE(found[0].quoted);
    EXPECT_EQ(found[1].line, 5);
    EXPECT_EQ(found[1].target, "vector");
    EXPECT_FALSE(found[1].quoted);
}

TEST(IncludeScan, SeesThroughOddSpelling) {
    for (const char* text :
         {"  #include <a>", "#  include <a>", "#include<a>", "\t#include\t<a> // why", "#include <a>\r"}) {
        const std::vector<Include> found = scan(text);
        ASSERT_EQ(found.size(), 1U) << text;
        EXPECT_EQ(found[0].target, "a") << text;
    }
}

TEST(IncludeScan, ReportsAMacroAsAnIncludeWithoutATarget) {
    const std::vector<Include> found = scan("#include CONFIG_HEADER\n");
    ASSERT_EQ(found.size(), 1U);
    EXPECT_TRUE(found[0].target.empty());
}

TEST(IncludeScan, PassesOverEverythingElse) {
    EXPECT_TRUE(scan("// #include <a>\nconst char* text = \"#include\";\n#define include\n#includes <a>\n").empty());
}

TEST(IncludeScan, FindsNothingInAFolderThatIsNotThere) {
    EXPECT_TRUE(scanTree(VIZ_SOURCE_DIR, "no/such/folder").empty());
}

TEST(IncludeScan, NamesFilesRelativeToTheTree) {
    const std::vector<Include> found = scanTree(VIZ_SOURCE_DIR, "core/base");
    ASSERT_FALSE(found.empty());
    EXPECT_TRUE(found.front().file.starts_with("core/base/")) << found.front().file;
}

} // namespace
} // namespace viz
