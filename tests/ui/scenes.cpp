#include "tests/ui/scenes.h"

#include "core/tunnel/builtin_providers.h"
#include "core/tunnel/tunnel_words.h"
#include "tests/support/wait_for.h"
#include "ui/address_step.h"
#include "ui/call_banner.h"
#include "ui/home_page.h"
#include "ui/hosting_page.h"
#include "ui/new_address_form.h"
#include "ui/tunnel_picker.h"
#include "ui/tunnel_progress.h"
#include "ui/tunnel_step.h"
#include "ui/wrap_label.h"

#include <QAbstractButton>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace viz::test {
namespace {

QList<TunnelChoice> choicesWith(const QStringList& programs) {
    QList<TunnelChoice> choices = tunnelChoices(TunnelCatalog(), ProgramFinder({u"/nowhere"_s}), 8443);
    for (TunnelChoice& choice : choices) {
        if (programs.contains(choice.provider.program))
            choice.path = u"/usr/bin/"_s + choice.provider.program;
    }
    return easiestFirst(choices);
}

void enterHosting(Stage& stage, const QStringList& programs = {u"cloudflared"_s, u"ssh"_s}) {
    stage.call().host(Stage::defaultsForTests().host);
    stage.call().listenOn(8443);
    stage.call().setInvite(u"viz1+ws:127.0.0.1:8443#AAECAwQFBgcICQoLDA0ODxVJ"_s);
    stage.find<TunnelStep>()->setChoices(choicesWith(programs), true);
}

void press(Stage& stage, const QString& text) {
    for (QPushButton* button : stage.window().findChildren<QPushButton*>()) {
        if (button->isVisibleTo(&stage.window()) && button->text() == text)
            button->click();
    }
}

void enterTunnel(Stage& stage, TunnelLife::State state) {
    enterHosting(stage);
    stage.find<AddressStep>()->setExpecting(true);
    stage.find<TunnelStep>()->showState(state, u"Cloudflare"_s);
}

void enterTunnelUp(Stage& stage) {
    enterTunnel(stage, TunnelLife::State::Up);
    stage.find<AddressStep>()->setFound(QUrl(u"https://abc-def.trycloudflare.com"_s));
    stage.find<AddressStep>()->showTesting();
    stage.call().setInvite(someInvite());
}

void enterTested(Stage& stage, const ProbeReport& report) {
    enterTunnelUp(stage);
    stage.find<AddressStep>()->showReport(report);
}

void enterHostingReady(Stage& stage) {
    enterTested(stage, {.verdict = ProbeVerdict::Live, .status = 426, .isSettled = true});
}

void showProgramLines(Stage& stage) {
    press(stage, TunnelProgress::tr("Details"));
    stage.find<TunnelStep>()->setLines(
        {u"2026-03-01T10:00:00Z INF Requesting new quick Tunnel on trycloudflare.com..."_s,
         u"2026-03-01T10:00:10Z ERR failed to request quick Tunnel: context deadline exceeded"_s});
}

void enterConnecting(Stage& stage) {
    stage.find<HomePage>()->setJoinAddress(someInvite());
    Q_EMIT stage.find<HomePage>()->joinRequested();
}

void enterRingingThere(Stage& stage) {
    enterConnecting(stage);
    stage.call().setPeer(somePeer(Verification::ByInvite));
    stage.call().setState(CallState::Ringing);
}

void enterIncoming(Stage& stage, const PeerInfo& peer) {
    enterHosting(stage);
    stage.call().setPeer(peer);
    stage.call().setState(CallState::Ringing);
}

void enterCall(Stage& stage, const PeerInfo& peer, double delayMs) {
    enterIncoming(stage, peer);
    stage.call().nextStats = someStats(delayMs);
    stage.call().accept();
}

void enterEnded(Stage& stage, const CallEnd& end) {
    enterCall(stage, somePeer(Verification::ByInvite), 142);
    stage.call().end(end);
}

void enterFailed(Stage& stage, const CallEnd& end) {
    enterConnecting(stage);
    stage.call().end(end);
}

void openDetails(Stage& stage) {
    for (QPushButton* button : stage.window().findChildren<QPushButton*>()) {
        if (button->isVisibleTo(&stage.window()) && button->isCheckable())
            button->setChecked(true);
    }
}

void enterCallAsJoiner(Stage& stage, const CallStats& stats = someStats(142)) {
    enterRingingThere(stage);
    stage.call().nextStats = stats;
    stage.call().setState(CallState::InCall);
}

CallStats statsOf(int routes, int rung, int bitrateBps) {
    CallStats stats = someStats(310);
    stats.received.routes = routes;
    stats.sent.rung = rung;
    stats.sent.bitrateBps = bitrateBps;
    return stats;
}

/// After the first moments, so that there is talk of new addresses.
void stall(Stage& stage) {
    stage.find<CallBanner>()->setTimes({.patience = 0ms});
    stage.call().setState(CallState::Reconnecting);
}

void giveNewAddress(Stage& stage, const QString& text) {
    auto* form = stage.find<NewAddressForm>();
    form->findChild<QLineEdit*>()->setText(text);
    form->findChild<QPushButton*>()->click();
}

void scrollTo(Stage& stage, QWidget* target) {
    if (!waitFor([&] { return settles(stage.window()); }))
        qFatal("the page does not settle");
    for (QWidget* parent = target; parent != nullptr; parent = parent->parentWidget()) {
        if (auto* area = qobject_cast<QScrollArea*>(parent))
            area->ensureWidgetVisible(target, 0, 80);
    }
}

PeerInfo mutedPeer() {
    PeerInfo peer = somePeer(Verification::ByWords);
    peer.muted = true;
    return peer;
}

PeerInfo peerWithLongName() {
    PeerInfo peer = somePeer(Verification::Unverified);
    peer.name = u"Wolfeschlegelsteinhausenbergerdorff<b>Hubert</b>"_s;
    return peer;
}

QString widgetText(const QWidget* widget) {
    if (const auto* label = qobject_cast<const QLabel*>(widget))
        return label->text();
    if (const auto* button = qobject_cast<const QAbstractButton*>(widget))
        return button->text();
    if (const auto* field = qobject_cast<const QLineEdit*>(widget))
        return field->text();
    if (const auto* field = qobject_cast<const QPlainTextEdit*>(widget))
        return field->toPlainText();
    if (const auto* list = qobject_cast<const QComboBox*>(widget))
        return list->currentText();
    return {};
}

bool hasRoom(const QPlainTextEdit& field) {
    const int lines = static_cast<int>(field.document()->size().height());
    const bool showsAll = field.viewport()->height() >= lines * field.fontMetrics().lineSpacing();
    return showsAll && field.geometry().bottom() < field.parentWidget()->height();
}

bool hasRoom(const QWidget* widget) {
    if (const auto* field = qobject_cast<const QPlainTextEdit*>(widget))
        return hasRoom(*field);
    if (const auto* label = qobject_cast<const WrapLabel*>(widget))
        return label->height() >= label->heightForWidth(label->width());
    if (const auto* label = qobject_cast<const QLabel*>(widget))
        return label->width() >= label->sizeHint().width() && label->height() >= label->fontMetrics().height();
    if (qobject_cast<const QPushButton*>(widget) != nullptr || qobject_cast<const QCheckBox*>(widget) != nullptr)
        return widget->width() >= widget->minimumSizeHint().width() &&
               widget->height() >= widget->minimumSizeHint().height();
    return true;
}

} // namespace

QString firstCutText(const QWidget& window) {
    for (const QWidget* widget : window.findChildren<QWidget*>()) {
        if (widget->isVisible() && !hasRoom(widget))
            return widgetText(widget);
    }
    return {};
}

bool settles(const QWidget& window) {
    constexpr int kRounds = 10;
    for (int round = 0; round < kRounds; ++round)
        QCoreApplication::processEvents();
    return firstCutText(window).isEmpty();
}

Stage::Stage(const WindowDefaults& defaults)
    : m_call(std::make_unique<FakeCall>())
    , m_catalog(std::make_unique<DeviceCatalog>())
    , m_window(std::make_unique<MainWindow>(*m_call, *m_catalog, defaults)) {
    find<HomePage>()->setDevices(someDevices());
    m_window->show();
    m_window->activateWindow(); // shortcuts work in the active window only
    if (!waitFor([this] { return m_window->isActiveWindow(); }))
        qFatal("the window did not become active");
}

QWidget* Stage::named(const QString& name) const {
    for (QWidget* widget : m_window->findChildren<QWidget*>()) {
        const auto* button = qobject_cast<const QAbstractButton*>(widget);
        const bool matches = widget->accessibleName() == name || (button != nullptr && button->text() == name);
        if (matches && widget->isVisible())
            return widget;
    }
    return nullptr;
}

QString Stage::page() const {
    const QString name = QString::fromLatin1(find<QStackedWidget>()->currentWidget()->metaObject()->className());
    return name.section(u"::"_s, -1);
}

QString Stage::visibleText() const {
    QStringList texts;
    for (const QWidget* widget : m_window->findChildren<QWidget*>()) {
        if (widget->isVisible())
            texts += widgetText(widget);
    }
    return texts.join(u'\n');
}

WindowDefaults Stage::defaultsForTests() {
    WindowDefaults defaults;
    defaults.host.voice.name = u"Bob"_s;
    defaults.tunnels = {.catalogFile = {},
                        .consentFile = {},
                        .finder = ProgramFinder({u"/nowhere"_s}),
                        .typingPause = 1h}; // nothing is asked over the network
    return defaults;
}

QList<Scene> allScenes() {
    return {
        {u"home"_s, [](Stage&) {}},
        {u"home-no-devices"_s, [](Stage& stage) { stage.find<HomePage>()->setDevices({}); }},
        {u"home-invite"_s, [](Stage& stage) { stage.find<HomePage>()->setJoinAddress(someInvite()); }},
        {u"home-cut-invite"_s, [](Stage& stage) { stage.find<HomePage>()->setJoinAddress(someInvite().chopped(3)); }},
        {u"hosting"_s, [](Stage& stage) { enterHosting(stage); }},
        {u"hosting-nothing-installed"_s, [](Stage& stage) { enterHosting(stage, {}); }},
        {u"hosting-more"_s,
         [](Stage& stage) {
             enterHosting(stage);
             press(stage, TunnelPicker::tr("More"));
         }},
        {u"hosting-unset"_s,
         [](Stage& stage) {
             enterHosting(stage, {u"ssh"_s});
             press(stage, TunnelPicker::tr("More"));
             press(stage, u"ssh"_s);
         }},
        {u"hosting-consent"_s,
         [](Stage& stage) {
             enterHosting(stage);
             stage.find<TunnelStep>()->askConsent();
         }},
        {u"hosting-starting"_s, [](Stage& stage) { enterTunnel(stage, TunnelLife::State::Starting); }},
        {u"hosting-testing"_s, enterTunnelUp},
        {u"hosting-not-known-yet"_s, [](Stage& stage) { enterTested(stage, {.verdict = ProbeVerdict::DnsNotYet}); }},
        {u"hosting-ready"_s, enterHostingReady},
        {u"hosting-web-page"_s,
         [](Stage& stage) {
             enterTested(stage, {.verdict = ProbeVerdict::WebPage, .status = 200, .isSettled = true});
         }},
        {u"hosting-broken-off"_s, [](Stage& stage) { enterTunnel(stage, TunnelLife::State::Waiting); }},
        {u"hosting-failed"_s,
         [](Stage& stage) {
             enterHosting(stage);
             stage.find<TunnelStep>()->showFault(
                 TunnelWords::ofFault(TunnelFault::NoNetwork, builtinProviders().front()));
             showProgramLines(stage);
         }},
        {u"hosting-typed"_s,
         [](Stage& stage) {
             enterHosting(stage);
             stage.find<HostingPage>()->setPublicAddress(u"http://bore.pub:40123"_s);
             scrollTo(stage, stage.find<AddressStep>());
         }},
        {u"hosting-mistake"_s,
         [](Stage& stage) {
             enterHosting(stage);
             stage.find<HostingPage>()->setPublicAddress(u"https://"_s);
             scrollTo(stage, stage.find<AddressStep>());
         }},
        {u"connecting"_s, enterConnecting},
        {u"connecting-rings"_s, enterRingingThere},
        {u"incoming-invite"_s, [](Stage& stage) { enterIncoming(stage, somePeer(Verification::ByInvite)); }},
        {u"incoming-stranger"_s, [](Stage& stage) { enterIncoming(stage, peerWithLongName()); }},
        {u"call"_s, [](Stage& stage) { enterCall(stage, somePeer(Verification::ByInvite), 142); }},
        {u"call-unverified"_s, [](Stage& stage) { enterCall(stage, peerWithLongName(), 310); }},
        {u"call-muted-details"_s,
         [](Stage& stage) {
             enterCall(stage, mutedPeer(), 612);
             stage.call().setMuted(true);
             openDetails(stage);
         }},
        {u"call-reconnecting"_s,
         [](Stage& stage) {
             enterCallAsJoiner(stage);
             stage.call().setState(CallState::Reconnecting);
         }},
        {u"call-reconnecting-address"_s,
         [](Stage& stage) {
             enterCallAsJoiner(stage);
             stall(stage);
         }},
        {u"call-reconnecting-mistake"_s,
         [](Stage& stage) {
             enterCallAsJoiner(stage);
             stall(stage);
             stage.find<NewAddressForm>()->findChild<QLineEdit*>()->setText(someInvite().chopped(3));
         }},
        {u"call-reconnecting-host"_s,
         [](Stage& stage) {
             enterCall(stage, peerWithLongName(), 310);
             stall(stage);
             giveNewAddress(stage, u"https://new-name.trycloudflare.com"_s);
         }},
        {u"call-resumed"_s,
         [](Stage& stage) {
             enterCallAsJoiner(stage);
             stall(stage);
             stage.call().resume(3120ms);
         }},
        {u"call-two-connections-advised"_s,
         [](Stage& stage) {
             enterCallAsJoiner(stage);
             stage.call().notice(CallNotice::HedgingAdvised);
         }},
        {u"call-rate-refused"_s,
         [](Stage& stage) {
             enterCallAsJoiner(stage);
             stage.call().notice(CallNotice::RateRefused);
         }},
        {u"call-weak-network-details"_s,
         [](Stage& stage) {
             enterCallAsJoiner(stage, statsOf(1, 3, 12'000));
             openDetails(stage);
         }},
        {u"call-two-connections-details"_s,
         [](Stage& stage) {
             enterCallAsJoiner(stage, statsOf(2, 0, 32'000));
             stage.call().changeHedging(true);
             openDetails(stage);
             scrollTo(stage, stage.find<QCheckBox>());
         }},
        {u"call-close"_s,
         [](Stage& stage) {
             enterCall(stage, somePeer(Verification::ByInvite), 142);
             stage.window().close();
         }},
        {u"ended"_s, [](Stage& stage) { enterEnded(stage, {.reason = EndReason::HungUpThere, .detail = {}}); }},
        {u"ended-web-page"_s,
         [](Stage& stage) {
             enterFailed(stage, {.reason = EndReason::WebPage, .httpStatus = 502, .detail = u"Bad Gateway"_s});
             openDetails(stage);
         }},
        {u"ended-connection-lost"_s,
         [](Stage& stage) { enterEnded(stage, {.reason = EndReason::ConnectionLost, .detail = {}}); }},
        {u"ended-words-differ"_s,
         [](Stage& stage) { enterEnded(stage, {.reason = EndReason::WordsDiffer, .detail = {}}); }},
    };
}

PeerInfo somePeer(Verification verification) {
    return {.name = u"Alice"_s, .verification = verification, .wordIndexes = {0, 19, 26, 43, 57}, .muted = false};
}

CallStats someStats(double totalDelayMs) {
    CallStats stats;
    stats.sinceConnected = 724s;
    stats.sent.bytes = 3'412'000;
    stats.received.bytes = 3'380'000;
    stats.sent.inputLevelDbfs = -18;
    stats.sent.bitrateBps = 32'000;
    stats.sent.batchLength = 20ms;
    stats.sent.roundTrip = 61ms;
    stats.received.routes = 1;
    stats.received.stallsLastMinute = 2;
    stats.reconnects = 1;
    stats.playout.outputLevelDbfs = -30;
    stats.delay = {.captureMs = 10,
                   .batchMs = 26,
                   .networkMs = 31,
                   .jitterBufferMs = totalDelayMs - 92,
                   .outputMs = 25,
                   .totalMs = totalDelayMs};
    return stats;
}

QList<DeviceInfo> someDevices() {
    using enum DeviceInfo::Direction;
    return {{.id = "mic-a", .name = u"Built-in Audio Analog Stereo"_s, .direction = Input, .isDefault = true},
            {.id = "mic-b", .name = u"USB Headset"_s, .direction = Input, .isDefault = false},
            {.id = "out-a", .name = u"Built-in Audio Analog Stereo"_s, .direction = Output, .isDefault = true},
            {.id = "out-b", .name = u"USB Headset"_s, .direction = Output, .isDefault = false}};
}

QString someInvite() {
    std::array<std::byte, kInviteSecretBytes> bytes{};
    for (std::size_t i = 0; i < bytes.size(); ++i)
        bytes[i] = static_cast<std::byte>(i * 17);
    const HostAddress address{
        .security = HostAddress::Security::Tls, .host = "abc-def.trycloudflare.com", .port = 0, .prefix = {}};
    return QString::fromStdString(formatInvite(address, SecretBytes{ByteView{bytes}}));
}

} // namespace viz::test
