#include "tests/unit/tunnel/server_programs.h"

#include "tests/support/wait_for.h"

#include <QDir>
#include <QFile>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTcpSocket>

#include <algorithm>

namespace viz::test {
namespace {

constexpr auto kKit = VIZ_SOURCE_DIR "/packaging/server/";

QString kitFile(const QString& name) {
    QFile file(QLatin1String(kKit) + name);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

} // namespace

ServerPrograms::ServerPrograms() = default;

ServerPrograms::~ServerPrograms() {
    while (!m_processes.empty()) {
        m_processes.back()->terminate();
        m_processes.back()->waitForFinished();
        m_processes.pop_back();
    }
}

QString ServerPrograms::find(const QString& program) {
    const QString found = QStandardPaths::findExecutable(program);
    return found.isEmpty() ? QStandardPaths::findExecutable(program, {u"/usr/sbin"_qs, u"/sbin"_qs}) : found;
}

QString ServerPrograms::missing(const QStringList& programs) {
    const auto isMissing = [](const QString& program) { return find(program).isEmpty(); };
    const auto first = std::ranges::find_if(programs, isMissing);
    return first == programs.end() ? QString() : *first;
}

quint16 ServerPrograms::freePort() {
    QTcpServer server;
    return server.listen(QHostAddress::LocalHost) ? server.serverPort() : 0;
}

bool ServerPrograms::accepts(quint16 port) {
    QTcpSocket socket;
    socket.connectToHost(QHostAddress::LocalHost, port);
    return socket.waitForConnected(1000);
}

bool ServerPrograms::run(const QString& program, const QStringList& arguments, QString* error) {
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(find(program), arguments);
    const bool isDone = process.waitForFinished() && process.exitCode() == 0;
    if (error)
        *error = QString::fromLocal8Bit(process.readAll());
    return isDone;
}

bool ServerPrograms::startSshd() {
    for (const QString& key : {u"host_key"_qs, u"user_key"_qs}) {
        if (!QFile::exists(path(key)) &&
            !run(u"ssh-keygen"_qs, {u"-q"_qs, u"-t"_qs, u"ed25519"_qs, u"-N"_qs, u""_qs, u"-f"_qs, path(key)}))
            return false;
    }
    QFile::copy(path(u"user_key.pub"_qs), path(u"authorized_keys"_qs));
    QDir().mkpath(u"/run/sshd"_qs); // where sshd insists on it, when it runs as root
    const bool listens = serve(u"sshd"_qs,
                               {u"-D"_qs, u"-e"_qs, u"-f"_qs, u"/dev/null"_qs, u"-p"_qs, QString::number(m_sshPort),
                                u"-h"_qs, path(u"host_key"_qs), u"-o"_qs, u"ListenAddress=127.0.0.1"_qs, u"-o"_qs,
                                u"AuthorizedKeysFile="_qs + path(u"authorized_keys"_qs), u"-o"_qs, u"StrictModes=no"_qs,
                                u"-o"_qs, u"UsePAM=no"_qs, u"-o"_qs, u"PidFile=none"_qs},
                               m_sshPort);
    m_sshd = m_processes.back().get();
    return listens;
}

/// With its sessions, as when a server goes down.
void ServerPrograms::stopSshd() {
    [[maybe_unused]] const bool killed =
        run(u"pkill"_qs, {u"-KILL"_qs, u"-P"_qs, QString::number(m_sshd->processId())});
    m_sshd->kill();
    m_sshd->waitForFinished();
}

QStringList ServerPrograms::sshOptions() const {
    return {u"-F"_qs, u"none"_qs,
            u"-i"_qs, path(u"user_key"_qs),
            u"-p"_qs, QString::number(m_sshPort),
            u"-o"_qs, u"UserKnownHostsFile="_qs + path(u"known_hosts"_qs)};
}

QString ServerPrograms::user() {
    QProcess process;
    process.start(u"id"_qs, {u"-un"_qs});
    process.waitForFinished();
    return QString::fromLocal8Bit(process.readAll()).trimmed();
}

bool ServerPrograms::makeCertificate() {
    return run(u"openssl"_qs, {u"req"_qs, u"-x509"_qs, u"-newkey"_qs, u"ec"_qs, u"-pkeyopt"_qs,
                               u"ec_paramgen_curve:prime256v1"_qs, u"-nodes"_qs, u"-days"_qs, u"2"_qs, u"-subj"_qs,
                               u"/CN=localhost"_qs, u"-addext"_qs, u"subjectAltName=DNS:localhost"_qs, u"-keyout"_qs,
                               path(u"key.pem"_qs), u"-out"_qs, path(u"certificate.pem"_qs)});
}

bool ServerPrograms::startNginx() {
    QString site = kitFile(u"nginx.conf"_qs);
    site.replace(u"/etc/letsencrypt/live/viz.example.org/fullchain.pem"_qs, path(u"certificate.pem"_qs));
    site.replace(u"/etc/letsencrypt/live/viz.example.org/privkey.pem"_qs, path(u"key.pem"_qs));
    site.replace(u"viz.example.org"_qs, u"localhost"_qs);
    site.replace(u"127.0.0.1:8443"_qs, u"127.0.0.1:%1"_qs.arg(m_forwardedPort));
    site.replace(u"listen 443 ssl"_qs, u"listen 127.0.0.1:%1 ssl"_qs.arg(m_httpsPort));
    write(u"nginx.conf"_qs, uR"(pid %1/nginx.pid;
error_log %1/error.log;
events {}
http {
  access_log %1/access.log;
  client_body_temp_path %1/body; proxy_temp_path %1/proxy; fastcgi_temp_path %1/fastcgi;
  uwsgi_temp_path %1/uwsgi; scgi_temp_path %1/scgi;
%2
}
)"_qs.arg(m_folder.path(), site));
    return makeCertificate() && serve(u"nginx"_qs,
                                      {u"-p"_qs, m_folder.path(), u"-c"_qs, path(u"nginx.conf"_qs), u"-g"_qs,
                                       u"daemon off; master_process off;"_qs},
                                      m_httpsPort);
}

bool ServerPrograms::startCaddy() {
    QString site = kitFile(u"Caddyfile"_qs);
    site.replace(u"viz.example.org {"_qs,
                 u"https://localhost:%1 {\n\ttls %2 %3"_qs.arg(QString::number(m_httpsPort),
                                                               path(u"certificate.pem"_qs), path(u"key.pem"_qs)));
    site.replace(u"127.0.0.1:8443"_qs, u"127.0.0.1:%1"_qs.arg(m_forwardedPort));
    write(u"Caddyfile"_qs,
          u"{\n\tadmin off\n\tauto_https off\n\tdefault_bind 127.0.0.1\n\tstorage file_system %1/caddy\n}\n"_qs.arg(
              m_folder.path()) +
              site);
    return makeCertificate() &&
           serve(u"caddy"_qs, {u"run"_qs, u"--adapter"_qs, u"caddyfile"_qs, u"--config"_qs, path(u"Caddyfile"_qs)},
                 m_httpsPort);
}

bool ServerPrograms::serve(const QString& program, const QStringList& arguments, quint16 port) {
    m_processes.push_back(std::make_unique<QProcess>());
    QProcess& process = *m_processes.back();
    process.setStandardOutputFile(path(program + u".log"_qs));
    process.setStandardErrorFile(path(program + u".log"_qs), QIODevice::Append);
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"XDG_CONFIG_HOME"_qs, m_folder.path()); // Caddy keeps a copy of its configuration there
    process.setProcessEnvironment(environment);
    process.start(find(program), arguments);
    return waitFor([&] { return accepts(port); });
}

void ServerPrograms::write(const QString& name, const QString& text) const {
    QFile file(path(name));
    if (file.open(QIODevice::WriteOnly))
        file.write(text.toUtf8());
}

} // namespace viz::test
