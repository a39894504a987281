#include "tests/architecture/linked_libraries.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

namespace viz {
namespace {

namespace fs = std::filesystem;

const fs::path kTree = VIZ_SOURCE_DIR;

std::string contents(const fs::path& path) {
    std::ifstream file(path);
    return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<std::string> ourLibraries() {
    return linkedLibraries(contents(kTree / "packaging/cmake/VizDependencies.cmake"));
}

TEST(LinkedLibraries, ReadsBothWaysOfAskingForALibrary) {
    const std::string cmake = "find_package(Boost 1.74 REQUIRED)   # headers\n"
                              "if(X)\n    pkg_check_modules(ZSTD REQUIRED IMPORTED_TARGET libzstd>=1.5)\nendif()\n"
                              "pkg_check_modules(ECHO IMPORTED_TARGET maybe-echo>=0.3)\n"
                              "find_package(Qt6 6.4.2 REQUIRED COMPONENTS ${PARTS})\n# find_package(Nothing)\n"
                              "find_package(tl-expected REQUIRED)\nfind_package(PkgConfig REQUIRED)\n";
    EXPECT_EQ(linkedLibraries(cmake),
              (std::vector<std::string>{"boost", "libzstd", "maybe-echo", "qt6", "tl-expected"}));
}

TEST(Licenses, KnowTheLibrariesThatTheCallIsMadeOf) {
    for (const char* name : {"qt6", "opus", "libzstd", "libsodium"}) {
        const std::vector<std::string> libraries = ourLibraries();
        EXPECT_NE(std::find(libraries.begin(), libraries.end(), name), libraries.end()) << name;
    }
}

TEST(Licenses, HaveATextForEveryLinkedLibrary) {
    for (const std::string& name : ourLibraries())
        EXPECT_GT(contents(kTree / "licenses" / (name + ".txt")).size(), 500U) << "licenses/" << name << ".txt";
}

TEST(Licenses, HaveARowForEveryLinkedLibrary) {
    const std::string table = contents(kTree / "licenses/THIRD_PARTY.md");
    for (const std::string& name : ourLibraries())
        EXPECT_NE(table.find("](" + name + ".txt)"), std::string::npos) << name << " in licenses/THIRD_PARTY.md";
}

TEST(Licenses, HaveTheTextsThatQtRefersTo) {
    EXPECT_NE(contents(kTree / "licenses/LGPL-3.txt").find("GNU LESSER GENERAL PUBLIC LICENSE"), std::string::npos);
    EXPECT_NE(contents(kTree / "licenses/GPL-3.txt").find("GNU GENERAL PUBLIC LICENSE"), std::string::npos);
}

} // namespace
} // namespace viz
