#include "ui/tray_icon.h"

#include "ui/icons.h"
#include "ui/status_text.h"
#include "ui/theme.h"

#include <QMenu>
#include <QPainter>

namespace viz {
namespace {

constexpr int kSide = 64;
constexpr double kEdge = 0.08; // of the mark's side: keeps it apart from the icon

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

QPainterPath square() {
    QPainterPath path;
    path.addRect(0, 0, 1, 1);
    return path;
}

/// From one corner of the unit square to the opposite one.
QPainterPath barFromCorner() {
    QPainterPath line(QPointF(0, 1));
    line.lineTo(1, 0);
    QPainterPathStroker stroker;
    stroker.setWidth(0.22);
    return stroker.createStroke(line);
}

QPainterPath mirrored(const QPainterPath& path) { return QTransform(-1, 0, 0, 1, 1, 0).map(path); }

QIcon iconOf(TrayIcon::Mark mark) {
    if (mark == TrayIcon::Mark::None)
        return applicationIcon();
    QPixmap picture = applicationIcon().pixmap(kSide, kSide);
    QPainter painter(&picture);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(kSide * 0.5, kSide * 0.5);
    painter.scale(kSide * 0.46, kSide * 0.46);
    painter.setPen(QPen(currentColors().window, kEdge));
    painter.setBrush(colorOf(mark));
    painter.drawPath(TrayIcon::shapeOf(mark));
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

QPainterPath TrayIcon::shapeOf(Mark mark) {
    QPainterPath dot;
    dot.addEllipse(QRectF(0, 0, 1, 1));
    QPainterPath hole;
    hole.addEllipse(QRectF(0.3, 0.3, 0.4, 0.4));
    const QPainterPath bar = barFromCorner();
    switch (mark) {
    case Mark::None:
        break;
    case Mark::Waiting:
        return dot - hole;
    case Mark::Ringing:
        return square();
    case Mark::Talking:
        return dot;
    case Mark::Muted:
        return dot - bar;
    case Mark::Broken:
        return square() & (bar | mirrored(bar));
    }
    return {};
}

bool TrayIcon::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::LanguageChange) {
        showWords();
        update();
    }
    return QObject::eventFilter(watched, event);
}

void TrayIcon::addActions() {
    m_show = m_menu->addAction(QString(), this, &TrayIcon::showRequested);
    m_menu->addSeparator();
    m_mute = m_menu->addAction(QString());
    m_mute->setCheckable(true);
    connect(m_mute, &QAction::triggered, &m_call, &CallControl::setMuted);
    m_end = m_menu->addAction(QString(), &m_call, &CallControl::hangUp);
    m_menu->addSeparator();
    m_quit = m_menu->addAction(QString(), this, &TrayIcon::quitRequested);
    m_menu->installEventFilter(this); // Qt tells top-level widgets that the language changed
    showWords();
}

void TrayIcon::showWords() {
    m_show->setText(tr("Show Viz"));
    m_mute->setText(tr("Mute"));
    m_end->setText(tr("End the call"));
    m_quit->setText(tr("Quit Viz"));
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
                       tr("Click here to see who it is."), applicationIcon());
}

} // namespace viz
