#include "core/settings/settings_file.h"
#include "fuzz_input.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

using namespace viz;

namespace {

/// A new one for each input, because QSettings remembers files by their names; in memory, because saving waits for the
/// disk, six times as long as all the rest takes.
[[nodiscard]] QString folderTemplate() {
    const QString memory = QStringLiteral("/dev/shm");
    return (QFile::exists(memory) ? memory : QDir::tempPath()) + QStringLiteral("/viz-settings-XXXXXX");
}

[[nodiscard]] QString putInto(const QTemporaryDir& folder, const std::uint8_t* data, std::size_t size) {
    const QString path = folder.filePath(QStringLiteral("viz.ini"));
    QFile file(path);
    fuzz::require(file.open(QIODevice::WriteOnly), "a file can be written");
    const auto length = static_cast<qint64>(size);
    fuzz::require(file.write(reinterpret_cast<const char*>(data), length) == length, "all of it");
    return path;
}

/// That the usual values come with it is all that a person loses by a broken file.
void requireSetAside(const LoadedSettings& loaded) {
    const bool isSetAside = loaded.notice && (loaded.notice->setAside.endsWith(QLatin1StringView(".broken")) ||
                                              loaded.notice->setAside.endsWith(QLatin1StringView(".newer")));
    fuzz::require(isSetAside && QFile::exists(loaded.notice->setAside), "a file that is of no use is kept");
    fuzz::require(loaded.settings == Settings{}, "and nothing of it is taken");
}

} // namespace

/// The user's own file, whatever a disk or another program made of it: what is taken lies within its range, and can be
/// written and read again.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const QTemporaryDir folder(folderTemplate());
    fuzz::require(folder.isValid(), "a folder can be made");
    const QString path = putInto(folder, data, size);
    const LoadedSettings loaded = loadSettings(path);
    if (!QFile::exists(path)) {
        requireSetAside(loaded);
        return 0;
    }
    const Settings tame = withinRanges(loaded.settings);
    fuzz::require(tame == loaded.settings, "within its ranges");
    fuzz::require(saveSettings(path, tame), "it can be saved");
    fuzz::require(!loadSettings(path).notice, "and read again");
    return 0;
}
