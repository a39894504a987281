#include "ui/settings/settings_text.h"

#include "ui/formatting.h"
#include "ui/settings/look_section.h"
#include "ui/settings/network_section.h"
#include "ui/settings/privacy_section.h"
#include "ui/settings/sound_section.h"
#include "ui/settings/talking_section.h"

#include <QDir>

#include <algorithm>

namespace viz {
namespace {

std::uint64_t budgetBytes(const Settings& settings) {
    return static_cast<std::uint64_t>(settings.network.monthlyBudgetMb) * 1'000'000;
}

std::uint64_t usedBytes(const Settings& settings, const QDate& today) {
    return static_cast<std::uint64_t>(bytesThisMonth(settings.usage, today));
}

/// `key` as in the settings' file, "sound/echo": where the person finds it.
QString sectionTitle(const QString& key) {
    const QString section = key.section(QLatin1Char('/'), 0, 0);
    if (section == QLatin1StringView("sound"))
        return SoundSection::tr("Sound");
    if (section == QLatin1StringView("talking"))
        return TalkingSection::tr("Talking");
    if (section == QLatin1StringView("network"))
        return NetworkSection::tr("Network");
    if (section == QLatin1StringView("privacy"))
        return PrivacySection::tr("Privacy");
    if (section == QLatin1StringView("look"))
        return LookSection::tr("Look");
    if (section == QLatin1StringView("you"))
        return SettingsText::tr("Your name");
    return section == QLatin1StringView("usage") ? SettingsText::tr("Data used this month") : key;
}

QStringList sectionTitles(const QStringList& keys) {
    QStringList titles;
    for (const QString& key : keys)
        titles += sectionTitle(key);
    titles.removeDuplicates();
    return titles;
}

} // namespace

QString SettingsText::notice(const SettingsNotice& notice) {
    const QString file = QDir::toNativeSeparators(notice.file);
    switch (notice.kind) {
    case SettingsNotice::Kind::Broken:
        return tr("Your settings could not be understood, so Viz begins with the usual ones. The old file is kept as "
                  "%1.")
            .arg(QDir::toNativeSeparators(notice.setAside));
    case SettingsNotice::Kind::Newer:
        return tr("Your settings were made by a newer Viz, so this one begins with the usual ones. The newer file is "
                  "kept as %1.")
            .arg(QDir::toNativeSeparators(notice.setAside));
    case SettingsNotice::Kind::Unreadable:
        return tr("Your settings in %1 cannot be read, so Viz begins with the usual ones.").arg(file);
    case SettingsNotice::Kind::ValuesIgnored:
        return tr("Part of your settings could not be understood, so Viz uses the usual values for: %1.")
            .arg(sectionTitles(notice.keys).join(QStringLiteral(", ")));
    case SettingsNotice::Kind::Unwritable:
        return tr("Your settings cannot be written to %1: what you choose now will be forgotten when Viz ends.")
            .arg(file);
    }
    return {};
}

QString SettingsText::usage(const Settings& settings, const QDate& today) {
    const std::uint64_t used = usedBytes(settings, today);
    const QString forecast = bytesText(static_cast<std::uint64_t>(forecastForMonth(settings.usage, today)));
    if (settings.network.monthlyBudgetMb == 0)
        return tr("Your calls used %1 this month. At this rate the month will come to %2.")
            .arg(bytesText(used), forecast);
    return tr("Your calls used %1 of %2 this month. At this rate the month will come to %3.")
        .arg(bytesText(used), bytesText(budgetBytes(settings)), forecast);
}

std::optional<std::uint64_t> SettingsText::budgetLeft(const Settings& settings, const QDate& today) {
    if (settings.network.monthlyBudgetMb == 0)
        return std::nullopt;
    const std::uint64_t budget = budgetBytes(settings);
    return budget - std::min(budget, usedBytes(settings, today));
}

QString SettingsText::budgetUsedUp(const Settings& settings, const QDate& today) {
    if (budgetLeft(settings, today).value_or(1) > 0)
        return {};
    const std::uint64_t used = usedBytes(settings, today);
    return tr("Your calls used %1 this month; your budget is %2.")
        .arg(bytesText(used), bytesText(budgetBytes(settings)));
}

} // namespace viz
