#pragma once

#include <QString>
#include <QStringList>

namespace viz {

/// Looks for a tunnel program. Nothing is ever started or downloaded.
class ProgramFinder {
public:
    /// PATH, then where installers and package managers put programs without telling PATH.
    ProgramFinder();
    /// Only in these folders.
    explicit ProgramFinder(QStringList folders);

    /// The absolute path; empty if there is none. `program` may be an absolute path itself.
    [[nodiscard]] QString find(const QString& program) const;

private:
    QStringList m_folders;
    bool m_searchesPath = false;
};

} // namespace viz
