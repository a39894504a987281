#pragma once

#include "ui/global_key.h"
#include "ui/key_choice.h"

#include <QObject>
#include <QPointer>

class QKeyEvent;
class QWidget;

namespace viz {

/// Push-to-talk: whether the key is held while its page is in front. What is typed into a field stays typing, and
/// whoever looks away (another window, another page, a field) stops talking. While it is active the key presses no
/// buttons and is no shortcut (in another layout it may be the one for mute, too); Return presses buttons, for people
/// without a mouse. Where the system can, and the person wants it, the key counts in
/// every window, as long as the page is that of the moment, even in a window that is hidden. Main thread.
class TalkKey : public QObject {
    Q_OBJECT

public:
    /// `page` outlives it. `everywhere`: null where the system has none.
    explicit TalkKey(QWidget* page, std::unique_ptr<GlobalKey> everywhere = makeGlobalKey());

    void setKey(const KeyChoice& key);
    [[nodiscard]] const KeyChoice& key() const { return m_key; }
    /// Off: the key is a key like others.
    void setActive(bool active);
    [[nodiscard]] bool isActive() const { return m_active; }
    /// The key counts whatever window is in front; if its place is known, and no other program has it.
    void setEverywhere(bool everywhere);
    [[nodiscard]] bool isHeld() const { return m_held; }
    /// It should count everywhere, but another program has it: it counts in the page's window only.
    [[nodiscard]] bool isTaken() const { return m_taken; }

    bool eventFilter(QObject* watched, QEvent* event) override;

Q_SIGNALS:
    void heldChanged(bool held);
    /// isTaken() has another value.
    void takenChanged(bool taken);

private:
    [[nodiscard]] bool keepFromShortcuts(QKeyEvent& event) const;
    [[nodiscard]] bool handlePress(const QKeyEvent& event);
    [[nodiscard]] bool handleRelease(const QKeyEvent& event);
    [[nodiscard]] bool isKey(const QKeyEvent& event) const;
    [[nodiscard]] bool isMeantHere(const QKeyEvent& event) const;
    [[nodiscard]] bool isHere() const;
    void setHeld(bool held);
    void grab();
    void setHeldAnywhere(bool held);
    void showHeld();

    QWidget* m_page;
    std::unique_ptr<GlobalKey> m_global;
    KeyChoice m_key;
    int m_heldScanCode = 0; ///< of the press; Shift may give the key another name before it is released
    bool m_active = false;
    bool m_everywhere = false;
    bool m_taken = false;
    bool m_heldHere = false;     ///< the page's window got it
    bool m_heldAnywhere = false; ///< m_global got it
    bool m_held = false;         ///< as was told
};

} // namespace viz
