#pragma once

#include <string_view>
#include <vector>

namespace viz {

/// What the files of one folder may include besides the standard library and their own folder.
struct LayerRule {
    std::string_view folder;
    std::vector<std::string_view> project = {}; ///< folders ("core/base/") or single headers of this project
    std::vector<std::string_view> libraries =
        {}; ///< folders ("opus/") or single headers of other libraries and the system
    std::vector<std::string_view> qtModules = {}; ///< "QtCore"; none for a pure folder
};

/// The table of docs/ARCHITECTURE.md, a folder a row.
[[nodiscard]] const std::vector<LayerRule>& layerRules();

/// The row whose folder holds `file`; null if there is none.
[[nodiscard]] const LayerRule* ruleFor(std::string_view file, const std::vector<LayerRule>& rules);

} // namespace viz
