#include "pulse_lab.h"

#include "wait_for.h"

#include <QDir>
#include <QFile>
#include <QStandardPaths>

#include <csignal>
#include <utility>

namespace viz::test {

namespace {

constexpr QLatin1StringView kServerProgram("pulseaudio");
constexpr QLatin1StringView kControlProgram("pactl");

// The card runs at 50 kHz: module-null-sink (PulseAudio 16.1) rounds each chunk down to whole microseconds, so at 48
// kHz its clock runs up to 4 % fast, and at 50 kHz, 20 us a frame, it is exact. Without rewinds, which would garble
// what a monitor hears.
constexpr auto kScript = R"(.fail
load-module module-native-protocol-unix auth-anonymous=1 socket=%1
load-module module-null-sink sink_name=lab_card format=s16le rate=50000 channels=1 channel_map=mono norewinds=1
load-module module-remap-sink sink_name=lab_speaker master=lab_card channels=1 channel_map=mono master_channel_map=mono remix=no
load-module module-remap-source source_name=lab_microphone master=lab_card.monitor channels=1 channel_map=mono master_channel_map=mono remix=no
set-default-sink lab_speaker
set-default-source lab_microphone
)";

} // namespace

bool PulseLab::isAvailable() {
    return !QStandardPaths::findExecutable(kServerProgram).isEmpty() &&
           !QStandardPaths::findExecutable(kControlProgram).isEmpty();
}

PulseLab::PulseLab() { setEnvironment(); }

PulseLab::~PulseLab() {
    thaw();
    m_server.terminate();
    if (!m_server.waitForFinished(3000))
        kill();
    for (const Variable& variable : m_environment)
        variable.before.isNull() ? qunsetenv(variable.name) : qputenv(variable.name, variable.before);
}

void PulseLab::setEnvironment() {
    const auto set = [this](const char* name, const QString& value) {
        m_environment.append({name, qgetenv(name)});
        qputenv(name, value.toLocal8Bit());
    };
    set("PULSE_SERVER", u"unix:%1"_qs.arg(path("native")));
    set("PULSE_RUNTIME_PATH", m_folder.path());
    set("PULSE_STATE_PATH", m_folder.path());
    set("PULSE_COOKIE", path("cookie"));
    set("XDG_RUNTIME_DIR", m_folder.path());
    for (const char* name : {"PULSE_SINK", "PULSE_SOURCE"}) {
        m_environment.append({name, qgetenv(name)});
        qunsetenv(name);
    }
}

void PulseLab::writeScript() const {
    QFile script(path("lab.pa"));
    if (script.open(QIODevice::WriteOnly))
        script.write(QString::fromLatin1(kScript).arg(path("native")).toLocal8Bit());
}

bool PulseLab::start() {
    writeScript();
    m_server.setStandardOutputFile(path("server.out"));
    m_server.setStandardErrorFile(path("server.err"));
    // Root is warned that it should not, and served.
    m_server.start(kServerProgram, {u"-n"_qs, u"--daemonize=no"_qs, u"--exit-idle-time=-1"_qs, u"--system=no"_qs,
                                    u"--use-pid-file=no"_qs, u"--realtime=no"_qs, u"--high-priority=no"_qs,
                                    u"--log-level=error"_qs, u"-F"_qs, path("lab.pa")});
    return m_server.waitForStarted() && waitFor([this] { return control({u"info"_qs}).has_value(); });
}

void PulseLab::kill() {
    m_server.kill();
    m_server.waitForFinished();
}

void PulseLab::freeze() {
    if (m_server.processId() > 0)
        ::kill(static_cast<pid_t>(m_server.processId()), SIGSTOP);
}

void PulseLab::thaw() {
    if (m_server.processId() > 0)
        ::kill(static_cast<pid_t>(m_server.processId()), SIGCONT);
}

std::optional<QByteArray> PulseLab::control(const QStringList& arguments) {
    QProcess pactl;
    pactl.setStandardErrorFile(QProcess::nullDevice());
    pactl.start(kControlProgram, arguments);
    if (!pactl.waitForFinished(5000) || pactl.exitStatus() != QProcess::NormalExit || pactl.exitCode() != 0)
        return std::nullopt;
    return pactl.readAllStandardOutput().trimmed();
}

bool PulseLab::plug(const QList<QStringList>& modules) {
    for (const QStringList& module : modules) {
        const auto index = control(QStringList{u"load-module"_qs} + module);
        if (!index)
            return false;
        m_spareModules.prepend(*index);
    }
    return true;
}

bool PulseLab::plugSpare() {
    return plug(
        {{u"module-null-sink"_qs, u"sink_name=lab_spare_speaker"_qs, u"rate=50000"_qs, u"norewinds=1"_qs},
         {u"module-remap-source"_qs, u"source_name=lab_spare_microphone"_qs, u"master=lab_spare_speaker.monitor"_qs}});
}

bool PulseLab::plugOther(int rateHz, int channels) {
    return plug(
        {{u"module-null-sink"_qs, u"sink_name=lab_other_speaker"_qs, u"norewinds=1"_qs, u"rate=%1"_qs.arg(rateHz),
          u"channels=%1"_qs.arg(channels)},
         {u"module-remap-source"_qs, u"source_name=lab_other_microphone"_qs, u"master=lab_other_speaker.monitor"_qs}});
}

bool PulseLab::unplugSpare() {
    bool isDone = true;
    for (const QByteArray& index : std::exchange(m_spareModules, {}))
        isDone = control({u"unload-module"_qs, QString::fromLatin1(index)}).has_value() && isDone;
    return isDone;
}

bool PulseLab::suspendSpeaker() {
    return control({u"suspend-sink"_qs, QString::fromLatin1(kSpeaker), u"1"_qs}).has_value() &&
           control({u"suspend-sink"_qs, u"lab_card"_qs, u"1"_qs}).has_value();
}

bool PulseLab::unplugAll() {
    m_spareModules.clear();
    // By its name, this unloads every card; what was mapped onto them goes with them.
    return control({u"unload-module"_qs, u"module-null-sink"_qs}).has_value();
}

} // namespace viz::test
