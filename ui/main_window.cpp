#include "ui/main_window.h"

#include "core/call/address_preview.h"
#include "core/device/device_catalog.h"
#include "ui/call_page.h"
#include "ui/connecting_page.h"
#include "ui/ended_page.h"
#include "ui/home_page.h"
#include "ui/hosting_page.h"
#include "ui/incoming_page.h"

#include <QApplication>
#include <QCloseEvent>
#include <QMessageBox>
#include <QPushButton>
#include <QScreen>
#include <QShortcut>
#include <QStackedWidget>
#include <QTimer>

namespace viz {
namespace {

constexpr QSize kFirstSize{420, 640};
constexpr QSize kSmallestSize{360, 480};
constexpr std::chrono::milliseconds kStatsInterval{100};

bool isTalking(CallState state) { return state == CallState::InCall || state == CallState::Reconnecting; }

} // namespace

MainWindow::MainWindow(CallControl& call, DeviceCatalog& devices, const WindowDefaults& defaults)
    : m_call(call)
    , m_devices(devices)
    , m_hostDefaults(defaults.host)
    , m_stack(new QStackedWidget)
    , m_home(new HomePage(defaults.host.voice))
    , m_hosting(new HostingPage)
    , m_hostingTunnel(m_hosting->tunnelStep(), m_hosting->addressStep(), m_call, defaults.tunnels)
    , m_connecting(new ConnectingPage)
    , m_incoming(new IncomingPage)
    , m_callPage(new CallPage)
    , m_ended(new EndedPage)
    , m_statsTimer(new QTimer(this)) {
    setWindowTitle(QStringLiteral("Viz"));
    for (Page* page : std::initializer_list<Page*>{m_home, m_hosting, m_connecting, m_incoming, m_callPage, m_ended})
        m_stack->addWidget(page);
    setCentralWidget(m_stack);
    m_statsTimer->setInterval(kStatsInterval);
    m_hosting->setLinkOnly(defaults.host.linkOnly);
    m_home->setJoinAddress(defaults.joinAddress);
    m_home->setDevices(m_devices.devices());
    connectCall();
    connectPages();
    addShortcuts();
    placeOnScreen();
    showState(m_call.state());
}

MainWindow::~MainWindow() { disconnect(&m_call, nullptr, this, nullptr); }

void MainWindow::comeForward() {
    if (isMinimized())
        showNormal();
    raise();
    activateWindow();
    QApplication::alert(this);
}

void MainWindow::closeEvent(QCloseEvent* event) {
    if (isTalking(m_call.state())) {
        event->ignore();
        askToClose();
        return;
    }
    if (isCallOpen())
        m_call.hangUp();
    event->accept();
}

void MainWindow::connectCall() {
    connect(&m_call, &CallControl::stateChanged, this, &MainWindow::showState);
    connect(&m_call, &CallControl::ended, this, &MainWindow::showEnd);
    connect(&m_call, &CallControl::peerChanged, this, &MainWindow::showPeer);
    connect(&m_call, &CallControl::mutedChanged, m_callPage, &CallPage::setMuted);
    connect(&m_call, &CallControl::hedgingChanged, m_callPage, &CallPage::setHedging);
    connect(&m_call, &CallControl::resumed, m_callPage, &CallPage::showResumed);
    connect(&m_call, &CallControl::noticed, m_callPage, &CallPage::showNotice);
    connect(&m_call, &CallControl::listening, this,
            [this](const QHostAddress&, quint16 port) { m_hosting->setPort(port); });
    connect(&m_call, &CallControl::inviteChanged, this, [this] { m_hosting->setInvite(m_call.inviteText()); });
    connect(&m_devices, &DeviceCatalog::changed, this, [this] { m_home->setDevices(m_devices.devices()); });
    connect(m_statsTimer, &QTimer::timeout, this, &MainWindow::readStats);
}

void MainWindow::connectPages() {
    connect(m_home, &HomePage::hostRequested, this, &MainWindow::host);
    connect(m_home, &HomePage::joinRequested, this, &MainWindow::join);
    connect(m_hosting, &HostingPage::backRequested, this, &MainWindow::goHome);
    connect(m_connecting, &ConnectingPage::cancelRequested, this, &MainWindow::goHome);
    connect(m_incoming, &IncomingPage::answerRequested, &m_call, &CallControl::accept);
    connect(m_incoming, &IncomingPage::declineRequested, this, &MainWindow::decline);
    connect(m_callPage, &CallPage::muteRequested, &m_call, &CallControl::setMuted);
    connect(m_callPage, &CallPage::endRequested, &m_call, &CallControl::hangUp);
    connect(m_callPage, &CallPage::wordsCompared, &m_call, &CallControl::confirmWords);
    connect(m_callPage, &CallPage::hedgingRequested, &m_call, &CallControl::setHedging);
    connect(m_callPage, &CallPage::newAddressGiven, this, &MainWindow::useNewAddress);
    connect(m_ended, &EndedPage::callAgainRequested, this, &MainWindow::callAgain);
    connect(m_ended, &EndedPage::homeRequested, this, &MainWindow::goHome);
}

void MainWindow::addShortcuts() {
    connect(new QShortcut(QKeySequence(Qt::Key_M), m_callPage, nullptr, nullptr, Qt::WidgetWithChildrenShortcut),
            &QShortcut::activated, this, &MainWindow::toggleMute);
    connect(new QShortcut(QKeySequence(Qt::CTRL | Qt::Key_Q), this), &QShortcut::activated, this, &QWidget::close);
    connect(new QShortcut(QKeySequence(Qt::Key_Escape), this), &QShortcut::activated, this, &MainWindow::escape);
}

void MainWindow::placeOnScreen() {
    setMinimumSize(kSmallestSize);
    const QRect room = screen()->availableGeometry();
    resize(kFirstSize.boundedTo(room.size()));
    move(room.center() - rect().center());
}

void MainWindow::host() {
    HostOptions options = m_hostDefaults;
    options.voice = m_home->voice();
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
    m_call.join({.voice = m_home->voice(), .invite = std::move(*invite)});
}

void MainWindow::callAgain() { m_call.role() == CallRole::Host ? host() : join(); }

// The session then waits for the next caller.
void MainWindow::decline() {
    m_declined = true;
    m_call.decline();
}

// Before the call took place, giving up needs no page that explains it.
void MainWindow::goHome() {
    m_leaving = true;
    if (isCallOpen())
        m_call.hangUp();
    m_leaving = false;
    forgetUsedInvite();
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
    if (m_stack->currentWidget() == m_connecting || m_stack->currentWidget() == m_ended)
        goHome();
}

void MainWindow::toggleMute() { m_call.setMuted(!m_call.isMuted()); }

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
        m_lastStats.reset();
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
    delete m_closeQuestion;
    m_hosting->setInvite({});
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
    m_lastStats.reset();
    if (m_stack->currentWidget() == m_incoming && !m_declined)
        m_hosting->setMissedCall(tr("Somebody rang and gave up before you answered."));
    showPage(m_hosting);
}

void MainWindow::showRinging() {
    m_declined = false;
    showPeer();
    if (m_call.role() == CallRole::Joiner)
        return;
    m_incoming->start(m_call.peer());
    showPage(m_incoming);
    comeForward();
}

void MainWindow::showCall() {
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
    m_stack->setCurrentWidget(page);
    if (QWidget* first = page->firstFocus())
        first->setFocus(Qt::OtherFocusReason);
    else if (QWidget* focused = QApplication::focusWidget())
        focused->clearFocus();
}

void MainWindow::readStats() {
    m_lastStats = m_call.stats();
    m_callPage->showStats(*m_lastStats);
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
    });
    m_closeQuestion->open();
}

} // namespace viz
