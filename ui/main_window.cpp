#include "ui/main_window.h"

#include "core/call/address_preview.h"
#include "core/call/call_settings.h"
#include "core/call/wire_bytes.h"
#include "core/device/device_catalog.h"
#include "core/settings/settings_store.h"
#include "ui/call_page.h"
#include "ui/connecting_page.h"
#include "ui/ended_page.h"
#include "ui/home_page.h"
#include "ui/hosting_page.h"
#include "ui/incoming_page.h"
#include "ui/invite_offer.h"
#include "ui/layout_shortcut.h"
#include "ui/settings/key_field.h"
#include "ui/settings/settings_page.h"
#include "ui/settings/settings_text.h"
#include "ui/sound_panel.h"
#include "ui/sound_trial.h"

#include <QApplication>
#include <QCloseEvent>
#include <QMessageBox>
#include <QPushButton>
#include <QScreen>
#include <QStackedWidget>

#include <algorithm>
#include <utility>

namespace viz {
namespace {

constexpr QSize kFirstSize{420, 640};
constexpr QSize kSmallestSize{360, 480};
constexpr std::chrono::milliseconds kStatsInterval{100};
constexpr std::chrono::minutes kCountInterval{1}; // what a crash may leave uncounted

bool isTalking(CallState state) { return state == CallState::InCall || state == CallState::Reconnecting; }

} // namespace

MainWindow::MainWindow(const WindowParts& parts, const WindowDefaults& defaults)
    : m_call(parts.call)
    , m_devices(parts.devices)
    , m_check(parts.check)
    , m_settings(parts.settings)
    , m_defaults(defaults)
    , m_applied(parts.settings.settings())
    , m_stack(new QStackedWidget)
    , m_statsTimer(new QTimer(this)) {
    setWindowTitle(QStringLiteral("Viz"));
    setCentralWidget(m_stack);
    m_statsTimer->setInterval(kStatsInterval);
    m_speakSoon.setSingleShot(true);
    makeHosting();
    makePages();
    m_home->setJoinAddress(defaults.joinAddress);
    if (m_settings.notice())
        m_home->showNotice(*m_settings.notice());
    connectCall();
    connectSettings();
    addShortcuts();
    placeOnScreen();
    showState(m_call.state());
}

MainWindow::~MainWindow() { disconnect(&m_call, nullptr, this, nullptr); }

void MainWindow::makePages() {
    m_trial.reset(); // its panel goes
    const DiagnosticsSection::Sources diagnostics{.logLines = m_defaults.logLines,
                                                  .report = [this] { return diagnosticReport(reportFacts()); },
                                                  .connection = [this] { return connectionRows(); }};
    m_home = new HomePage(m_settings, m_defaults.host.voice.name);
    m_connecting = new ConnectingPage;
    m_incoming = new IncomingPage;
    m_callPage = new CallPage;
    m_ended = new EndedPage;
    m_settingsPage = new SettingsPage(m_settings, diagnostics, m_defaults.version);
    for (Page* page : pages())
        m_stack->addWidget(page);
    connectPages();
    fillPages();
}

void MainWindow::makeHosting() {
    m_hosting = new HostingPage;
    m_hostingTunnel =
        std::make_unique<HostingTunnel>(m_hosting->tunnelStep(), m_hosting->addressStep(), m_call, m_defaults.tunnels);
    connectHosting();
}

// What other times comes by signals.
void MainWindow::fillPages() {
    m_home->setDevices(m_devices.devices());
    m_settingsPage->setDevices(m_devices.devices());
    if (isCallOpen())
        m_callPage->start(m_call);
    m_callPage->setReconnecting(m_call.state() == CallState::Reconnecting);
    m_connecting->start(previewAddress(m_home->joinAddress()).host);
    showPeer();
    m_ended->show(m_lastEnd, m_call.role(), m_lastStats);
    applySettings(m_settings.settings());
}

// The pages that exist keep the words that they were made with.
void MainWindow::speakAnew() {
    const int shown = m_stack->currentIndex();
    const QString address = m_home->joinAddress();
    QList<Page*> old = pages();
    for (Page* page : old)
        m_stack->removeWidget(page);
    m_hostingIsOld = isHostingInUse();
    if (m_hostingIsOld)
        old.removeOne(m_hosting);
    else
        makeHosting();
    makePages();
    qDeleteAll(old);
    m_home->setJoinAddress(address);
    showPage(pages().at(shown));
}

QList<Page*> MainWindow::pages() const {
    return {m_home, m_hosting, m_connecting, m_incoming, m_callPage, m_ended, m_settingsPage};
}

bool MainWindow::isHostingInUse() const {
    return (isCallOpen() || m_call.isFarewellPending()) && m_call.role() == CallRole::Host;
}

void MainWindow::comeForward() {
    isMinimized() ? showNormal() : show();
    raise();
    activateWindow();
    QApplication::alert(this);
}

void MainWindow::offerToJoin(const QString& address) {
    if (!address.isEmpty() && isCallOpen())
        m_offeredAddress = address;
    else if (!address.isEmpty())
        m_home->setJoinAddress(address);
    comeForward();
}

void MainWindow::quit() {
    if (isTalking(m_call.state())) {
        comeForward();
        askToClose();
        return;
    }
    if (isCallOpen())
        m_call.hangUp();
    Q_EMIT quitRequested();
}

void MainWindow::changeEvent(QEvent* event) {
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        m_speakSoon.start();
    if (event->type() == QEvent::ActivationChange && isActiveWindow() && m_stack->currentWidget() == m_home)
        m_home->lookAtClipboard();
}

void MainWindow::closeEvent(QCloseEvent* event) {
    if (m_staysInTray)
        return event->accept();
    if (isTalking(m_call.state())) {
        event->ignore();
        askToClose();
        return;
    }
    if (isCallOpen())
        m_call.hangUp();
    event->accept();
}

// A microphone that nobody sees open must not stay open.
void MainWindow::hideEvent(QHideEvent* event) {
    if (m_trial)
        m_trial->stop();
    QMainWindow::hideEvent(event);
}

void MainWindow::connectCall() {
    connect(&m_call, &CallControl::stateChanged, this, &MainWindow::showState);
    connect(&m_call, &CallControl::ended, this, &MainWindow::showEnd);
    connect(&m_call, &CallControl::peerChanged, this, &MainWindow::showPeer);
    connect(&m_call, &CallControl::listening, this,
            [this](const QHostAddress&, quint16 port) { m_hosting->setPort(port); });
    connect(&m_call, &CallControl::inviteChanged, this, [this] {
        m_hosting->setInvite(m_call.inviteText());
        m_home->inviteOffer().leaveOut(m_call.inviteText());
    });
    connect(&m_devices, &DeviceCatalog::changed, this, [this] {
        m_home->setDevices(m_devices.devices());
        m_settingsPage->setDevices(m_devices.devices());
    });
    connect(&m_call, &CallControl::farewellOver, this, [this] {
        if (m_hostingIsOld)
            m_speakSoon.start();
    });
    connect(m_statsTimer, &QTimer::timeout, this, &MainWindow::readStats);
}

void MainWindow::connectSettings() {
    connect(&m_settings, &SettingsStore::changed, this, &MainWindow::applySettings);
    connect(&m_settings, &SettingsStore::noticed, this,
            [this](const SettingsNotice& notice) { m_home->showNotice(notice); });
    connect(&m_speakSoon, &QTimer::timeout, this, &MainWindow::speakAnew);
}

void MainWindow::connectHosting() { connect(m_hosting, &HostingPage::backRequested, this, &MainWindow::goHome); }

void MainWindow::connectPages() {
    connect(m_home, &HomePage::hostRequested, this, &MainWindow::host);
    connect(m_home, &HomePage::joinRequested, this, &MainWindow::join);
    connect(m_home, &HomePage::settingsRequested, this, &MainWindow::openSettings);
    connect(m_connecting, &ConnectingPage::cancelRequested, this, &MainWindow::goHome);
    connect(m_incoming, &IncomingPage::answerRequested, &m_call, &CallControl::accept);
    connect(m_incoming, &IncomingPage::declineRequested, this, &MainWindow::decline);
    connect(m_ended, &EndedPage::callAgainRequested, this, &MainWindow::callAgain);
    connect(m_ended, &EndedPage::homeRequested, this, &MainWindow::goHome);
    connect(m_settingsPage, &SettingsPage::backRequested, this, &MainWindow::closeSettings);
    connectCallPage();
}

// Done again when the pages are made anew in another language: one end of each connection is m_callPage.
void MainWindow::connectCallPage() {
    connect(&m_call, &CallControl::mutedChanged, m_callPage, &CallPage::setMuted);
    connect(&m_call, &CallControl::deafenedChanged, m_callPage, &CallPage::setDeafened);
    connect(&m_call, &CallControl::deviceChanged, m_callPage, &CallPage::showDeviceEvent);
    connect(&m_call, &CallControl::hedgingChanged, m_callPage, &CallPage::setHedging);
    connect(&m_call, &CallControl::resumed, m_callPage, &CallPage::showResumed);
    connect(&m_call, &CallControl::noticed, m_callPage, &CallPage::showNotice);
    connect(m_callPage, &CallPage::muteRequested, &m_call, &CallControl::setMuted);
    connect(m_callPage, &CallPage::deafenRequested, &m_call, &CallControl::setDeafened);
    connect(m_callPage, &CallPage::talkingChanged, &m_call, &CallControl::setTalking);
    connect(m_callPage, &CallPage::peerVolumeRequested, this, &MainWindow::choosePeerVolume);
    connect(m_callPage, &CallPage::endRequested, &m_call, &CallControl::hangUp);
    connect(m_callPage, &CallPage::settingsRequested, this, &MainWindow::openSettings);
    connect(m_callPage, &CallPage::wordsCompared, &m_call, &CallControl::confirmWords);
    connect(m_callPage, &CallPage::hedgingRequested, &m_call, &CallControl::setHedging);
    connect(m_callPage, &CallPage::newAddressGiven, this, &MainWindow::useNewAddress);
}

void MainWindow::addShortcuts() {
    connect(new LayoutShortcut({QKeySequence(Qt::CTRL | Qt::Key_Comma)}, this), &QShortcut::activated, this,
            &MainWindow::openSettings);
    connect(new LayoutShortcut({QKeySequence(Qt::CTRL | Qt::Key_Q)}, this), &QShortcut::activated, this,
            &MainWindow::quit);
    connect(new QShortcut(QKeySequence(Qt::Key_Escape), this), &QShortcut::activated, this, &MainWindow::escape);
}

void MainWindow::placeOnScreen() {
    const QRect room = screen()->availableGeometry();
    setMinimumSize((kSmallestSize * fontScale()).boundedTo(room.size()));
    resize((kFirstSize * fontScale()).boundedTo(room.size()));
    move(room.center() - rect().center());
}

void MainWindow::openSettings() {
    if (m_stack->currentWidget() == m_settingsPage)
        return;
    m_behindSettings = m_stack->currentIndex();
    showPage(m_settingsPage);
}

void MainWindow::closeSettings() { showPage(pages().at(m_behindSettings)); }

void MainWindow::applySettings(const Settings& settings) {
    m_call.setSound(soundOf(settings));
    if (isCallOpen())
        applyToCall(settings);
    m_applied = settings;
    applyDoor();
    m_callPage->setSound(m_call.sound());
    m_callPage->setTalkKey(talkKeyOf(settings.talking), settings.talking.keyEverywhere);
    m_callPage->setBudgetLeft(SettingsText::budgetLeft(settings, QDate::currentDate()));
}

// Only what has changed: a device that is opened anew interrupts the sound, and what was agreed on during the call,
// such as two connections, is not in the settings.
void MainWindow::applyToCall(const Settings& settings) {
    const VoiceOptions voice = voiceOf(settings, m_defaults.host.voice);
    if (settings.sound.inputId != m_applied.sound.inputId)
        m_call.setInput(voice.input);
    if (settings.sound.outputId != m_applied.sound.outputId)
        m_call.setOutput(voice.output);
    if (settings.network.profile != m_applied.network.profile || settings.network.sizes != m_applied.network.sizes)
        m_call.setVoice(voice.profileName, voice.profile);
    if (settings.network.twoConnections != m_applied.network.twoConnections)
        m_call.setHedging(voice.hedging);
}

// Not while the settings are in sight, for an address that is typed has other addresses on its way.
void MainWindow::applyDoor() {
    if (m_stack->currentWidget() == m_settingsPage)
        return;
    const HostDoor door = hostOf(m_settings.settings(), m_defaults.host).door;
    m_hosting->setLinkOnly(door.linkOnly || !door.bindAddress.isLoopback());
    m_call.setDoor(door);
}

void MainWindow::choosePeerVolume(int percent) {
    m_settings.change([&](Settings& settings) { settings.sound.peerVolumePercent = percent; });
}

void MainWindow::countUsage() {
    if (!m_lastStats)
        return;
    const std::uint64_t bytes = wireBytes(*m_lastStats);
    const std::uint64_t added = bytes - std::min(bytes, std::exchange(m_countedBytes, bytes));
    m_countedUntil = m_lastStats->sinceConnected;
    m_settings.change([&](Settings& settings) {
        settings.usage = withBytes(settings.usage, QDate::currentDate(), static_cast<std::int64_t>(added));
    });
}

void MainWindow::forgetLastCall() {
    m_lastStats.reset();
    m_countedBytes = 0;
    m_countedUntil = {};
}

ReportFacts MainWindow::reportFacts() const {
    return {.version = m_defaults.version,
            .settings = m_settings.settings(),
            .devices = m_devices.devices(),
            .state = m_call.state(),
            .stats = m_lastStats,
            .logLines = m_defaults.logLines()};
}

QList<ReportRow> MainWindow::connectionRows() const {
    return m_lastStats && isTalking(m_call.state()) ? callRows(*m_lastStats) : QList<ReportRow>();
}

void MainWindow::host() {
    HostOptions options = hostOf(m_settings.settings(), m_defaults.host);
    options.publicAddress = m_hosting->publicAddress();
    m_hosting->setPort(0);
    m_hosting->setInvite({});
    m_hosting->setMissedCall({});
    m_call.host(std::move(options));
}

void MainWindow::join() {
    auto invite = understandAddress(m_home->joinAddress());
    if (!invite)
        return;
    m_connecting->start(previewAddress(m_home->joinAddress()).host);
    m_call.join({.voice = voiceOf(m_settings.settings(), m_defaults.host.voice), .invite = std::move(*invite)});
}

void MainWindow::callAgain() { m_call.role() == CallRole::Host ? host() : join(); }

// The session then waits for the next caller.
void MainWindow::decline() {
    m_isRinging = false;
    m_call.decline();
}

// Before the call took place, giving up needs no page that explains it.
void MainWindow::goHome() {
    m_leaving = true;
    if (isCallOpen())
        m_call.hangUp();
    m_leaving = false;
    forgetUsedInvite();
    if (!m_offeredAddress.isEmpty())
        m_home->setJoinAddress(std::exchange(m_offeredAddress, {}));
    showPage(m_home);
}

// An invite serves for one talk; an address without a secret can be called again.
void MainWindow::forgetUsedInvite() {
    if (m_lastStats && previewAddress(m_home->joinAddress()).hasSecret)
        m_home->setJoinAddress({});
}

bool MainWindow::isCallOpen() const { return m_call.state() != CallState::Idle && m_call.state() != CallState::Ended; }

// Never answers, declines or ends a call: too easy to press by accident.
void MainWindow::escape() {
    if (m_stack->currentWidget() == m_settingsPage)
        closeSettings();
    else if (m_stack->currentWidget() == m_connecting || m_stack->currentWidget() == m_ended)
        goHome();
}

void MainWindow::showState(CallState state) {
    isTalking(state) ? m_statsTimer->start() : m_statsTimer->stop();
    switch (state) {
    case CallState::Idle:
        showPage(m_home);
        break;
    case CallState::Hosting:
        showHosting();
        break;
    case CallState::Connecting:
        forgetLastCall();
        showPage(m_connecting);
        break;
    case CallState::Ringing:
        showRinging();
        break;
    case CallState::InCall:
        showCall();
        break;
    case CallState::Reconnecting:
        m_callPage->setReconnecting(true);
        readStats();
        break;
    case CallState::Ended:
        m_callPage->setReconnecting(false); // showEnd() knows why
        break;
    }
}

void MainWindow::showEnd(const CallEnd& end) {
    m_statsTimer->stop();
    m_isRinging = false;
    delete m_closeQuestion;
    m_hosting->setInvite({});
    m_lastEnd = end;
    countUsage();
    if (m_hostingIsOld)
        m_speakSoon.start();
    if (m_leaving)
        return;
    m_ended->show(end, m_call.role(), m_lastStats);
    showPage(m_ended);
}

void MainWindow::showPeer() {
    m_connecting->setState(m_call.state(), m_call.peer().name);
    m_incoming->setPeer(m_call.peer());
    m_callPage->setPeer(m_call.peer());
}

void MainWindow::showHosting() {
    forgetLastCall();
    if (std::exchange(m_isRinging, false))
        m_hosting->setMissedCall(tr("Somebody rang and gave up before you answered."));
    showPage(m_hosting);
}

void MainWindow::showRinging() {
    showPeer();
    if (m_call.role() == CallRole::Joiner)
        return;
    m_isRinging = true;
    m_incoming->start(m_call.peer());
    showPage(m_incoming);
    comeForward();
}

void MainWindow::showCall() {
    m_isRinging = false;
    if (m_callPage->isReconnecting()) {
        m_callPage->setReconnecting(false);
        readStats();
        return;
    }
    m_hosting->setInvite({});
    m_callPage->start(m_call);
    readStats();
    showPage(m_callPage);
}

// The host's address goes the same way as the one typed before the call, so that the next invite has it, too.
void MainWindow::useNewAddress(const QString& text) {
    const auto invite = understandAddress(text);
    if (!invite)
        return;
    if (m_call.role() == CallRole::Host)
        m_hosting->setPublicAddress(text);
    else
        m_call.setHostAddress(invite->address);
}

void MainWindow::showPage(Page* page) {
    prepareTrial(page);
    m_stack->setCurrentWidget(page);
    if (QWidget* first = page->firstFocus())
        first->setFocus(Qt::OtherFocusReason);
    else if (QWidget* focused = QApplication::focusWidget())
        focused->clearFocus();
    applyDoor(); // last: a number that was typed becomes the setting when its field loses the focus
}

void MainWindow::prepareTrial(const Page* page) {
    m_trial.reset();
    m_settingsPage->soundPanel().setTriable(mayTrySound());
    if (SoundPanel* panel = panelToTry(page))
        m_trial = std::make_unique<SoundTrial>(*panel, m_check, m_settings, m_defaults.host.voice);
}

SoundPanel* MainWindow::panelToTry(const Page* page) const {
    if (page == m_home)
        return &m_home->soundPanel();
    return page == m_settingsPage && mayTrySound() ? &m_settingsPage->soundPanel() : nullptr;
}

// Who waits for a call needs no devices until it rings.
bool MainWindow::mayTrySound() const { return !isCallOpen() || m_call.state() == CallState::Hosting; }

void MainWindow::readStats() {
    m_lastStats = m_call.stats();
    m_callPage->showStats(*m_lastStats);
    if (m_lastStats->sinceConnected - m_countedUntil >= kCountInterval)
        countUsage();
}

void MainWindow::askToClose() {
    if (m_closeQuestion != nullptr)
        return;
    m_closeQuestion = new QMessageBox(QMessageBox::NoIcon, QStringLiteral("Viz"), tr("End the call and close Viz?"),
                                      QMessageBox::NoButton, this);
    m_closeQuestion->setAttribute(Qt::WA_DeleteOnClose);
    QPushButton* end = m_closeQuestion->addButton(tr("End and close"), QMessageBox::DestructiveRole);
    QPushButton* stay = m_closeQuestion->addButton(tr("Keep talking"), QMessageBox::RejectRole);
    m_closeQuestion->setDefaultButton(stay);
    m_closeQuestion->setEscapeButton(stay);
    connect(end, &QPushButton::clicked, this, [this] {
        m_leaving = true;
        m_call.hangUp();
        close();
        Q_EMIT quitRequested(); // in the tray Viz would go on without its window
    });
    m_closeQuestion->open();
}

} // namespace viz
