#include "ui/talk_key.h"

#include <QAbstractButton>
#include <QApplication>
#include <QKeyEvent>

#include <utility>

namespace viz {
namespace {

constexpr Qt::KeyboardModifiers kOtherMeaning = Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier;

/// The widget with the keyboard takes letters.
bool isTyping() {
    const QWidget* focused = QApplication::focusWidget();
    return focused != nullptr && focused->testAttribute(Qt::WA_InputMethodEnabled);
}

bool isReturn(int key) { return key == Qt::Key_Return || key == Qt::Key_Enter; }

/// Return does it instead of Space, which is taken.
bool pressFocusedButton(const QWidget& page) {
    auto* button = qobject_cast<QAbstractButton*>(QApplication::focusWidget());
    if (button == nullptr || !page.isAncestorOf(button))
        return false;
    button->click();
    return true;
}

} // namespace

TalkKey::TalkKey(QWidget* page, std::unique_ptr<GlobalKey> everywhere)
    : QObject(page), m_page(page), m_global(std::move(everywhere)) {
    if (m_global)
        connect(m_global.get(), &GlobalKey::heldChanged, this, &TalkKey::setHeldAnywhere);
}

void TalkKey::setKey(const KeyChoice& key) {
    if (key == m_key)
        return;
    setHeld(false);
    m_key = key;
    grab();
}

void TalkKey::setEverywhere(bool everywhere) {
    if (std::exchange(m_everywhere, everywhere) != everywhere)
        grab();
}

void TalkKey::setActive(bool active) {
    if (active == m_active)
        return;
    m_active = active;
    if (active)
        qApp->installEventFilter(this);
    else
        qApp->removeEventFilter(this);
    setHeld(false);
    grab();
}

bool TalkKey::eventFilter(QObject* watched, QEvent* event) {
    switch (event->type()) {
    case QEvent::ShortcutOverride:
        return keepFromShortcuts(static_cast<QKeyEvent&>(*event));
    case QEvent::KeyPress:
        return handlePress(static_cast<const QKeyEvent&>(*event));
    case QEvent::KeyRelease:
        return handleRelease(static_cast<const QKeyEvent&>(*event));
    case QEvent::FocusIn:
    case QEvent::Hide:
    case QEvent::WindowDeactivate:
        setHeld(m_heldHere && isHere());
        return false;
    case QEvent::ShowToParent:
    case QEvent::HideToParent:
        if (watched == m_page)
            grab();
        return false;
    default:
        return QObject::eventFilter(watched, event);
    }
}

/// Qt looks for shortcuts only where nobody accepts this question; the press itself follows.
bool TalkKey::keepFromShortcuts(QKeyEvent& event) const {
    const bool isOurs = isMeantHere(event) && isKey(event);
    if (isOurs)
        event.accept();
    return isOurs;
}

bool TalkKey::handlePress(const QKeyEvent& event) {
    if (!isMeantHere(event))
        return false;
    if (isKey(event)) {
        if (!m_heldHere && !event.isAutoRepeat()) {
            m_heldScanCode = static_cast<int>(event.nativeScanCode());
            setHeld(true);
        }
        return true;
    }
    return isReturn(event.key()) && !event.isAutoRepeat() && pressFocusedButton(*m_page);
}

bool TalkKey::handleRelease(const QKeyEvent& event) {
    if (!isKey(event))
        return false;
    if (!event.isAutoRepeat())
        setHeld(false);
    return isHere();
}

bool TalkKey::isKey(const QKeyEvent& event) const {
    const bool isHeldOne =
        m_heldHere && m_heldScanCode != 0 && static_cast<int>(event.nativeScanCode()) == m_heldScanCode;
    return isHeldOne || m_key.matches(event);
}

bool TalkKey::isMeantHere(const QKeyEvent& event) const { return (event.modifiers() & kOtherMeaning) == 0 && isHere(); }

bool TalkKey::isHere() const {
    return m_page->isVisible() && QApplication::activeWindow() == m_page->window() && !isTyping();
}

void TalkKey::setHeld(bool held) {
    m_heldHere = held;
    showHeld();
}

/// isHidden() is about the page itself: a window in the tray hides nobody's page.
void TalkKey::grab() {
    if (!m_global)
        return;
    const bool isWanted = m_active && m_everywhere && m_key.scanCode != 0 && !m_page->isHidden();
    if (!isWanted)
        m_global->release();
    const bool taken = isWanted && !m_global->grab(m_key.scanCode);
    if (std::exchange(m_taken, taken) != taken)
        Q_EMIT takenChanged(taken);
}

void TalkKey::setHeldAnywhere(bool held) {
    m_heldAnywhere = held;
    showHeld();
}

void TalkKey::showHeld() {
    const bool held = m_heldHere || m_heldAnywhere;
    if (std::exchange(m_held, held) != held)
        Q_EMIT heldChanged(held);
}

} // namespace viz
