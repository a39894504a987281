#include "tests/architecture/layer_check.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>

// The tree itself against the table.

namespace viz {
namespace {

namespace fs = std::filesystem;

const fs::path kTree = VIZ_SOURCE_DIR;

std::string contents(const fs::path& path) {
    std::ifstream file(path);
    return {std::istreambuf_iterator<char>(file), {}};
}

bool isPure(const LayerRule& rule) { return rule.qtModules.empty(); }

TEST(Layers, EveryIncludeIsAllowed) {
    const LayerCheck check(layerRules(), installedQtModules());
    for (const std::string top : {"core", "ui", "app"}) {
        const std::string complaints = check.complaints(scanTree(kTree, top));
        EXPECT_TRUE(complaints.empty()) << complaints;
    }
}

TEST(Layers, ThereIsSomethingToCheck) {
    // 100: far fewer than the core has, far more than a wrong path would give.
    EXPECT_GT(scanTree(kTree, "core").size(), 100U);
}

TEST(Layers, TheFourPureFoldersArePure) {
    for (const std::string_view folder : {"core/base/", "core/media/", "core/protocol/", "core/pipeline/"}) {
        const LayerRule* rule = ruleFor(folder, layerRules());
        ASSERT_NE(rule, nullptr) << folder;
        EXPECT_TRUE(isPure(*rule)) << folder;
    }
}

TEST(Layers, PureTargetsDoNotLinkQt) {
    for (const LayerRule& rule : layerRules()) {
        const std::string cmake = contents(kTree / rule.folder / "CMakeLists.txt");
        if (isPure(rule)) {
            EXPECT_NE(cmake, "") << rule.folder;
            EXPECT_EQ(cmake.find("QT"), std::string::npos) << rule.folder << "CMakeLists.txt";
            EXPECT_EQ(cmake.find("Qt6::"), std::string::npos) << rule.folder << "CMakeLists.txt";
        }
    }
}

TEST(Layers, NoRuleLooksUpwards) {
    const std::vector<LayerRule>& rules = layerRules();
    for (auto rule = rules.begin(); rule != rules.end(); ++rule) {
        for (const std::string_view entry : rule->project) {
            const auto upwards =
                std::find_if(rule, rules.end(), [entry](const LayerRule& r) { return entry.starts_with(r.folder); });
            EXPECT_EQ(upwards, rules.end()) << rule->folder << " → " << entry;
        }
    }
}

} // namespace
} // namespace viz
