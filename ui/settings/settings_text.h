#pragma once

#include "core/settings/settings_file.h"

#include <QCoreApplication>

#include <optional>

namespace viz {

/// Sentences about the settings and what they count.
class SettingsText {
    Q_DECLARE_TR_FUNCTIONS(viz::SettingsText)

public:
    [[nodiscard]] static QString notice(const SettingsNotice& notice);
    /// How much of the month's budget calls have used, and what the month will come to.
    [[nodiscard]] static QString usage(const Settings& settings, const QDate& today);
    /// In bytes; empty while there is no budget.
    [[nodiscard]] static std::optional<std::uint64_t> budgetLeft(const Settings& settings, const QDate& today);
    /// Empty while there is no budget, or something of it left.
    [[nodiscard]] static QString budgetUsedUp(const Settings& settings, const QDate& today);
};

} // namespace viz
