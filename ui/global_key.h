#pragma once

#include <QObject>

#include <memory>

namespace viz {

/// A key that is heard whatever window is in front. While it is grabbed no other program gets it, nor do the windows of
/// this one; while it is held, on X11, nor do they get any other key. With Control, Alt or the logo key it is a key
/// like others. Main thread.
class GlobalKey : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    /// False if another program has it already. `scanCode`: QKeyEvent::nativeScanCode(), not 0. Gives up the key
    /// before.
    [[nodiscard]] virtual bool grab(int scanCode) = 0;
    /// Does nothing without one. A held key counts as released.
    virtual void release() = 0;

Q_SIGNALS:
    /// Once for a press, however long it lasts.
    void heldChanged(bool held);
};

/// Whether makeGlobalKey() makes one.
[[nodiscard]] bool hasGlobalKeys();
/// Null where the system lets no program hear the keys of others: Wayland, and builds without X11.
[[nodiscard]] std::unique_ptr<GlobalKey> makeGlobalKey();

} // namespace viz
