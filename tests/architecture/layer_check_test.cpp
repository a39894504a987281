#include "tests/architecture/layer_check.h"

#include <gtest/gtest.h>

#include <map>
#include <sstream>

// The checker itself, on made-up lines in a made-up table: a checker that finds nothing would let everything pass.

namespace viz {
namespace {

const std::vector<LayerRule>& madeUpRules() {
    static const std::vector<LayerRule> rules{
        {.folder = "core/low/", .libraries = {"opus/", "zstd.h"}},
        {.folder = "core/high/", .project = {"core/low/"}, .qtModules = {"QtCore", "QtNetwork"}},
        {.folder = "ui/", .project = {"core/high/", "core/low/one.h"}, .qtModules = {"QtWidgets"}},
    };
    return rules;
}

std::vector<std::string> madeUpModules(const std::string& header) {
    static const std::multimap<std::string, std::string> modules{{"QString", "QtCore"},
                                                                 {"QTcpSocket", "QtNetwork"},
                                                                 {"QLabel", "QtWidgets"},
                                                                 {"QAction", "QtGui"},
                                                                 {"QAction", "QtWidgets"}};
    std::vector<std::string> found;
    const auto [first, last] = modules.equal_range(header);
    std::transform(first, last, std::back_inserter(found), [](const auto& entry) { return entry.second; });
    return found;
}

std::string judge(const std::string& file, const std::string& line) {
    std::istringstream text(line);
    return LayerCheck(madeUpRules(), madeUpModules).complaints(scanIncludes(text, file));
}

struct Row {
    const char* file;
    const char* line;
    const char* complaint; ///< nullptr: allowed
};

void PrintTo(const Row& row, std::ostream* out) { *out << row.file << ' ' << row.line; }

constexpr Row kRows[] = {
    // The project's own folders.
    {"core/low/a.cpp", "#include \"core/low/a.h\"", nullptr},
    {"core/low/deep/a.cpp", "#include \"core/low/b.h\"", nullptr},
    {"core/high/a.cpp", "#include \"core/low/deep/a.h\"", nullptr},
    {"core/low/a.cpp", "#include \"core/high/a.h\"", "core/low/a.cpp:1: core/low/ may not include core/high/a.h\n"},
    {"core/low/a.cpp", "#include \"core/lower/a.h\"", "core/low/a.cpp:1: core/low/ may not include core/lower/a.h\n"},
    {"core/high/a.h", "#include \"ui/window.h\"", "core/high/a.h:1: core/high/ may not include ui/window.h\n"},
    {"ui/window.cpp", "#include \"core/low/one.h\"", nullptr},
    {"ui/window.cpp", "#include \"core/low/one.hpp\"", "ui/window.cpp:1: ui/ may not include core/low/one.hpp\n"},
    {"ui/window.cpp", "#include \"core/low/two.h\"", "ui/window.cpp:1: ui/ may not include core/low/two.h\n"},
    {"ui/window.cpp", "#include \"window.moc\"", nullptr},
    {"ui/window.cpp", "#include \"moc_window.cpp\"", nullptr},
    // Tests.
    {"core/high/a.cpp", "#include \"tests/support/x.h\"",
     "core/high/a.cpp:1: nothing outside tests/ may include tests/support/x.h\n"},
    // Quotes and brackets.
    {"core/low/a.cpp", "#include \"a.h\"",
     "core/low/a.cpp:1: write \"a.h\" as a path from the top of the tree, or <a.h> if it is not ours\n"},
    {"core/low/a.cpp", "#include \"../high/a.h\"",
     "core/low/a.cpp:1: write \"../high/a.h\" as a path from the top of the tree, or <../high/a.h> if it is not "
     "ours\n"},
    {"core/high/a.cpp", "#include <core/low/a.h>",
     "core/high/a.cpp:1: write \"core/low/a.h\" with quotes: it is ours\n"},
    {"core/low/a.cpp", "#include HEADER", "core/low/a.cpp:1: an #include must name a file\n"},
    // Libraries and the system.
    {"core/low/a.cpp", "#include <vector>", nullptr},
    {"core/low/a.cpp", "#include <string_view>", nullptr},
    {"core/low/a.cpp", "#include <opus/opus.h>", nullptr},
    {"core/low/a.cpp", "#include <zstd.h>", nullptr},
    {"core/low/a.cpp", "#include <sodium.h>", "core/low/a.cpp:1: core/low/ may not include <sodium.h>\n"},
    {"core/high/a.cpp", "#include <opus/opus.h>", "core/high/a.cpp:1: core/high/ may not include <opus/opus.h>\n"},
    {"core/high/a.cpp", "#include <sys/socket.h>", "core/high/a.cpp:1: core/high/ may not include <sys/socket.h>\n"},
    // Qt.
    {"core/high/a.cpp", "#include <QString>", nullptr},
    {"core/high/a.cpp", "#include <QTcpSocket>", nullptr},
    {"core/high/a.cpp", "#include <QtCore/QString>", nullptr},
    {"core/low/a.cpp", "#include <QString>", "core/low/a.cpp:1: core/low/ is pure C++ and may not include <QString>\n"},
    {"core/low/a.cpp", "#include <QtCore/qstring.h>",
     "core/low/a.cpp:1: core/low/ is pure C++ and may not include <QtCore/qstring.h>\n"},
    {"core/low/a.cpp", "#include <qstring.h>",
     "core/low/a.cpp:1: core/low/ is pure C++ and may not include <qstring.h>\n"},
    {"core/high/a.cpp", "#include <QLabel>", "core/high/a.cpp:1: core/high/ may not include <QLabel> of QtWidgets\n"},
    {"core/high/a.cpp", "#include <QtWidgets/QLabel>",
     "core/high/a.cpp:1: core/high/ may not include <QtWidgets/QLabel> of QtWidgets\n"},
    {"core/high/a.cpp", "#include <QNoSuchThing>",
     "core/high/a.cpp:1: core/high/ may not include <QNoSuchThing> of no known Qt module\n"},
    {"ui/window.cpp", "#include <QAction>", nullptr},
    // A folder that nobody gave a place.
    {"core/new/a.cpp", "#include <vector>",
     "core/new/a.cpp:1: this folder has no row in tests/architecture/layer_rules.cpp\n"},
};

class LayerCheckOfALine : public testing::TestWithParam<Row> {};

TEST_P(LayerCheckOfALine, JudgesAsTheTableSays) {
    const Row& row = GetParam();
    EXPECT_EQ(judge(row.file, row.line), row.complaint == nullptr ? "" : row.complaint);
}

INSTANTIATE_TEST_SUITE_P(Rows, LayerCheckOfALine, testing::ValuesIn(kRows));

TEST(LayerCheck, NamesEveryOffendingLineOfAFile) {
    EXPECT_EQ(judge("core/low/a.cpp", "#include <vector>\n#include <QString>\n\n#include \"ui/window.h\"\n"),
              "core/low/a.cpp:2: core/low/ is pure C++ and may not include <QString>\n"
              "core/low/a.cpp:4: core/low/ may not include ui/window.h\n");
}

TEST(LayerCheck, WithoutQtKeepsPureFoldersPure) {
    const LayerCheck check(madeUpRules(), QtModuleFinder{});
    EXPECT_TRUE(check.complaint({"core/low/a.cpp", 1, "QString", false}).has_value());
    EXPECT_FALSE(check.complaint({"core/high/a.cpp", 1, "QLabel", false}).has_value());
    EXPECT_TRUE(check.complaint({"core/high/a.cpp", 1, "QtWidgets/QLabel", false}).has_value());
}

} // namespace
} // namespace viz
