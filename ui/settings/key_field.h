#pragma once

#include "core/settings/settings.h"
#include "ui/key_choice.h"

#include <QPushButton>

namespace viz {

/// A button that shows a key, and takes another one: press it, then the key. Escape or leaving keeps the old one. Keys
/// that mean something else during a call are not taken.
class KeyField : public QPushButton {
    Q_OBJECT

public:
    explicit KeyField(QWidget* parent = nullptr);

    void setKey(const KeyChoice& key);
    [[nodiscard]] const KeyChoice& key() const { return m_key; }

    /// Mute, deafen, and what moves through or leaves the page are not.
    [[nodiscard]] static bool isUsable(Qt::Key key);

Q_SIGNALS:
    void keyChosen(const viz::KeyChoice& key);

protected:
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    void setWaiting(bool waiting);
    void take(const KeyChoice& key);

    KeyChoice m_key;
    bool m_waiting = false;
};

/// As the settings keep it; Space where the text is none that can be used.
[[nodiscard]] Qt::Key keyFromText(const QString& portableText);
[[nodiscard]] QString textOfKey(Qt::Key key);
[[nodiscard]] KeyChoice talkKeyOf(const TalkingChoices& talking);
void setTalkKey(TalkingChoices& talking, const KeyChoice& key);

} // namespace viz
