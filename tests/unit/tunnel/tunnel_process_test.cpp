#include "core/tunnel/tunnel_catalog.h"
#include "core/tunnel/tunnel_process.h"
#include "tests/support/stand_in_tunnel.h"
#include "tests/support/wait_for.h"
#include "tests/unit/tunnel/http_stand_in.h"
#include "tests/unit/tunnel/recorded_output.h"

#include <gtest/gtest.h>

namespace viz {
namespace {

using namespace std::chrono_literals;
using State = TunnelLife::State;
using test::httpAnswer;
using test::HttpStandIn;
using test::StandInTunnel;
using test::waitFor;

/// Waits that a test is about are short, the others so long that they play no part.
TunnelTimes patientTimes() {
    return {.address = 1h, .ready = 1h, .terminate = 1h, .steady = 1h, .firstWait = 1ms, .longestWait = 1ms};
}

/// Everything a tunnel tells.
class Witness {
public:
    explicit Witness(TunnelProcess& tunnel) {
        QObject::connect(&tunnel, &TunnelProcess::addressChanged, &m_context,
                         [this](const QUrl& url) { addresses += url.toString(); });
        QObject::connect(&tunnel, &TunnelProcess::failed, &m_context, [this](TunnelFault fault) { faults += fault; });
        QObject::connect(&tunnel, &TunnelProcess::stopped, &m_context, [this] { ++stops; });
        QObject::connect(&tunnel, &TunnelProcess::stateChanged, &m_context, [this](State state) { states += state; });
    }

    QStringList addresses;
    QList<TunnelFault> faults;
    QList<State> states;
    int stops = 0;

private:
    QObject m_context;
};

class TunnelProcessTest : public testing::Test {
protected:
    TunnelProcess::Setup setup(const QString& id, const StandInTunnel& program, TunnelTimes times = patientTimes()) {
        const TunnelCatalog catalog;
        return {.provider = *catalog.find(id),
                .program = program.path(),
                .port = 8443,
                .dataFolder = m_folder.filePath(u"data"_qs),
                .settings = {{u"server"_qs, {u"me@vps"_qs}},
                             {u"serverPort"_qs, {u"8443"_qs}},
                             {u"configFile"_qs, {u"/f"_qs}},
                             {u"publicUrl"_qs, {u"https://viz.example.org"_qs}}},
                .times = times,
                .apiInterval = 5ms,
                // Where nobody listens, unless a test does.
                .apiPort = 1};
    }

    QTemporaryDir m_folder;
    SteadyClock m_clock;
};

TEST_F(TunnelProcessTest, FindsTheAddressOfEveryProvider) {
    for (const auto& recorded : test::recordedOutputs()) {
        StandInTunnel program(u"program"_qs);
        QString play;
        for (const QString& line : QString::fromUtf8(recorded.bytes).split(u'\n'))
            play += u"say "_qs + QString(line).replace(u'\\', u"\\\\"_qs).replace(u'\x1b', u"\\e"_qs) + u'\n';
        program.setPlay(play);
        TunnelProcess::Setup plan = setup(recorded.id, program);
        if (plan.provider.api)
            plan.provider.api->readyPath.clear(); // it has tests of its own below
        TunnelProcess tunnel(plan, m_clock);
        const Witness witness(tunnel);
        tunnel.start();
        EXPECT_TRUE(waitFor([&] { return witness.addresses.size() >= recorded.addresses.size(); }))
            << recorded.id.toStdString() << ", " << recorded.what.toStdString();
        EXPECT_EQ(witness.addresses, recorded.addresses) << recorded.id.toStdString();
    }
}

TEST_F(TunnelProcessTest, PassesArgumentsWithoutAShell) {
    StandInTunnel program(u"lt"_qs, u"say your url is: https://a.loca.lt"_qs);
    TunnelProcess::Setup plan = setup(u"localtunnel"_qs, program);
    plan.provider.arguments = {u"$(touch x)"_qs, u"two words"_qs, u"{port}"_qs, u"*"_qs};
    TunnelProcess tunnel(plan, m_clock);
    tunnel.start();
    ASSERT_TRUE(waitFor([&] { return program.starts() == 1; }));
    EXPECT_EQ(program.seen(u"argument"_qs), QStringList({u"$(touch x)"_qs, u"two words"_qs, u"8443"_qs, u"*"_qs}));
}

TEST_F(TunnelProcessTest, KeepsOurEnvironmentToItself) {
    qputenv("VIZ_TEST_SECRET", "secret");
    StandInTunnel program(u"lt"_qs);
    TunnelProcess tunnel(setup(u"localtunnel"_qs, program), m_clock);
    tunnel.start();
    ASSERT_TRUE(waitFor([&] { return program.starts() == 1; }));
    qunsetenv("VIZ_TEST_SECRET");
    const QString all = program.seen(u"environment"_qs).join(u'\n');
    EXPECT_TRUE(all.contains(u"PATH=")) << all.toStdString();
    EXPECT_FALSE(all.contains(u"VIZ_TEST_SECRET"));
}

TEST_F(TunnelProcessTest, TellsTheSameAddressOnce) {
    StandInTunnel program(u"lt"_qs, u"say your url is: https://a.loca.lt\nsay your url is: https://a.loca.lt\n"
                                    "say your url is: https://b.loca.lt"_qs);
    TunnelProcess tunnel(setup(u"localtunnel"_qs, program), m_clock);
    const Witness witness(tunnel);
    tunnel.start();
    ASSERT_TRUE(waitFor([&] { return witness.addresses.size() >= 2; }));
    EXPECT_EQ(witness.addresses, QStringList({u"https://a.loca.lt"_qs, u"https://b.loca.lt"_qs}));
    EXPECT_EQ(tunnel.address(), QUrl(u"https://b.loca.lt"_qs));
}

TEST_F(TunnelProcessTest, WaitsForALateAddressInPieces) {
    StandInTunnel program(u"lt"_qs, u"warn starting\npart your url is: https://lat\nawait go\npart e.loca.lt\\n"_qs);
    TunnelProcess tunnel(setup(u"localtunnel"_qs, program), m_clock);
    const Witness witness(tunnel);
    tunnel.start();
    ASSERT_TRUE(waitFor([&] { return tunnel.recentLines().contains(u"starting"_qs); }));
    EXPECT_TRUE(witness.addresses.isEmpty());
    program.allow(u"go"_qs);
    ASSERT_TRUE(waitFor([&] { return !witness.addresses.isEmpty(); }));
    EXPECT_EQ(witness.addresses.front(), u"https://late.loca.lt"_qs);
}

TEST_F(TunnelProcessTest, ReadsStandardErrorToo) {
    StandInTunnel program(u"lt"_qs, u"warn your url is: https://a.loca.lt"_qs);
    TunnelProcess tunnel(setup(u"localtunnel"_qs, program), m_clock);
    const Witness witness(tunnel);
    tunnel.start();
    EXPECT_TRUE(waitFor([&] { return witness.addresses == QStringList{u"https://a.loca.lt"_qs}; }));
}

TEST_F(TunnelProcessTest, IsNotDrownedByAFlood) {
    StandInTunnel program(u"lt"_qs, u"flood 3000000\nsay \nsay your url is: https://a.loca.lt"_qs);
    TunnelProcess tunnel(setup(u"localtunnel"_qs, program), m_clock);
    const Witness witness(tunnel);
    tunnel.start();
    EXPECT_TRUE(waitFor([&] { return !witness.addresses.isEmpty(); }));
}

TEST_F(TunnelProcessTest, IsNotMisledByOtherHosts) {
    StandInTunnel program(u"lt"_qs,
                          u"say your url is: https://evil.example\nsay your url is: https://a.loca.lt.evil.test\n"
                          "say your url is: https://x@a.loca.lt\nsay done"_qs);
    TunnelProcess tunnel(setup(u"localtunnel"_qs, program), m_clock);
    const Witness witness(tunnel);
    tunnel.start();
    ASSERT_TRUE(waitFor([&] { return tunnel.recentLines().contains(u"done"_qs); }));
    EXPECT_TRUE(witness.addresses.isEmpty());
}

TEST_F(TunnelProcessTest, BringsACrashedTunnelBackUnderItsNewAddress) {
    StandInTunnel program(u"lt"_qs, u"say your url is: https://second.loca.lt"_qs);
    program.setPlay(1, u"say your url is: https://first.loca.lt\nawait go\ncrash"_qs);
    TunnelProcess tunnel(setup(u"localtunnel"_qs, program), m_clock);
    const Witness witness(tunnel);
    tunnel.start();
    ASSERT_TRUE(waitFor([&] { return witness.addresses.size() == 1; }));
    program.allow(u"go"_qs);
    ASSERT_TRUE(waitFor([&] { return witness.addresses.size() == 2; }));
    EXPECT_EQ(witness.addresses.back(), u"https://second.loca.lt"_qs);
    EXPECT_EQ(witness.states, QList<State>({State::Starting, State::Up, State::Waiting, State::Starting, State::Up}));
    EXPECT_TRUE(witness.faults.isEmpty());
}

TEST_F(TunnelProcessTest, SaysNothingNewWhenTheSameAddressIsBack) {
    StandInTunnel program(u"lt"_qs, u"say your url is: https://a.loca.lt"_qs);
    program.setPlay(1, u"say your url is: https://a.loca.lt\nawait go\nexit 0"_qs);
    TunnelProcess tunnel(setup(u"localtunnel"_qs, program), m_clock);
    const Witness witness(tunnel);
    tunnel.start();
    ASSERT_TRUE(waitFor([&] { return tunnel.state() == State::Up; }));
    program.allow(u"go"_qs);
    ASSERT_TRUE(waitFor([&] { return witness.states.count(State::Up) == 2; }));
    EXPECT_EQ(witness.addresses.size(), 1);
}

TEST_F(TunnelProcessTest, GivesUpOnOneThatNeverNamesAnAddress) {
    StandInTunnel program(u"lt"_qs, u"say hello"_qs);
    TunnelTimes times = patientTimes();
    times.address = 20ms;
    TunnelProcess tunnel(setup(u"localtunnel"_qs, program, times), m_clock);
    const Witness witness(tunnel);
    tunnel.start();
    ASSERT_TRUE(waitFor([&] { return !witness.faults.isEmpty(); }));
    EXPECT_EQ(witness.faults, QList{TunnelFault::NoAddress});
    EXPECT_EQ(tunnel.state(), State::Failed);
}

TEST_F(TunnelProcessTest, GivesUpAtOnceOnAMissingAccountAndStartsAgainWhenAsked) {
    StandInTunnel program(u"ngrok"_qs, u"say {\"msg\":\"started tunnel\",\"url\":\"https://a.ngrok.app\"}"_qs);
    program.setPlay(1, u"say ERROR:  ERR_NGROK_4018"_qs);
    TunnelProcess tunnel(setup(u"ngrok"_qs, program), m_clock);
    const Witness witness(tunnel);
    tunnel.start();
    ASSERT_TRUE(waitFor([&] { return !witness.faults.isEmpty(); }));
    EXPECT_EQ(witness.faults, QList{TunnelFault::NeedsAccount});
    EXPECT_EQ(program.starts(), 1);
    EXPECT_TRUE(tunnel.recentLines().contains(u"ERROR:  ERR_NGROK_4018"_qs));
    tunnel.start();
    EXPECT_TRUE(waitFor([&] { return witness.addresses == QStringList{u"https://a.ngrok.app"_qs}; }));
}

TEST_F(TunnelProcessTest, NamesWhatItNeedsBeforeItStartsAnything) {
    StandInTunnel program(u"ssh"_qs);
    TunnelProcess::Setup plan = setup(u"own-server"_qs, program);
    plan.settings.remove(u"publicUrl"_qs);
    TunnelProcess tunnel(plan, m_clock);
    const Witness witness(tunnel);
    tunnel.start();
    EXPECT_EQ(witness.faults, QList{TunnelFault::NeedsSettings});
    EXPECT_EQ(tunnel.missingSetting(), u"publicUrl"_qs);
    EXPECT_EQ(tunnel.state(), State::Failed);
    EXPECT_EQ(program.starts(), 0);
}

TEST_F(TunnelProcessTest, NamesAProgramThatIsNotThereOrDoesNotStart) {
    StandInTunnel program(u"lt"_qs);
    TunnelProcess::Setup plan = setup(u"localtunnel"_qs, program);
    plan.program.clear();
    TunnelProcess missing(plan, m_clock);
    const Witness missingWitness(missing);
    missing.start();
    EXPECT_EQ(missingWitness.faults, QList{TunnelFault::NotInstalled});

    plan.program = m_folder.path();
    TunnelProcess folder(plan, m_clock);
    const Witness folderWitness(folder);
    folder.start();
    EXPECT_TRUE(waitFor([&] { return folderWitness.faults == QList{TunnelFault::CannotStart}; }));
    EXPECT_EQ(folder.state(), State::Failed);
}

TEST_F(TunnelProcessTest, StopsPolitely) {
    StandInTunnel program(u"lt"_qs, u"say your url is: https://a.loca.lt"_qs);
    TunnelProcess tunnel(setup(u"localtunnel"_qs, program), m_clock);
    const Witness witness(tunnel);
    tunnel.start();
    ASSERT_TRUE(waitFor([&] { return tunnel.state() == State::Up; }));
    tunnel.stop();
    ASSERT_TRUE(waitFor([&] { return witness.stops == 1; }));
    EXPECT_EQ(tunnel.state(), State::Idle);
    EXPECT_TRUE(witness.faults.isEmpty());
}

TEST_F(TunnelProcessTest, KillsOneThatDoesNotStop) {
    StandInTunnel program(u"lt"_qs, u"stubborn\nsay your url is: https://a.loca.lt"_qs);
    TunnelTimes times = patientTimes();
    times.terminate = 20ms;
    TunnelProcess tunnel(setup(u"localtunnel"_qs, program, times), m_clock);
    const Witness witness(tunnel);
    tunnel.start();
    ASSERT_TRUE(waitFor([&] { return tunnel.state() == State::Up; }));
    tunnel.stop();
    EXPECT_TRUE(waitFor([&] { return witness.stops == 1; }));
}

TEST_F(TunnelProcessTest, RestartsWhenAsked) {
    StandInTunnel program(u"lt"_qs, u"say your url is: https://a.loca.lt"_qs);
    TunnelProcess tunnel(setup(u"localtunnel"_qs, program), m_clock);
    const Witness witness(tunnel);
    tunnel.start();
    ASSERT_TRUE(waitFor([&] { return tunnel.state() == State::Up; }));
    tunnel.restart();
    EXPECT_TRUE(waitFor([&] { return witness.states.count(State::Up) == 2; }));
    EXPECT_EQ(program.starts(), 2);
}

constexpr auto kCloudflarePlay = "warn 2026-01-05T10:00:03Z INF |  https://one-two.trycloudflare.com   |";

TEST_F(TunnelProcessTest, EndsBeforeItIsStartedForAnotherPort) {
    StandInTunnel program(u"lt"_qs, u"say your url is: https://a.loca.lt"_qs);
    TunnelProcess::Setup plan = setup(u"localtunnel"_qs, program);
    plan.provider.arguments = {u"{port}"_qs};
    TunnelProcess tunnel(plan, m_clock);
    const Witness witness(tunnel);
    tunnel.start();
    ASSERT_TRUE(waitFor([&] { return !witness.addresses.isEmpty(); }));
    tunnel.setPort(9000);
    ASSERT_TRUE(waitFor([&] { return program.starts() == 2; }));
    EXPECT_FALSE(test::isRunning(program.seen(u"start"_qs).front())) << "a service may allow one tunnel only";
    ASSERT_TRUE(waitFor([&] { return program.seen(u"argument"_qs).size() == 2; }));
    EXPECT_EQ(program.seen(u"argument"_qs), QStringList({u"8443"_qs, u"9000"_qs}));
}

TEST_F(TunnelProcessTest, WaitsUntilCloudflareIsConnected) {
    bool isReady = false;
    const HttpStandIn metrics([&](const QByteArray& request) {
        return request.startsWith("GET /ready ") && isReady ? httpAnswer("200 OK")
                                                            : httpAnswer("503 Service Unavailable");
    });
    StandInTunnel program(u"cloudflared"_qs, QString::fromLatin1(kCloudflarePlay));
    TunnelProcess::Setup plan = setup(u"cloudflared"_qs, program);
    plan.apiPort = metrics.port();
    TunnelProcess tunnel(plan, m_clock);
    const Witness witness(tunnel);
    tunnel.start();
    ASSERT_TRUE(waitFor([&] { return tunnel.state() == State::Connecting; }));
    EXPECT_TRUE(witness.addresses.isEmpty());
    isReady = true;
    EXPECT_TRUE(waitFor([&] { return witness.addresses == QStringList{u"https://one-two.trycloudflare.com"_qs}; }));
    const QStringList arguments = program.seen(u"argument"_qs);
    EXPECT_TRUE(arguments.contains(u"127.0.0.1:%1"_qs.arg(metrics.port())));
    EXPECT_TRUE(QFile::exists(arguments.value(arguments.indexOf(u"--config"_qs) + 1)));
}

TEST_F(TunnelProcessTest, FallsBackToHttp2WhenQuicDoesNotConnect) {
    StandInTunnel program(u"cloudflared"_qs, QString::fromLatin1(kCloudflarePlay));
    const HttpStandIn metrics([&](const QByteArray& request) {
        const bool isSecond = program.starts() >= 2;
        return request.startsWith("GET /ready ") && isSecond ? httpAnswer("200 OK")
                                                             : httpAnswer("503 Service Unavailable");
    });
    TunnelTimes times = patientTimes();
    times.ready = 1s; // should the second start be too slow for it, there is a third
    TunnelProcess::Setup plan = setup(u"cloudflared"_qs, program, times);
    plan.apiPort = metrics.port();
    TunnelProcess tunnel(plan, m_clock);
    const Witness witness(tunnel);
    tunnel.start();
    ASSERT_TRUE(waitFor([&] { return tunnel.state() == State::Up; }));
    EXPECT_GE(program.starts(), 2);
    EXPECT_EQ(program.seen(u"argument"_qs).count(u"http2"_qs), program.starts() - 1);
    EXPECT_EQ(witness.addresses.size(), 1);
}

TEST_F(TunnelProcessTest, TakesTheAddressFromTheLocalServer) {
    const HttpStandIn metrics([](const QByteArray& request) {
        return httpAnswer("200 OK", request.startsWith("GET /quicktunnel ")
                                        ? "{\"hostname\":\"from-the-api.trycloudflare.com\"}"
                                        : "{}");
    });
    StandInTunnel program(u"cloudflared"_qs);
    TunnelProcess::Setup plan = setup(u"cloudflared"_qs, program);
    plan.apiPort = metrics.port();
    TunnelProcess tunnel(plan, m_clock);
    const Witness witness(tunnel);
    tunnel.start();
    EXPECT_TRUE(
        waitFor([&] { return witness.addresses == QStringList{u"https://from-the-api.trycloudflare.com"_qs}; }));
}

TEST_F(TunnelProcessTest, AsksTheLocalServerNoMoreOnceEverythingIsKnown) {
    const HttpStandIn silent([](const QByteArray&) { return httpAnswer("404 Not Found"); });
    StandInTunnel program(u"ngrok"_qs,
                          u"await go\nsay {\"msg\":\"started tunnel\",\"url\":\"https://a.ngrok.app\"}"_qs);
    TunnelProcess::Setup plan = setup(u"ngrok"_qs, program);
    plan.provider.api->port = QString::number(silent.port());
    TunnelProcess tunnel(plan, m_clock);
    tunnel.start();
    ASSERT_TRUE(waitFor([&] { return !silent.requests().isEmpty(); }));
    program.allow(u"go"_qs);
    ASSERT_TRUE(waitFor([&] { return tunnel.state() == State::Up; }));
    const auto asked = silent.requests().size();
    EXPECT_FALSE(waitFor([&] { return silent.requests().size() > asked + 6; }, 100ms)) << "but for those on their way";
}

TEST_F(TunnelProcessTest, DoesNotBelieveALocalServerThatNamesOtherHosts) {
    const HttpStandIn metrics(
        [](const QByteArray&) { return httpAnswer("200 OK", "{\"hostname\":\"evil.example\"}"); });
    StandInTunnel program(u"cloudflared"_qs);
    TunnelProcess::Setup plan = setup(u"cloudflared"_qs, program);
    plan.apiPort = metrics.port();
    TunnelProcess tunnel(plan, m_clock);
    const Witness witness(tunnel);
    tunnel.start();
    ASSERT_TRUE(waitFor([&] { return metrics.requests().size() >= 3; }));
    EXPECT_TRUE(witness.addresses.isEmpty());
    EXPECT_EQ(tunnel.state(), State::Starting);
}

} // namespace
} // namespace viz
