#include "core/tunnel/program_finder.h"

#include <QDir>
#include <QStandardPaths>

namespace viz {
namespace {

QStringList usualFolders() {
    const QString home = QDir::homePath();
    return {home + u"/.local/bin"_qs,
            home + u"/bin"_qs,
            home + u"/go/bin"_qs,
            home + u"/.cargo/bin"_qs,
            home + u"/.npm-global/bin"_qs,
            u"/usr/local/bin"_qs,
            u"/opt/homebrew/bin"_qs,
            u"/snap/bin"_qs,
            u"/usr/bin"_qs};
}

} // namespace

ProgramFinder::ProgramFinder() : m_folders(usualFolders()), m_searchesPath(true) {}

ProgramFinder::ProgramFinder(QStringList folders) : m_folders(std::move(folders)) {}

QString ProgramFinder::find(const QString& program) const {
    const QString inPath = m_searchesPath ? QStandardPaths::findExecutable(program) : QString();
    return inPath.isEmpty() ? QStandardPaths::findExecutable(program, m_folders) : inPath;
}

} // namespace viz
