#include "core/protocol/secret.h"
#include "tests/support/stand_in_tunnel.h"
#include "tests/support/wait_for.h"
#include "tests/ui/scenes.h"
#include "tests/unit/tunnel/http_stand_in.h"
#include "ui/hosting_page.h"
#include "ui/tunnel_picker.h"

#include <QAbstractButton>
#include <QLineEdit>
#include <QSettings>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace viz::test {
namespace {

/// What FakeCall proves, asked through a tunnel.
QByteArray gateAnswer(const QByteArray& request) {
    const QByteArray nonce = QByteArray::fromBase64(headerOf(request, "X-Viz-Nonce"), QByteArray::Base64UrlEncoding);
    return httpAnswer("426 Upgrade Required", {}, "X-Viz: " + probeText("proof of " + nonce) + "\r\n");
}

void write(const QString& path, const QString& text) {
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(text.toUtf8());
}

/// A window on a computer where one tunnel program is installed, whose service is a web server of the test.
class TunnelStage {
public:
    explicit TunnelStage(HttpStandIn::Answer answer = gateAnswer, std::chrono::milliseconds farewell = 1h)
        : m_program(u"standin"_s), m_service(std::move(answer)), m_farewell(farewell) {
        write(catalogFile(), uR"json({"providers": [{"id": "stand-in", "name": "Stand-in", "program": "standin",
            "arguments": ["{port}"], "addressLines": ["open at (\\S+)"], "hosts": ["127.0.0.1"], "transport": "tcp",
            "limits": "Made up.", "privacy": "Sees nothing."}]})json"_s);
        setPlay(u"say open at 127.0.0.1:%1"_s.arg(m_service.port()));
        open();
    }

    void setPlay(const QString& play) const { m_program.setPlay(play); }
    /// As after a new start of Viz.
    void open() {
        WindowDefaults defaults = Stage::defaultsForTests();
        defaults.tunnels = {.catalogFile = catalogFile(),
                            .consentFile = consentFile(),
                            .dataFolder = m_program.folder(),
                            .finder = ProgramFinder({m_program.folder()}),
                            .tunnelTimes = {.terminate = 1h, .firstWait = 1ms, .longestWait = 1ms},
                            .probeTimes = {.settle = 0ms, .repeat = 5ms, .firstRetry = 5ms, .longestRetry = 5ms},
                            .typingPause = 0ms,
                            .farewell = m_farewell};
        m_stage.reset();
        m_stage = std::make_unique<Stage>(defaults);
        host();
    }
    void host() {
        m_stage->call().host(Stage::defaultsForTests().host);
        m_stage->call().listenOn(8443);
        m_stage->call().setInvite(u"viz1+ws:127.0.0.1:8443#x"_s);
    }

    void click(const QString& name) {
        auto* button = qobject_cast<QAbstractButton*>(m_stage->named(name));
        QVERIFY2(button != nullptr && button->isEnabled(), qPrintable(u"nothing to press is called "_s + name));
        button->click();
    }
    void startAgreed() {
        click(u"Start it for me"_s);
        if (m_stage->named(u"Agree and start"_s) != nullptr)
            click(u"Agree and start"_s);
    }
    [[nodiscard]] bool says(const QString& text) {
        const bool said = waitFor([&] { return m_stage->visibleText().contains(text); });
        if (!said)
            qWarning().noquote() << m_stage->visibleText();
        return said;
    }
    [[nodiscard]] bool invitesTo(quint16 port) {
        return waitFor([&] { return call().publicAddress && call().publicAddress->port == port; });
    }
    [[nodiscard]] bool hasEnded(qsizetype start) {
        return waitFor([&] { return m_program.starts() > start && !isRunning(m_program.seen(u"start"_s).at(start)); });
    }
    [[nodiscard]] QString address() const {
        return qobject_cast<QLineEdit*>(m_stage->named(u"Address of the tunnel"_s))->text();
    }
    [[nodiscard]] QString consentFile() const { return m_program.folder() + u"/viz.ini"_s; }
    [[nodiscard]] QString catalogFile() const { return m_program.folder() + u"/tunnels.json"_s; }

    Stage& stage() { return *m_stage; }
    FakeCall& call() { return m_stage->call(); }
    StandInTunnel& program() { return m_program; }
    HttpStandIn& service() { return m_service; }

private:
    StandInTunnel m_program;
    HttpStandIn m_service;
    std::chrono::milliseconds m_farewell;
    std::unique_ptr<Stage> m_stage;
};

} // namespace

class HostingTunnelTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(initializeCrypto()); }

    void oneClickBringsTheAddressIntoTheInviteAndTestsIt() {
        TunnelStage tunnel;
        tunnel.startAgreed();
        QVERIFY(tunnel.invitesTo(tunnel.service().port()));
        QCOMPARE(tunnel.call().publicAddress->host, std::string("127.0.0.1"));
        QVERIFY(tunnel.says(u"The tunnel through Stand-in is open"_s));
        QVERIFY(tunnel.says(u"Tested from outside: the invite reaches you."_s));
        QVERIFY(tunnel.service().requests().front().startsWith("GET /v1/abcdefghijk HTTP/1.1\r\n"));
        QCOMPARE(tunnel.program().seen(u"argument"_s), QStringList{u"8443"_s});
    }

    void asksForConsentBeforeAnythingRuns() {
        TunnelStage tunnel;
        tunnel.click(u"Start it for me"_s);
        QVERIFY(tunnel.says(u"Your computer becomes reachable through Stand-in"_s));
        QVERIFY(tunnel.says(u"Sees nothing."_s));
        QVERIFY(tunnel.says(u"Made up."_s));
        QCOMPARE(tunnel.program().starts(), 0);
        tunnel.click(u"Not now"_s);
        QVERIFY(tunnel.stage().named(u"Start it for me"_s) != nullptr);
        QVERIFY(!QFile::exists(tunnel.consentFile()));
        QCOMPARE(tunnel.program().starts(), 0);
    }

    void asksForConsentOnceAndKeepsOnlyTheName() {
        TunnelStage tunnel;
        tunnel.startAgreed();
        QVERIFY(tunnel.invitesTo(tunnel.service().port()));
        tunnel.open();
        tunnel.click(u"Start it for me"_s);
        QVERIFY(tunnel.stage().named(u"Agree and start"_s) == nullptr);
        QVERIFY(tunnel.invitesTo(tunnel.service().port()));
        const QSettings kept(tunnel.consentFile(), QSettings::IniFormat);
        QCOMPARE(kept.allKeys(), QStringList{u"tunnels/agreed"_s});
        QCOMPARE(kept.value(u"tunnels/agreed"_s).toStringList(), QStringList{u"stand-in"_s});
    }

    void consentToOneTunnelIsNoneToAnother() {
        TunnelStage tunnel;
        tunnel.startAgreed();
        TunnelConsents consents(tunnel.consentFile());
        QVERIFY(consents.isGiven(u"stand-in"_s));
        QVERIFY(!consents.isGiven(u"stand"_s));
        QVERIFY(!consents.isGiven(u"cloudflared"_s));
    }

    void anotherChoiceTakesTheQuestionAway() {
        TunnelStage tunnel;
        tunnel.click(u"Start it for me"_s);
        tunnel.click(u"Cloudflare"_s);
        QVERIFY(tunnel.stage().named(u"Agree and start"_s) == nullptr);
    }

    void whatIsNotInstalledHasItsCommandAndNoButton() {
        TunnelStage tunnel;
        tunnel.click(u"Cloudflare"_s);
        QVERIFY(tunnel.says(u"The program cloudflared is not installed"_s));
        QVERIFY(tunnel.says(u"--url http://127.0.0.1:8443"_s));
        QVERIFY(tunnel.stage().named(u"Do it by hand"_s) == nullptr);
        QVERIFY(tunnel.stage().named(u"Start it for me"_s) == nullptr);
    }

    // cloudflared ends at once where the empty file that the command names does not exist.
    void copiedCommandFindsItsFiles() {
        TunnelStage tunnel;
        qputenv("XDG_DATA_HOME", tunnel.program().folder().toUtf8());
        tunnel.click(u"Cloudflare"_s);
        tunnel.click(u"Copy the command"_s);
        QVERIFY(QFile::exists(tunnel.program().folder() + u"/viz/empty.yml"_s));
        qunsetenv("XDG_DATA_HOME");
    }

    void programThatWentAwayIsExplained() {
        TunnelStage tunnel;
        QVERIFY(QFile::remove(tunnel.program().path()));
        tunnel.startAgreed();
        QVERIFY(tunnel.says(u"The program standin is there but does not start"_s));
        QVERIFY(tunnel.stage().named(u"Start it for me"_s) != nullptr);
    }

    void programThatCrashesIsGivenUpInWordsWithItsLines() {
        TunnelStage tunnel;
        tunnel.setPlay(u"say the flux is low\ncrash"_s);
        tunnel.startAgreed();
        QVERIFY(tunnel.says(u"Stand-in ended by itself"_s));
        QVERIFY(!tunnel.stage().visibleText().contains(u"the flux is low"_s));
        tunnel.click(u"Details"_s);
        QVERIFY(tunnel.says(u"the flux is low"_s));
        QVERIFY(!tunnel.call().publicAddress.has_value());
        QVERIFY(tunnel.stage().named(u"Start it for me"_s) != nullptr);
    }

    void crashOfAnOpenTunnelBringsItBack() {
        TunnelStage tunnel;
        tunnel.startAgreed();
        QVERIFY(tunnel.says(u"Tested from outside"_s));
        QCOMPARE(::kill(tunnel.program().seen(u"start"_s).front().toInt(), SIGKILL), 0);
        QVERIFY(waitFor([&] { return tunnel.program().starts() == 2; }));
        QVERIFY(tunnel.says(u"Tested from outside"_s));
        QVERIFY(tunnel.invitesTo(tunnel.service().port()));
    }

    void newAddressGoesIntoTheInviteAndIsTested() {
        HttpStandIn second(gateAnswer);
        TunnelStage tunnel;
        tunnel.setPlay(u"say open at 127.0.0.1:%1\nawait later\nsay open at 127.0.0.1:%2"_s.arg(tunnel.service().port())
                           .arg(second.port()));
        tunnel.startAgreed();
        QVERIFY(tunnel.says(u"Tested from outside"_s));
        tunnel.program().allow(u"later"_s);
        QVERIFY(tunnel.invitesTo(second.port()));
        QVERIFY(waitFor([&] { return !second.requests().isEmpty(); }));
        QVERIFY(tunnel.says(u"Tested from outside"_s));
    }

    void tunnelFollowsTheDoorToAnotherPort() {
        TunnelStage tunnel;
        tunnel.startAgreed();
        QVERIFY(tunnel.invitesTo(tunnel.service().port()));
        tunnel.call().listenOn(9000);
        QVERIFY(tunnel.hasEnded(0));
        QVERIFY(waitFor([&] { return tunnel.program().starts() == 2; }));
        QCOMPARE(tunnel.program().seen(u"argument"_s).last(), u"9000"_s);
        QVERIFY(tunnel.says(u"The tunnel through Stand-in is open"_s));
        QVERIFY(tunnel.invitesTo(tunnel.service().port()));
    }

    void newAddressDuringACallGoesToTheCall() {
        HttpStandIn second(gateAnswer);
        TunnelStage tunnel;
        tunnel.setPlay(u"say open at 127.0.0.1:%1\nawait later\nsay open at 127.0.0.1:%2"_s.arg(tunnel.service().port())
                           .arg(second.port()));
        tunnel.startAgreed();
        QVERIFY(tunnel.invitesTo(tunnel.service().port()));
        tunnel.call().setState(CallState::Ringing);
        tunnel.call().accept();
        tunnel.program().allow(u"later"_s);
        QVERIFY(tunnel.invitesTo(second.port()));
        QCOMPARE(tunnel.call().state(), CallState::InCall);
        QVERIFY(isRunning(tunnel.program().seen(u"start"_s).front()));
    }

    // By then the call is the better test, and what the call proves, it proves no more to a stranger.
    void tunnelThatACallUsesIsLeftAlone() {
        TunnelStage tunnel;
        tunnel.startAgreed();
        QVERIFY(tunnel.says(u"Tested from outside"_s));
        tunnel.call().setState(CallState::Ringing);
        tunnel.call().accept();
        const auto asked = tunnel.service().requests().size();
        QVERIFY(waitFor([&] { return tunnel.service().requests().size() > asked + 5; }));
        QCOMPARE(tunnel.program().starts(), 1);
    }

    void leavingThePageEndsTheProgramAndForgetsItsAddress() {
        TunnelStage tunnel;
        tunnel.startAgreed();
        QVERIFY(tunnel.invitesTo(tunnel.service().port()));
        tunnel.click(u"Back"_s);
        QVERIFY(tunnel.hasEnded(0));
        QVERIFY(!tunnel.stage().find<HostingPage>()->publicAddress().has_value());
        tunnel.host();
        QVERIFY(tunnel.stage().named(u"Start it for me"_s) != nullptr);
        QVERIFY(tunnel.says(u"Until then, the invite works only on this computer."_s));
    }

    void endOfTheCallEndsTheProgram() {
        TunnelStage tunnel;
        tunnel.startAgreed();
        QVERIFY(tunnel.invitesTo(tunnel.service().port()));
        tunnel.call().setState(CallState::Ringing);
        tunnel.call().accept();
        tunnel.call().end({.reason = EndReason::HungUpThere, .detail = {}});
        QVERIFY(tunnel.hasEnded(0));
    }

    // Whoever is cut off can hear the goodbye only by this tunnel.
    void tunnelStaysUntilTheGoodbyeIsHeard() {
        TunnelStage tunnel;
        tunnel.startAgreed();
        QVERIFY(tunnel.invitesTo(tunnel.service().port()));
        tunnel.call().setState(CallState::InCall);
        tunnel.call().setState(CallState::Reconnecting);
        tunnel.call().farewellPending = true;
        tunnel.call().hangUp();
        const auto asked = tunnel.service().requests().size();
        QVERIFY(waitFor([&] { return tunnel.service().requests().size() > asked + 3; }));
        QVERIFY(isRunning(tunnel.program().seen(u"start"_s).front()));
        tunnel.call().endFarewell();
        QVERIFY(tunnel.hasEnded(0));
    }

    void nobodyWaitsForTheGoodbyeForEver() {
        TunnelStage tunnel(gateAnswer, 1ms);
        tunnel.startAgreed();
        QVERIFY(tunnel.invitesTo(tunnel.service().port()));
        tunnel.call().setState(CallState::InCall);
        tunnel.call().farewellPending = true;
        tunnel.call().hangUp();
        QVERIFY(tunnel.hasEnded(0));
    }

    void nextWaitingBeginsWithoutTheTunnelOfTheLast() {
        TunnelStage tunnel;
        tunnel.startAgreed();
        QVERIFY(tunnel.invitesTo(tunnel.service().port()));
        tunnel.call().setState(CallState::InCall);
        tunnel.call().farewellPending = true;
        tunnel.call().hangUp();
        tunnel.host();
        QVERIFY(tunnel.hasEnded(0));
        QVERIFY(tunnel.stage().named(u"Start it for me"_s) != nullptr);
        tunnel.call().endFarewell();
        tunnel.startAgreed();
        QVERIFY(waitFor([&] { return tunnel.program().starts() == 2; }));
    }

    void windowThatGoesTakesAStubbornProgramWithIt() {
        TunnelStage tunnel;
        tunnel.setPlay(u"stubborn\nsay open at 127.0.0.1:%1"_s.arg(tunnel.service().port()));
        tunnel.startAgreed();
        QVERIFY(tunnel.invitesTo(tunnel.service().port()));
        tunnel.stage().window().close();
        tunnel.open();
        QVERIFY(tunnel.hasEnded(0));
    }

    void cancelEndsAProgramThatNamesNoAddress() {
        TunnelStage tunnel;
        tunnel.setPlay({});
        tunnel.startAgreed();
        QVERIFY(tunnel.says(u"Stand-in starts and gets an address for you."_s));
        QVERIFY(tunnel.says(u"Viz fills it in as soon as the tunnel names it."_s));
        QVERIFY(waitFor([&] { return tunnel.program().starts() == 1; }));
        tunnel.click(u"Cancel"_s);
        QVERIFY(tunnel.hasEnded(0));
        QVERIFY(tunnel.stage().named(u"Start it for me"_s) != nullptr);
        QCOMPARE(tunnel.call().state(), CallState::Hosting);
    }

    void whatTheTestFindsWrongIsSaidInWords_data() {
        QTest::addColumn<QByteArray>("status");
        QTest::addColumn<QString>("sentence");
        QTest::newRow("web page") << QByteArray("200 OK") << u"web page (status 200) instead of Viz"_s;
        QTest::newRow("not found") << QByteArray("404 Not Found") << u"does not know this invite (status 404)"_s;
        QTest::newRow("too many") << QByteArray("429 Too Many Requests") << u"too much to do (status 429)"_s;
        QTest::newRow("gateway") << QByteArray("502 Bad Gateway") << u"does not reach this computer (status 502)"_s;
        QTest::newRow("no proof") << QByteArray("426 Upgrade Required") << u"leads to another Viz"_s;
    }
    void whatTheTestFindsWrongIsSaidInWords() {
        QFETCH(const QByteArray, status);
        QFETCH(const QString, sentence);
        TunnelStage tunnel([status](const QByteArray&) { return httpAnswer(status); });
        tunnel.startAgreed();
        QVERIFY(tunnel.says(sentence));
    }

    void typedAddressIsTestedToo() {
        TunnelStage tunnel;
        auto* field = qobject_cast<QLineEdit*>(tunnel.stage().named(u"Address of the tunnel"_s));
        field->setText(u"http://127.0.0.1:%1/prefix"_s.arg(tunnel.service().port()));
        QVERIFY(tunnel.says(u"Tested from outside: the invite reaches you."_s));
        QVERIFY(tunnel.service().requests().front().startsWith("GET /prefix/v1/abcdefghijk HTTP/1.1\r\n"));
        field->setText(u"http://"_s);
        QVERIFY(!tunnel.stage().visibleText().contains(u"Tested from outside"_s));
        QCOMPARE(tunnel.program().starts(), 0);
    }

    void emptiedFieldMeansNoAddress() {
        TunnelStage tunnel;
        tunnel.startAgreed();
        QVERIFY(tunnel.says(u"Tested from outside"_s));
        qobject_cast<QLineEdit*>(tunnel.stage().named(u"Address of the tunnel"_s))->clear();
        QVERIFY(!tunnel.call().publicAddress.has_value());
        QVERIFY(tunnel.says(u"Until then, the invite works only on this computer."_s));
        QVERIFY(!tunnel.stage().visibleText().contains(u"Tested from outside"_s));
    }

    void typedAddressIsNotOverwritten() {
        TunnelStage tunnel;
        tunnel.setPlay(u"await later\nsay open at 127.0.0.1:%1"_s.arg(tunnel.service().port()));
        tunnel.startAgreed();
        auto* field = qobject_cast<QLineEdit*>(tunnel.stage().named(u"Address of the tunnel"_s));
        field->setText(u"https://my.example"_s);
        tunnel.program().allow(u"later"_s);
        QVERIFY(tunnel.says(u"is open"_s));
        QCOMPARE(tunnel.address(), u"https://my.example"_s);
        tunnel.click(u"Stop"_s);
        QVERIFY(tunnel.hasEnded(0));
        QCOMPARE(tunnel.address(), u"https://my.example"_s);
    }

    void mistakesInTheUsersTunnelsAreTold() {
        TunnelStage tunnel;
        write(tunnel.catalogFile(), u"{\"providers\": [{\"id\": \"half\"}]}"_s);
        tunnel.open();
        QVERIFY(tunnel.says(u"Part of tunnels.json cannot be used. The provider \"half\""_s));
    }

    void readyOnesComeFirstAndTheOthersAreUnderMore() {
        TunnelStage tunnel;
        auto* picker = tunnel.stage().find<TunnelPicker>();
        QCOMPARE(picker->chosen()->provider.id, u"stand-in"_s);
        QVERIFY(tunnel.stage().named(u"Tailscale Funnel"_s) == nullptr);
        tunnel.click(u"More"_s);
        QVERIFY(tunnel.stage().named(u"Tailscale Funnel"_s) != nullptr);
        tunnel.click(u"bore"_s);
        QCOMPARE(picker->chosen()->provider.id, u"bore"_s);
        tunnel.call().listenOn(9000); // the commands are new, the choice is not
        QCOMPARE(picker->chosen()->provider.id, u"bore"_s);
        QVERIFY(tunnel.says(u"bore local 9000"_s));
    }

    void installedOnesPassThoseOfBetterRank() {
        const auto row = [](const QString& id, bool installed, bool offered) {
            TunnelChoice choice;
            choice.provider.id = id;
            choice.path = installed ? u"/x"_s : QString();
            choice.provider.isOffered = offered;
            return choice;
        };
        QStringList ids;
        for (const TunnelChoice& choice : easiestFirst({row(u"a"_s, false, true), row(u"b"_s, true, true),
                                                        row(u"c"_s, true, false), row(u"d"_s, true, true)}))
            ids += choice.provider.id;
        QCOMPARE(ids, QStringList({u"b"_s, u"d"_s, u"a"_s, u"c"_s}));
    }
};

} // namespace viz::test

QTEST_MAIN(viz::test::HostingTunnelTest)
#include "hosting_tunnel_test.moc"
