#pragma once

#include <QObject>
#include <QPointer>

class QKeyEvent;
class QWidget;

namespace viz {

/// Push-to-talk: whether the key is held while its page is in front. What is typed into a field stays typing, and
/// whoever looks away (another window, another page, a field) stops talking. While it is active the key presses no
/// buttons; Return does, for people without a mouse. Main thread.
class TalkKey : public QObject {
    Q_OBJECT

public:
    /// `page` outlives it.
    explicit TalkKey(QWidget* page);

    void setKey(Qt::Key key);
    /// As the person reads it: "Space".
    [[nodiscard]] QString keyText() const;
    /// Off: the key is a key like others.
    void setActive(bool active);
    [[nodiscard]] bool isActive() const { return m_active; }
    [[nodiscard]] bool isHeld() const { return m_held; }

    bool eventFilter(QObject* watched, QEvent* event) override;

Q_SIGNALS:
    void heldChanged(bool held);

private:
    [[nodiscard]] bool handlePress(const QKeyEvent& event);
    [[nodiscard]] bool handleRelease(const QKeyEvent& event);
    [[nodiscard]] bool isHere() const;
    void setHeld(bool held);

    QWidget* m_page;
    Qt::Key m_key = Qt::Key_Space;
    bool m_active = false;
    bool m_held = false;
};

} // namespace viz
