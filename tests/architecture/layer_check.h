#pragma once

#include "tests/architecture/include_scan.h"
#include "tests/architecture/layer_rules.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace viz {

/// The Qt modules that have a header of this name ("QAction" is in two); none: Qt has no such header.
using QtModuleFinder = std::function<std::vector<std::string>(const std::string& header)>;

/// Looks into Qt's include directory; null in builds without Qt, where modules are then not told apart.
[[nodiscard]] QtModuleFinder installedQtModules();

/// Judges includes against a table of rules.
class LayerCheck {
public:
    LayerCheck(const std::vector<LayerRule>& rules, QtModuleFinder qtModulesOf);

    /// nullopt: allowed. Otherwise one line, "file:line: what is wrong".
    [[nodiscard]] std::optional<std::string> complaint(const Include& include) const;
    /// One complaint a line; empty if every include is allowed.
    [[nodiscard]] std::string complaints(const std::vector<Include>& includes) const;

private:
    [[nodiscard]] std::string fault(const Include& include) const;
    [[nodiscard]] std::string projectFault(const LayerRule& rule, const Include& include) const;
    [[nodiscard]] std::string libraryFault(const LayerRule& rule, const Include& include) const;
    [[nodiscard]] std::string qtFault(const LayerRule& rule, const Include& include) const;

    const std::vector<LayerRule>& m_rules;
    QtModuleFinder m_qtModulesOf;
};

/// <QString>, <QtMath>, <QtCore/QString>, but not <Queue.h>.
[[nodiscard]] bool isQtHeader(const std::string& target);

} // namespace viz
