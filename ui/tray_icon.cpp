#include "ui/tray_icon.h"

#include "ui/icons.h"
#include "ui/status_text.h"
#include "ui/theme.h"

#include <QMenu>
#include <QPainter>

namespace viz {
namespace {

constexpr int kSide = 64;

QColor colorOf(TrayIcon::Mark mark) {
    const Colors& colors = currentColors();
    switch (mark) {
    case TrayIcon::Mark::None:
        return {};
    case TrayIcon::Mark::Waiting:
        return colors.accent;
    case TrayIcon::Mark::Ringing:
    case TrayIcon::Mark::Broken:
        return colors.warning;
    case TrayIcon::Mark::Talking:
        return colors.good;
    case TrayIcon::Mark::Muted:
        return colors.bad;
    }
    return {};
}

/// A spot in the corner; of a muted call a crossed one, because colour must not speak alone.
QIcon iconOf(TrayIcon::Mark mark) {
    if (mark == TrayIcon::Mark::None)
        return applicationIcon();
    QPixmap picture = applicationIcon().pixmap(kSide, kSide);
    QPainter painter(&picture);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(currentColors().window, 4));
    painter.setBrush(colorOf(mark));
    const QRectF spot(kSide * 0.5, kSide * 0.5, kSide * 0.46, kSide * 0.46);
    painter.drawEllipse(spot);
    if (mark == TrayIcon::Mark::Muted || mark == TrayIcon::Mark::Broken)
        painter.drawLine(spot.bottomLeft() + QPointF(6, -6), spot.topRight() + QPointF(-6, 6));
    painter.end();
    return picture;
}

} // namespace

TrayIcon::TrayIcon(CallControl& call, QObject* parent)
    : QObject(parent), m_call(call), m_menu(std::make_unique<QMenu>()) {
    addActions();
    m_icon.setContextMenu(m_menu.get());
    connect(&m_icon, &QSystemTrayIcon::activated, this, &TrayIcon::onActivated);
    connect(&m_icon, &QSystemTrayIcon::messageClicked, this, &TrayIcon::showRequested);
    connect(&call, &CallControl::stateChanged, this, &TrayIcon::update);
    connect(&call, &CallControl::mutedChanged, this, &TrayIcon::update);
    connect(&call, &CallControl::stateChanged, this, &TrayIcon::tellOfCaller);
    update();
}

TrayIcon::~TrayIcon() = default;

void TrayIcon::setVisible(bool visible) { m_icon.setVisible(visible); }

TrayIcon::Mark TrayIcon::mark() const {
    switch (m_call.state()) {
    case CallState::Idle:
    case CallState::Ended:
        return Mark::None;
    case CallState::Hosting:
    case CallState::Connecting:
        return Mark::Waiting;
    case CallState::Ringing:
        return Mark::Ringing;
    case CallState::InCall:
        return m_call.isMuted() ? Mark::Muted : Mark::Talking;
    case CallState::Reconnecting:
        return Mark::Broken;
    }
    return Mark::None;
}

void TrayIcon::addActions() {
    m_show = m_menu->addAction(tr("Show Viz"), this, &TrayIcon::showRequested);
    m_menu->addSeparator();
    m_mute = m_menu->addAction(tr("Mute"));
    m_mute->setCheckable(true);
    connect(m_mute, &QAction::triggered, &m_call, &CallControl::setMuted);
    m_end = m_menu->addAction(tr("End the call"), &m_call, &CallControl::hangUp);
    m_menu->addSeparator();
    m_menu->addAction(tr("Quit Viz"), this, &TrayIcon::quitRequested);
}

void TrayIcon::update() {
    const CallState state = m_call.state();
    const bool isOnCall = state == CallState::InCall || state == CallState::Reconnecting;
    m_mute->setEnabled(isOnCall);
    m_mute->setChecked(m_call.isMuted());
    m_end->setEnabled(isOnCall);
    m_icon.setIcon(iconOf(mark()));
    m_icon.setToolTip(state == CallState::Idle ? tr("Viz") : StatusText::state(state, m_call.role()));
}

void TrayIcon::onActivated(QSystemTrayIcon::ActivationReason reason) {
    if (reason == QSystemTrayIcon::Trigger || reason == QSystemTrayIcon::DoubleClick)
        Q_EMIT showRequested();
}

void TrayIcon::tellOfCaller() {
    if (m_call.state() != CallState::Ringing || m_call.role() != CallRole::Host || !m_icon.isVisible())
        return;
    const QString name = m_call.peer().name;
    m_icon.showMessage(name.isEmpty() ? tr("Somebody is calling") : tr("%1 is calling").arg(name),
                       tr("Click here to answer."), applicationIcon());
}

} // namespace viz
