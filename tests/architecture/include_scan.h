#pragma once

#include <filesystem>
#include <istream>
#include <string>
#include <vector>

namespace viz {

/// One `#include` line.
struct Include {
    std::string file; ///< relative to the source tree, with '/'
    int line = 0;
    std::string target; ///< what stands between the quotes or brackets; empty if it is neither (a macro)
    bool quoted = false;
};

[[nodiscard]] std::vector<Include> scanIncludes(std::istream& text, const std::string& file);
/// Of every .h and .cpp file below `root`/`folder`; nothing if there is no such folder.
[[nodiscard]] std::vector<Include> scanTree(const std::filesystem::path& root, const std::string& folder);

} // namespace viz
