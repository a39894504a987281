#pragma once

#include "core/call/call_control.h"

#include <QPainterPath>
#include <QSystemTrayIcon>

#include <memory>

class QAction;
class QMenu;

namespace viz {

/// The icon in the system's tray: shows with a mark how the call stands, tells of a caller, and offers what one wants
/// without the window. Main thread; the call outlives it.
class TrayIcon : public QObject {
    Q_OBJECT

public:
    enum class Mark : std::uint8_t { None, Waiting, Ringing, Talking, Muted, Broken };

    explicit TrayIcon(CallControl& call, QObject* parent = nullptr);
    ~TrayIcon() override;

    /// Whether this desktop has a tray.
    [[nodiscard]] static bool isAvailable() { return QSystemTrayIcon::isSystemTrayAvailable(); }

    bool eventFilter(QObject* watched, QEvent* event) override;

    void setVisible(bool visible);
    [[nodiscard]] bool isVisible() const { return m_icon.isVisible(); }

    [[nodiscard]] Mark mark() const;
    /// Each mark has a form of its own, inside the unit square, for colour must not speak alone. Empty of None.
    [[nodiscard]] static QPainterPath shapeOf(Mark mark);
    [[nodiscard]] QString toolTip() const { return m_icon.toolTip(); }
    [[nodiscard]] const QMenu& menu() const { return *m_menu; }

Q_SIGNALS:
    void showRequested();
    void quitRequested();

private:
    void addActions();
    void showWords();
    void update();
    void onActivated(QSystemTrayIcon::ActivationReason reason);
    void tellOfCaller();

    CallControl& m_call;
    QSystemTrayIcon m_icon;
    std::unique_ptr<QMenu> m_menu;
    QAction* m_show;
    QAction* m_mute;
    QAction* m_end;
    QAction* m_quit;
};

} // namespace viz
