#pragma once

#include <QDir>
#include <QFile>
#include <QStringList>
#include <QTemporaryDir>

#include <csignal>

namespace viz::test {

/// A folder with a program in it that calls itself like a tunnel program and follows a play (stand_in_tunnel.cpp).
class StandInTunnel {
public:
    explicit StandInTunnel(const QString& program, const QString& play = {}) : m_program(program) {
        QFile::link(QStringLiteral(VIZ_STAND_IN_TUNNEL), path());
        setPlay(play);
    }

    [[nodiscard]] QString path() const { return m_folder.filePath(m_program); }
    [[nodiscard]] QString folder() const { return m_folder.path(); }

    void setPlay(const QString& play) const { write(m_program + QStringLiteral(".play"), play); }
    /// Only for the `start`th start, counted from 1.
    void setPlay(int start, const QString& play) const {
        write(m_program + QStringLiteral(".play.%1").arg(start), play);
    }
    /// Ends an `await`.
    void allow(const QString& name) const { write(name, {}); }

    /// What follows `kind` in its notes: "argument", "environment", "start" and "child" (with process ids).
    [[nodiscard]] QStringList seen(const QString& kind) const {
        QFile file(path() + QStringLiteral(".seen"));
        if (!file.open(QIODevice::ReadOnly))
            return {};
        QStringList found;
        for (const QString& line : QString::fromUtf8(file.readAll()).split(u'\n')) {
            if (line.startsWith(kind + u' '))
                found += line.mid(kind.size() + 1);
        }
        return found;
    }
    [[nodiscard]] qsizetype starts() const { return seen(QStringLiteral("start")).size(); }

private:
    void write(const QString& name, const QString& text) const {
        QFile file(m_folder.filePath(name));
        if (file.open(QIODevice::WriteOnly))
            file.write(text.toUtf8());
    }

    QTemporaryDir m_folder;
    QString m_program;
};

/// A process of this user.
inline bool isRunning(const QString& processId) { return ::kill(processId.toInt(), 0) == 0; }

} // namespace viz::test
