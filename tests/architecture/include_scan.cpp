#include "tests/architecture/include_scan.h"

#include <algorithm>
#include <fstream>
#include <regex>

namespace viz {
namespace {

namespace fs = std::filesystem;

bool isSource(const fs::path& path) { return path.extension() == ".h" || path.extension() == ".cpp"; }

std::vector<fs::path> sourcesBelow(const fs::path& folder) {
    std::vector<fs::path> sources;
    if (!fs::exists(folder))
        return sources;
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder)) {
        if (entry.is_regular_file() && isSource(entry.path()))
            sources.push_back(entry.path());
    }
    std::sort(sources.begin(), sources.end());
    return sources;
}

} // namespace

std::vector<Include> scanIncludes(std::istream& text, const std::string& file) {
    static const std::regex directive(R"re(^\s*#\s*include\b\s*(?:"([^"]*)"|<([^>]*)>)?)re");
    std::vector<Include> includes;
    std::string line;
    for (int number = 1; std::getline(text, line); ++number) {
        std::smatch match;
        if (std::regex_search(line, match, directive))
            includes.push_back({file, number, match[1].str() + match[2].str(), match[1].matched});
    }
    return includes;
}

std::vector<Include> scanTree(const fs::path& root, const std::string& folder) {
    std::vector<Include> includes;
    for (const fs::path& source : sourcesBelow(root / folder)) {
        std::ifstream text(source);
        const std::vector<Include> found = scanIncludes(text, source.lexically_relative(root).generic_string());
        includes.insert(includes.end(), found.begin(), found.end());
    }
    return includes;
}

} // namespace viz
