#pragma once

#include "core/settings/settings.h"

#include <QMetaType>
#include <QStringList>

#include <optional>

namespace viz {

/// What was wrong with the file; Viz goes on with what it could use.
struct SettingsNotice {
    enum class Kind : std::uint8_t {
        Broken,        ///< set aside; the usual values are used
        Newer,         ///< of a newer version of Viz: set aside
        Unreadable,    ///< neither read nor set aside: nothing will be kept
        ValuesIgnored, ///< `keys` do not make sense: the usual values are used for them
        Unwritable,    ///< what was chosen now will be forgotten
    };
    Kind kind = Kind::Broken;
    QString file;     ///< the settings' file
    QString setAside; ///< Broken, Newer: where the old one is now
    QStringList keys;

    friend bool operator==(const SettingsNotice&, const SettingsNotice&) = default;
};

struct LoadedSettings {
    Settings settings;
    std::optional<SettingsNotice> notice;
};

inline constexpr int kSettingsVersion = 1;
inline constexpr qint64 kMaxSettingsBytes = 64 * 1024; ///< a file of ours has 2 kB

/// Reads Viz's settings: an INI file, values that nobody but QSettings need understand. A missing file is no fault.
/// One that is broken, unreadable or of a newer version is moved to `path`.broken (or .newer) beside it, with a number
/// where that exists. Reads at most kMaxSettingsBytes. Any thread, one at a time for a path.
[[nodiscard]] LoadedSettings loadSettings(const QString& path);
/// Replaces the file in one step; keeps keys that this version does not know. False if it could not be written. Any
/// thread; blocks until the bytes are on the disk.
[[nodiscard]] bool saveSettings(const QString& path, const Settings& settings);

} // namespace viz

Q_DECLARE_METATYPE(viz::SettingsNotice)
