#include "ui/talk_key.h"

#include <QAbstractButton>
#include <QApplication>
#include <QKeyEvent>
#include <QKeySequence>

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

TalkKey::TalkKey(QWidget* page) : QObject(page), m_page(page) {}

void TalkKey::setKey(Qt::Key key) {
    setHeld(false);
    m_key = key;
}

// Qt's own translations, which would know the word, may not be installed.
QString TalkKey::keyText() const {
    return m_key == Qt::Key_Space ? tr("Space") : QKeySequence(m_key).toString(QKeySequence::NativeText);
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
}

bool TalkKey::eventFilter(QObject* watched, QEvent* event) {
    switch (event->type()) {
    case QEvent::KeyPress:
        return handlePress(static_cast<const QKeyEvent&>(*event));
    case QEvent::KeyRelease:
        return handleRelease(static_cast<const QKeyEvent&>(*event));
    case QEvent::FocusIn:
    case QEvent::Hide:
    case QEvent::WindowDeactivate:
        setHeld(m_held && isHere());
        return false;
    default:
        return QObject::eventFilter(watched, event);
    }
}

bool TalkKey::handlePress(const QKeyEvent& event) {
    if ((event.modifiers() & kOtherMeaning) != 0 || !isHere())
        return false;
    if (event.key() == m_key) {
        setHeld(m_held || !event.isAutoRepeat());
        return true;
    }
    return isReturn(event.key()) && !event.isAutoRepeat() && pressFocusedButton(*m_page);
}

bool TalkKey::handleRelease(const QKeyEvent& event) {
    if (event.key() != m_key)
        return false;
    if (!event.isAutoRepeat())
        setHeld(false);
    return isHere();
}

bool TalkKey::isHere() const {
    return m_page->isVisible() && QApplication::activeWindow() == m_page->window() && !isTyping();
}

void TalkKey::setHeld(bool held) {
    if (held == m_held)
        return;
    m_held = held;
    Q_EMIT heldChanged(held);
}

} // namespace viz
