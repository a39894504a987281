#include "tests/architecture/linked_libraries.h"

#include <algorithm>
#include <cctype>
#include <regex>
#include <set>

namespace viz {
namespace {

std::string lowerCase(std::string text) {
    std::ranges::transform(text, text.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

/// `find_package(<name> …)`, or `pkg_check_modules(<variable> [REQUIRED] IMPORTED_TARGET <name>[>=version])`.
const std::regex kRequest(
    R"((?:^|\n)\s*(?:find_package\(\s*|pkg_check_modules\(\s*\w+\s+(?:REQUIRED\s+)?IMPORTED_TARGET\s+)([\w+.-]*[\w+]))");

} // namespace

std::vector<std::string> linkedLibraries(const std::string& cmakeText) {
    static const std::set<std::string> notLibraries{"pkgconfig", "threads"};
    std::vector<std::string> names;
    for (std::sregex_iterator match(cmakeText.begin(), cmakeText.end(), kRequest), end; match != end; ++match) {
        const std::string name = lowerCase((*match)[1]);
        if (!notLibraries.contains(name))
            names.push_back(name);
    }
    return names;
}

} // namespace viz
