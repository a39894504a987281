#include "tests/support/wait_for.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTcpServer>
#include <QTemporaryDir>

#include <gtest/gtest.h>

#include <memory>

namespace viz {
namespace {

const QStringList kNoSoundCard{QStringLiteral("--input"), QStringLiteral("silence"), QStringLiteral("--output"),
                               QStringLiteral("null")};

/// The program itself, as a script runs it: output through pipes.
class Program {
public:
    explicit Program(const QStringList& arguments) {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        for (const char* display : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"})
            environment.remove(QString::fromLatin1(display));
        m_process.setProcessEnvironment(environment);
        m_process.start(QStringLiteral(VIZ_PROGRAM), arguments);
    }
    ~Program() {
        m_process.kill();
        m_process.waitForFinished();
    }

    [[nodiscard]] bool waitForOutput(const QByteArray& text) {
        return test::waitFor([&] { return output().contains(text); });
    }
    /// The rest of the first line that begins with `word`.
    [[nodiscard]] QString lineAfter(const QByteArray& word) {
        for (const QByteArray& line : output().split('\n'))
            if (line.startsWith(word + ' '))
                return QString::fromUtf8(line.mid(word.size() + 1));
        return {};
    }
    [[nodiscard]] int exitCode() {
        EXPECT_TRUE(test::waitFor([this] { return m_process.state() == QProcess::NotRunning; }));
        EXPECT_EQ(m_process.exitStatus(), QProcess::NormalExit);
        return m_process.exitCode();
    }
    [[nodiscard]] const QByteArray& output() { return m_output += m_process.readAllStandardOutput(); }
    [[nodiscard]] const QByteArray& errors() { return m_errors += m_process.readAllStandardError(); }
    void interrupt() { m_process.terminate(); }
    void type(const QByteArray& line) { m_process.write(line); }
    [[nodiscard]] qint64 id() const { return m_process.processId(); }

private:
    QProcess m_process;
    QByteArray m_output;
    QByteArray m_errors;
};

QStringList hostArguments(const QStringList& arguments) {
    return QStringList{QStringLiteral("host"), QStringLiteral("--port"), QStringLiteral("0")} + kNoSoundCard +
           arguments;
}

Program host(const QStringList& arguments) { return Program(hostArguments(arguments)); }

Program join(const QString& invite, const QStringList& arguments = {}) {
    return Program(QStringList{QStringLiteral("join"), invite} + kNoSoundCard + arguments);
}

TEST(Program, WritesLinesAtOnceAndHangsUpOnASignal) {
    Program program = host({});
    ASSERT_TRUE(program.waitForOutput("\ninvite viz1+ws:127.0.0.1:")) << program.errors().constData();
    program.interrupt();
    EXPECT_EQ(program.exitCode(), 0);
    EXPECT_TRUE(program.output().endsWith("ended hung-up-here\n")) << program.output().constData();
}

TEST(Program, CallsItself) {
    Program first =
        host({QStringLiteral("--accept"), QStringLiteral("verified"), QStringLiteral("--name"), QStringLiteral("Ann")});
    ASSERT_TRUE(first.waitForOutput("\ninvite "));
    Program second = join(first.lineAfter("invite"), {QStringLiteral("--name"), QStringLiteral("Bob B"),
                                                      QStringLiteral("--duration"), QStringLiteral("0.2")});
    EXPECT_EQ(second.exitCode(), 0) << second.errors().constData();
    EXPECT_EQ(first.exitCode(), 0) << first.errors().constData();
    EXPECT_TRUE(first.output().contains("\nringing Bob B\n")) << first.output().constData();
    EXPECT_TRUE(first.output().endsWith("\nconnected Bob B verified-by-link\nended hung-up-there\n"));
    EXPECT_TRUE(second.output().startsWith("ringing Ann\n")) << second.output().constData();
    EXPECT_TRUE(second.output().endsWith("\nconnected Ann verified-by-link\nended duration-reached\n"));
    EXPECT_EQ(first.lineAfter("words"), second.lineAfter("words"));
    EXPECT_EQ(first.lineAfter("words").split(u' ').size(), 5);
}

// The host's computer loses its power; its address does not answer any more.
TEST(Program, ReconnectsAndTakesANewAddressFromTheTerminal) {
    auto first = std::make_unique<Program>(hostArguments({QStringLiteral("--accept"), QStringLiteral("all")}));
    ASSERT_TRUE(first->waitForOutput("\ninvite "));
    Program second = join(first->lineAfter("invite"));
    ASSERT_TRUE(second.waitForOutput("\nconnected "));
    first.reset();
    ASSERT_TRUE(second.waitForOutput("\nreconnecting\n")) << second.output().constData();
    ASSERT_TRUE(test::waitFor([&] { return second.errors().contains("type it here"); }));
    second.type("https://new.example/?room=1\n");
    ASSERT_TRUE(test::waitFor([&] { return second.errors().contains("web page"); })) << second.errors().constData();
    second.type("ws://127.0.0.1:1\n");
    ASSERT_TRUE(test::waitFor([&] { return second.errors().contains("Viz tries 127.0.0.1:1, too."); }));
    second.interrupt();
    EXPECT_EQ(second.exitCode(), 0);
    EXPECT_TRUE(second.output().endsWith("\nreconnecting\nended hung-up-here\n")) << second.output().constData();
}

TEST(Program, ResumesTheDemosCallAfterACut) {
    Program program({QStringLiteral("demo"), QStringLiteral("--json"), QStringLiteral("--duration"),
                     QStringLiteral("8"), QStringLiteral("--simulate"), QStringLiteral("cut@2000")});
    EXPECT_EQ(program.exitCode(), 0) << program.errors().constData();
    const QJsonObject report = QJsonDocument::fromJson(program.output()).object();
    for (const char* direction : {"hostToJoiner", "joinerToHost"})
        EXPECT_GE(report.value(QLatin1StringView(direction)).toObject().value(u"reconnects").toInt(), 1)
            << direction << '\n'
            << program.output().constData();
    EXPECT_TRUE(report.value(u"wordsMatch").toBool());
}

TEST(Program, AsksOnTheTerminalAndTakesNoForAnAnswer) {
    Program first = host({QStringLiteral("--accept"), QStringLiteral("ask")});
    ASSERT_TRUE(first.waitForOutput("\ninvite "));
    Program second = join(first.lineAfter("invite"));
    ASSERT_TRUE(test::waitFor([&] { return first.errors().contains("[y/n]"); }));
    first.type("n\n");
    EXPECT_EQ(second.exitCode(), 6);
    EXPECT_TRUE(second.output().endsWith("ended declined-there\n")) << second.output().constData();
    EXPECT_EQ(second.errors().count('\n'), 1) << second.errors().constData();
}

TEST(Program, ShowsNoSecretInTheListOfProcesses) {
    Program first = host({QStringLiteral("--accept"), QStringLiteral("ask")});
    ASSERT_TRUE(first.waitForOutput("\ninvite "));
    const QString invite = first.lineAfter("invite");
    Program second = join(invite);
    ASSERT_TRUE(second.waitForOutput("ringing"));
    QFile commandLine(QStringLiteral("/proc/%1/cmdline").arg(second.id()));
    ASSERT_TRUE(commandLine.open(QIODevice::ReadOnly));
    const QByteArray shown = commandLine.readAll();
    EXPECT_TRUE(shown.contains("join")) << shown.constData();
    EXPECT_FALSE(shown.contains(invite.section(u'#', 1).toUtf8())) << shown.constData();
}

TEST(Program, SaysThatThePortIsTaken) {
    QTcpServer other;
    ASSERT_TRUE(other.listen(QHostAddress::LocalHost));
    Program program(QStringList{QStringLiteral("host"), QStringLiteral("--port"), QString::number(other.serverPort())} +
                    kNoSoundCard);
    EXPECT_EQ(program.exitCode(), 4);
    EXPECT_EQ(program.output(), "ended cannot-listen\n");
    EXPECT_TRUE(program.errors().contains("--port 0")) << program.errors().constData();
}

TEST(Program, SaysThatNobodyListens) {
    QTcpServer gone;
    ASSERT_TRUE(gone.listen(QHostAddress::LocalHost));
    const quint16 port = gone.serverPort();
    gone.close();
    Program program = join(QStringLiteral("ws://127.0.0.1:%1").arg(port));
    EXPECT_EQ(program.exitCode(), 4);
    EXPECT_EQ(program.output(), "ended connection-refused\n");
}

TEST(Program, SaysWhichFileIsMissing) {
    Program program({QStringLiteral("demo"), QStringLiteral("--input"), QStringLiteral("file:/no/such.wav")});
    EXPECT_EQ(program.exitCode(), 3);
    EXPECT_TRUE(program.errors().contains("/no/such.wav")) << program.errors().constData();
}

TEST(Program, RefusesFilesItCannotWrite) {
    const QString path = QStringLiteral("/no/such/folder/file");
    for (const QString& option : {QStringLiteral("--stats"), QStringLiteral("--log-file")})
        EXPECT_EQ(host({option, path}).exitCode(), 3) << option.toStdString();
    EXPECT_EQ(host({QStringLiteral("--output"), u"file:"_qs + path}).exitCode(), 3);
}

TEST(Program, OpensNoWindowWithoutADisplay) {
    Program program({});
    EXPECT_EQ(program.exitCode(), 2);
    EXPECT_EQ(program.errors().count('\n'), 1) << program.errors().constData();
}

TEST(Program, WritesOnlyObjectsWithJson) {
    Program program = host({QStringLiteral("--json"), QStringLiteral("--stats"), QStringLiteral("-")});
    ASSERT_TRUE(program.waitForOutput("\"invite\""));
    program.interrupt();
    EXPECT_EQ(program.exitCode(), 0);
    const QByteArrayList lines = program.output().trimmed().split('\n');
    EXPECT_EQ(lines.size(), 4); // listening, invite, the last statistics, ended
    for (const QByteArray& line : lines)
        EXPECT_TRUE(QJsonDocument::fromJson(line).isObject()) << line.constData();
}

} // namespace
} // namespace viz
