#include "ui/settings/key_field.h"

#include "ui/layout_shortcut.h"

#include <QKeyEvent>

#include <algorithm>
#include <array>

namespace viz {
namespace {

constexpr std::array kOtherwiseUsed{Qt::Key_unknown, Qt::Key_Escape, Qt::Key_Tab,   Qt::Key_Backtab, Qt::Key_Return,
                                    Qt::Key_Enter,   Qt::Key_M,      Qt::Key_D,     Qt::Key_Up,      Qt::Key_Down,
                                    Qt::Key_Left,    Qt::Key_Right,  Qt::Key_Shift, Qt::Key_Control, Qt::Key_Meta,
                                    Qt::Key_Alt,     Qt::Key_AltGr};

} // namespace

KeyField::KeyField(QWidget* parent) : QPushButton(parent) {
    setAutoDefault(false);
    setWaiting(false);
    connect(this, &QPushButton::clicked, this, [this] { setWaiting(!m_waiting); });
}

void KeyField::setKey(const KeyChoice& key) {
    m_key = key;
    setWaiting(m_waiting);
}

bool KeyField::isUsable(Qt::Key key) {
    const bool isOtherwiseUsed =
        std::ranges::any_of(kOtherwiseUsed, [key](Qt::Key used) { return key == used || key == russianKeyAt(used); });
    return key != 0 && !isOtherwiseUsed;
}

// While it waits, no shortcut takes the key away; Tab moves on.
bool KeyField::event(QEvent* event) {
    if (m_waiting && event->type() == QEvent::ShortcutOverride)
        event->accept();
    return QPushButton::event(event);
}

void KeyField::keyPressEvent(QKeyEvent* event) {
    if (!m_waiting)
        return QPushButton::keyPressEvent(event);
    const KeyChoice choice = KeyChoice::of(*event);
    if (choice.key == Qt::Key_Escape)
        setWaiting(false);
    else if (isUsable(choice.key))
        take(choice);
}

void KeyField::focusOutEvent(QFocusEvent* event) {
    setWaiting(false);
    QPushButton::focusOutEvent(event);
}

void KeyField::setWaiting(bool waiting) {
    m_waiting = waiting;
    setText(waiting ? tr("Press a key") : tr("%1: change").arg(m_key.text()));
}

void KeyField::take(const KeyChoice& key) {
    m_key = key;
    setWaiting(false);
    Q_EMIT keyChosen(key);
}

Qt::Key keyFromText(const QString& portableText) {
    const QKeySequence sequence(portableText, QKeySequence::PortableText);
    const bool single = sequence.count() == 1 && sequence[0].keyboardModifiers() == Qt::NoModifier;
    return single && KeyField::isUsable(sequence[0].key()) ? sequence[0].key() : Qt::Key_Space;
}

QString textOfKey(Qt::Key key) { return QKeySequence(key).toString(QKeySequence::PortableText); }

KeyChoice talkKeyOf(const TalkingChoices& talking) {
    return {.key = keyFromText(talking.key), .scanCode = talking.keyScanCode};
}

void setTalkKey(TalkingChoices& talking, const KeyChoice& key) {
    talking.key = textOfKey(key.key);
    talking.keyScanCode = key.scanCode;
}

} // namespace viz
