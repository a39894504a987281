#pragma once

#include <QProcess>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>

#include <memory>
#include <vector>

namespace viz::test {

/// An own server on this machine: an sshd, and a web server with TLS in front of the port that ssh -R opens, all of
/// them real programs with keys made for the occasion.
class ServerPrograms {
public:
    ServerPrograms();
    ~ServerPrograms();

    /// What is not installed of `programs`; empty: all are.
    [[nodiscard]] static QString missing(const QStringList& programs);
    [[nodiscard]] static QString find(const QString& program);
    [[nodiscard]] static quint16 freePort();
    [[nodiscard]] static bool accepts(quint16 port);
    /// Runs it to its end; false if it failed, with its output in `error`.
    [[nodiscard]] static bool run(const QString& program, const QStringList& arguments, QString* error = nullptr);

    [[nodiscard]] bool startSshd();
    void stopSshd();
    /// For TunnelProcess, with the port that the forwarding gets on the server.
    [[nodiscard]] QStringList sshOptions() const;
    [[nodiscard]] static QString user();

    /// packaging/server/nginx.conf with only names, ports and files replaced.
    [[nodiscard]] bool startNginx();
    [[nodiscard]] bool startCaddy();
    [[nodiscard]] QString path(const QString& name) const { return m_folder.filePath(name); }
    [[nodiscard]] quint16 forwardedPort() const { return m_forwardedPort; }
    [[nodiscard]] quint16 httpsPort() const { return m_httpsPort; }

private:
    [[nodiscard]] bool makeCertificate();
    [[nodiscard]] bool serve(const QString& program, const QStringList& arguments, quint16 port);
    void write(const QString& name, const QString& text) const;

    QTemporaryDir m_folder;
    quint16 m_sshPort = freePort();
    quint16 m_forwardedPort = freePort();
    quint16 m_httpsPort = freePort();
    std::vector<std::unique_ptr<QProcess>> m_processes;
    QProcess* m_sshd = nullptr;
};

} // namespace viz::test
