#include "tests/ui/scenes.h"

#include "core/tunnel/builtin_providers.h"
#include "core/tunnel/tunnel_words.h"
#include "tests/support/wait_for.h"
#include "ui/address_step.h"
#include "ui/call_banner.h"
#include "ui/call_page.h"
#include "ui/history_graph.h"
#include "ui/home_page.h"
#include "ui/hosting_page.h"
#include "ui/new_address_form.h"
#include "ui/settings/about_section.h"
#include "ui/settings/settings_page.h"
#include "ui/settings/settings_section.h"
#include "ui/sound_panel.h"
#include "ui/tunnel_picker.h"
#include "ui/tunnel_progress.h"
#include "ui/tunnel_step.h"
#include "ui/wrap_label.h"

#include <QAbstractButton>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QStackedWidget>

#include <cmath>

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

void enterCheck(Stage& stage) {
    stage.find<SoundPanel>()->showStep(SoundCheck::Step::Recording);
    stage.find<SoundPanel>()->showLevels(-18, -30);
}

void enterBudget(Stage& stage) {
    stage.settings().change([](Settings& settings) {
        settings.network.monthlyBudgetMb = 500;
        settings.usage = withBytes({}, QDate::currentDate(), 512'300'000);
    });
}

/// All that is hidden at first is in sight; `section` is scrolled to.
void enterSettings(Stage& stage, int section) {
    stage.settings().change([](Settings& settings) {
        settings.talking.mode = TalkChoice::PushToTalk;
        settings.network.listenAddress = u"192.168.1.5"_s;
        settings.network.monthlyBudgetMb = 2000;
        settings.usage = withBytes({}, QDate::currentDate(), 512'300'000);
    });
    Q_EMIT stage.find<HomePage>()->settingsRequested();
    const QWidget* page = stage.find<SettingsPage>();
    QWidgetList sections;
    for (QWidget* widget : page->findChildren<QWidget*>()) {
        if (qobject_cast<SettingsSection*>(widget) != nullptr || qobject_cast<DiagnosticsSection*>(widget) != nullptr ||
            qobject_cast<AboutSection*>(widget) != nullptr)
            sections += widget;
    }
    (void)settles(stage.window());
    // Nothing of what is above it shows, but for the title of the page.
    const int top = section == 0 ? 0 : sections.at(section)->y() + kGrid;
    page->findChild<QScrollArea*>()->verticalScrollBar()->setValue(top);
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
        qFatal("the page does not settle: no room for '%s'", qPrintable(firstCutText(stage.window())));
    for (QWidget* parent = target; parent != nullptr; parent = parent->parentWidget()) {
        if (auto* area = qobject_cast<QScrollArea*>(parent))
            area->ensureWidgetVisible(target, 0, 80);
    }
}

void scrollToEnd(Stage& stage) {
    if (!waitFor([&] { return settles(stage.window()); }))
        qFatal("the page does not settle: no room for '%s'", qPrintable(firstCutText(stage.window())));
    auto* bar = stage.find<SettingsPage>()->findChild<QScrollArea*>()->verticalScrollBar();
    bar->setValue(bar->maximum());
}

/// A while of the call in which `change(stats, tenths)` says what it is like; the last moment stays.
template<typename Change>
void liveThrough(Stage& stage, std::chrono::seconds time, Change&& change) {
    CallStats& stats = stage.call().nextStats;
    for (int tenth = 0; tenth < 10 * time.count(); ++tenth) {
        stats.sinceConnected += 100ms;
        stats.sent.bytes += 470;
        ++stats.sent.records;
        stats.received.bytes += 470;
        ++stats.received.records;
        change(stats, tenth);
        stage.find<CallPage>()->showStats(stats);
    }
}

void speak(CallStats& stats) {
    stats.sent.transmitting = true;
    stats.sent.voice = true;
    stats.sent.heardLevelDbfs = -22.0F;
}

/// Ten seconds each, syllables up and down; a slow moment in the middle.
void takeTurns(CallStats& stats, int tenth) {
    constexpr float kSyllablesDbfs[] = {-34, -22, -14, -20, -31, -17, -25};
    const float level = kSyllablesDbfs[static_cast<std::size_t>(tenth / 5 * 3) % std::size(kSyllablesDbfs)];
    const bool own = tenth / 100 % 2 == 0;
    speak(stats);
    stats.sent.voice = own;
    stats.sent.inputLevelDbfs = own ? level : -58;
    stats.playout.outputLevelDbfs = own ? -60 : level;
    stats.delay.totalMs = 150 + 25 * std::sin(tenth / 30.0) + (tenth > 330 && tenth < 400 ? 120 : 0);
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
    if (qobject_cast<const QAbstractButton*>(widget) != nullptr &&
        !qobject_cast<const QAbstractButton*>(widget)->text().isEmpty())
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
    , m_check(std::make_unique<SoundCheck>(m_factory))
    , m_settings(std::make_unique<SettingsStore>(QString()))
    , m_window(std::make_unique<MainWindow>(
          WindowParts{.call = *m_call, .devices = *m_catalog, .check = *m_check, .settings = *m_settings}, defaults)) {
    find<HomePage>()->setDevices(someDevices());
    find<SettingsPage>()->setDevices(someDevices());
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
    defaults.version = u"0.1"_s;
    defaults.logLines = [] { return QStringList{u"2026-03-01T10:00:00.000Z warning viz.link the tunnel closed"_s}; };
    return defaults;
}

QList<Scene> allScenes() {
    return {
        {u"home"_s, [](Stage&) {}},
        {u"home-no-devices"_s, [](Stage& stage) { stage.find<HomePage>()->setDevices({}); }},
        {u"home-invite"_s, [](Stage& stage) { stage.find<HomePage>()->setJoinAddress(someInvite()); }},
        {u"home-cut-invite"_s, [](Stage& stage) { stage.find<HomePage>()->setJoinAddress(someInvite().chopped(3)); }},
        {u"home-checking"_s, [](Stage& stage) { enterCheck(stage); }},
        {u"home-silent"_s, [](Stage& stage) { stage.find<SoundPanel>()->showSilent(); }},
        {u"home-no-permission"_s,
         [](Stage& stage) { stage.find<SoundPanel>()->showFailure(DeviceError::PermissionDenied, true); }},
        {u"home-clipboard"_s,
         [](Stage& stage) {
             QGuiApplication::clipboard()->setText(someInvite());
             stage.find<HomePage>()->lookAtClipboard();
             QGuiApplication::clipboard()->clear();
         }},
        {u"home-notice"_s,
         [](Stage& stage) {
             stage.find<HomePage>()->showNotice({.kind = SettingsNotice::Kind::Broken,
                                                 .file = u"/home/bob/.config/viz/viz.ini"_s,
                                                 .setAside = u"/home/bob/.config/viz/viz.ini.broken"_s,
                                                 .keys = {}});
         }},
        {u"home-budget"_s, enterBudget},
        {u"settings-sound"_s, [](Stage& stage) { enterSettings(stage, 0); }},
        {u"settings-talking"_s, [](Stage& stage) { enterSettings(stage, 1); }},
        {u"settings-network"_s, [](Stage& stage) { enterSettings(stage, 2); }},
        {u"settings-privacy"_s, [](Stage& stage) { enterSettings(stage, 3); }},
        {u"settings-look"_s, [](Stage& stage) { enterSettings(stage, 4); }},
        {u"settings-about"_s,
         [](Stage& stage) {
             enterSettings(stage, 6);
             press(stage, AboutSection::tr("Show the licences"));
             scrollToEnd(stage);
         }},
        {u"settings-diagnostics"_s,
         [](Stage& stage) {
             enterSettings(stage, 5);
             openDetails(stage);
             scrollTo(stage, stage.find<DiagnosticsSection>()->findChild<QPlainTextEdit*>());
         }},
        {u"settings-connection"_s,
         [](Stage& stage) {
             enterCall(stage, somePeer(Verification::ByInvite), 142);
             enterSettings(stage, 5);
         }},
        {u"hosting"_s, [](Stage& stage) { enterHosting(stage); }},
        {u"hosting-missed-call"_s,
         [](Stage& stage) {
             enterIncoming(stage, somePeer(Verification::ByInvite));
             stage.call().setState(CallState::Hosting);
         }},
        {u"hosting-by-hand"_s,
         [](Stage& stage) {
             enterHosting(stage);
             press(stage, TunnelStep::tr("Do it by hand"));
         }},
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
             scrollTo(stage, stage.find<CallPage>()->findChild<QCheckBox*>());
         }},
        {u"call-heard"_s,
         [](Stage& stage) {
             enterCall(stage, somePeer(Verification::ByWords), 142);
             liveThrough(stage, 2s, [](CallStats& stats, int) { speak(stats); });
         }},
        {u"call-history-details"_s,
         [](Stage& stage) {
             enterCall(stage, somePeer(Verification::ByInvite), 142);
             liveThrough(stage, 60s, takeTurns);
             openDetails(stage);
             scrollTo(stage, stage.find<HistoryGraph>());
         }},
        {u"call-muted-talking"_s,
         [](Stage& stage) {
             enterCall(stage, somePeer(Verification::ByInvite), 142);
             stage.call().setMuted(true);
             liveThrough(stage, 2s, [](CallStats& stats, int) { stats.sent.voiceHeldBack = true; });
         }},
        {u"call-deafened"_s,
         [](Stage& stage) {
             enterCall(stage, somePeer(Verification::ByInvite), 142);
             stage.call().setDeafened(true);
         }},
        {u"call-push-to-talk"_s,
         [](Stage& stage) {
             stage.settings().change([](Settings& settings) {
                 settings.talking.mode = TalkChoice::PushToTalk;
                 settings.sound.peerVolumePercent = 140;
             });
             enterCall(stage, somePeer(Verification::ByInvite), 142);
         }},
        {u"call-howling"_s,
         [](Stage& stage) {
             enterCall(stage, somePeer(Verification::ByInvite), 142);
             stage.call().setMuted(true);
             stage.call().notice(CallNotice::Howling);
         }},
        {u"call-microphone-silent"_s,
         [](Stage& stage) {
             enterCall(stage, somePeer(Verification::ByInvite), 142);
             liveThrough(stage, 1s, [](CallStats& stats, int) { stats.sent.inputSilence = 12s; });
         }},
        {u"call-peer-deaf"_s,
         [](Stage& stage) {
             enterCall(stage, peerWithLongName(), 142);
             PeerInfo peer = peerWithLongName();
             peer.verification = Verification::ByWords;
             peer.canHear = false;
             peer.muted = true;
             stage.call().setPeer(peer);
         }},
        {u"call-microphone-gone"_s,
         [](Stage& stage) {
             enterCall(stage, somePeer(Verification::ByInvite), 142);
             stage.call().changeDevice({DeviceEvent::Kind::Missing, true, {}});
         }},
        {u"call-loudspeaker-denied"_s,
         [](Stage& stage) {
             enterCall(stage, somePeer(Verification::ByInvite), 142);
             stage.call().changeDevice({DeviceEvent::Kind::Denied, false, {}});
         }},
        {u"call-device-replaced"_s,
         [](Stage& stage) {
             enterCall(stage, somePeer(Verification::ByInvite), 142);
             stage.call().changeDevice({DeviceEvent::Kind::Replaced, false, u"Built-in Audio Analog Stereo"_s});
         }},
        {u"call-device-returned"_s,
         [](Stage& stage) {
             enterCall(stage, somePeer(Verification::ByInvite), 142);
             stage.call().changeDevice({DeviceEvent::Kind::Returned, true, u"Built-in Audio Analog Stereo"_s});
         }},
        {u"call-key-taken"_s,
         [](Stage& stage) {
             stage.settings().change([](Settings& settings) { settings.talking.mode = TalkChoice::PushToTalk; });
             enterCall(stage, somePeer(Verification::ByInvite), 142);
             stage.find<CallBanner>()->setKeyTaken(true);
         }},
        {u"call-muted-deafened"_s,
         [](Stage& stage) {
             enterCall(stage, somePeer(Verification::ByInvite), 91);
             stage.call().setMuted(true);
             stage.call().setDeafened(true);
             stage.call().changeDevice({DeviceEvent::Kind::Missing, true, {}});
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
    return {
        .name = u"Alice"_s,
        .verification = verification,
        .wordIndexes = {0, 19, 26, 43, 57},
    };
}

CallStats someStats(double totalDelayMs) {
    CallStats stats;
    stats.sinceConnected = 724s;
    stats.sent.records = 36'000;
    stats.sent.bytes = 3'412'000;
    stats.received.records = 36'000;
    stats.received.bytes = 3'380'000;
    stats.sent.inputLevelDbfs = -18;
    stats.sent.inputPeakDbfs = -7;
    stats.sent.bitrateBps = 32'000;
    stats.sent.batchLength = 20ms;
    stats.sent.roundTrip = 61ms;
    stats.received.routes = 1;
    stats.received.stallsLastMinute = 2;
    stats.reconnects = 1;
    stats.playout.outputLevelDbfs = -30;
    stats.playout.outputPeakDbfs = -16;
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
