#include "tests/architecture/layer_check.h"

#include <algorithm>
#include <regex>
#include <utility>

namespace viz {
namespace {

/// An entry that ends in '/' is a folder, any other one exactly that header.
bool covers(const std::vector<std::string_view>& entries, const std::string& target) {
    return std::ranges::any_of(entries, [&target](std::string_view entry) {
        return entry.ends_with('/') ? target.starts_with(entry) : target == entry;
    });
}

bool isStandardHeader(const std::string& target) { return std::regex_match(target, std::regex("[a-z_0-9]+")); }

/// What AUTOMOC makes from a source file, included at the file's end.
bool isMocOutput(const std::string& target) { return std::regex_match(target, std::regex(R"(moc_\w+\.cpp|\w+\.moc)")); }

bool isProjectFile(const std::string& target) {
    return std::ranges::any_of(std::initializer_list<std::string_view>{"core/", "ui/", "app/", "tests/"},
                               [&target](std::string_view top) { return target.starts_with(top); });
}

} // namespace

bool isQtHeader(const std::string& target) {
    return std::regex_match(target, std::regex(R"((Qt[A-Z]\w*/)?(Q[A-Z]|Qt[A-Z]|q)\w*(\.h)?)")) &&
           (target.front() == 'Q' || target.ends_with(".h"));
}

QtModuleFinder installedQtModules() {
#ifdef VIZ_QT_INCLUDE_DIR
    return [](const std::string& header) {
        std::vector<std::string> modules;
        for (const std::filesystem::directory_entry& module : std::filesystem::directory_iterator(VIZ_QT_INCLUDE_DIR)) {
            if (std::filesystem::is_regular_file(module.path() / header))
                modules.push_back(module.path().filename().string());
        }
        return modules;
    };
#else
    return {};
#endif
}

LayerCheck::LayerCheck(const std::vector<LayerRule>& rules, QtModuleFinder qtModulesOf)
    : m_rules(rules), m_qtModulesOf(std::move(qtModulesOf)) {}

std::optional<std::string> LayerCheck::complaint(const Include& include) const {
    const std::string what = fault(include);
    if (what.empty())
        return std::nullopt;
    return include.file + ':' + std::to_string(include.line) + ": " + what;
}

std::string LayerCheck::complaints(const std::vector<Include>& includes) const {
    std::string lines;
    for (const Include& include : includes) {
        if (const std::optional<std::string> line = complaint(include))
            lines += *line + '\n';
    }
    return lines;
}

std::string LayerCheck::fault(const Include& include) const {
    const LayerRule* rule = ruleFor(include.file, m_rules);
    if (rule == nullptr)
        return "this folder has no row in tests/architecture/layer_rules.cpp";
    if (include.target.empty())
        return "an #include must name a file";
    if (include.quoted)
        return projectFault(*rule, include);
    return isQtHeader(include.target) ? qtFault(*rule, include) : libraryFault(*rule, include);
}

std::string LayerCheck::projectFault(const LayerRule& rule, const Include& include) const {
    const std::string& target = include.target;
    if (isMocOutput(target))
        return {};
    if (target.starts_with("tests/"))
        return "nothing outside tests/ may include " + target;
    if (!isProjectFile(target))
        return "write \"" + target + "\" as a path from the top of the tree, or <" + target + "> if it is not ours";
    if (target.starts_with(rule.folder) || covers(rule.project, target))
        return {};
    return std::string(rule.folder) + " may not include " + target;
}

std::string LayerCheck::libraryFault(const LayerRule& rule, const Include& include) const {
    const std::string& target = include.target;
    if (isProjectFile(target))
        return "write \"" + target + "\" with quotes: it is ours";
    if (isStandardHeader(target) || covers(rule.libraries, target))
        return {};
    return std::string(rule.folder) + " may not include <" + target + '>';
}

std::string LayerCheck::qtFault(const LayerRule& rule, const Include& include) const {
    if (rule.qtModules.empty())
        return std::string(rule.folder) + " is pure C++ and may not include <" + include.target + '>';
    const auto slash = include.target.find('/');
    if (slash == std::string::npos && !m_qtModulesOf)
        return {};
    const std::vector<std::string> modules =
        slash == std::string::npos ? m_qtModulesOf(include.target) : std::vector{include.target.substr(0, slash)};
    if (std::ranges::any_of(modules, [&rule](const std::string& module) { return covers(rule.qtModules, module); }))
        return {};
    const std::string from = modules.empty() ? "no known Qt module" : modules.front();
    return std::string(rule.folder) + " may not include <" + include.target + "> of " + from;
}

} // namespace viz
