#pragma once

#include "core/call/check/sound_check.h"
#include "core/device/audio_factory.h"
#include "core/device/device_catalog.h"
#include "core/settings/settings_store.h"
#include "tests/ui/fake_call.h"
#include "ui/main_window.h"

#include <QList>

#include <functional>
#include <memory>

namespace viz::test {

/// A window on a call that is not real.
class Stage {
public:
    explicit Stage(const WindowDefaults& defaults = defaultsForTests());

    /// One visible widget of that class; stops the test if there is none.
    template<typename Widget>
    [[nodiscard]] Widget* find() const {
        return m_window->findChild<Widget*>();
    }
    /// The visible field or button that screen readers call so; nullptr if there is none.
    [[nodiscard]] QWidget* named(const QString& name) const;
    /// The class of the page in sight, without namespace.
    [[nodiscard]] QString page() const;
    /// All that a person can read on the page in sight.
    [[nodiscard]] QString visibleText() const;

    [[nodiscard]] MainWindow& window() { return *m_window; }
    [[nodiscard]] FakeCall& call() { return *m_call; }
    [[nodiscard]] SoundCheck& check() { return *m_check; }
    /// Kept in no file.
    [[nodiscard]] SettingsStore& settings() { return *m_settings; }

    static WindowDefaults defaultsForTests();

private:
    std::unique_ptr<FakeCall> m_call;
    std::unique_ptr<DeviceCatalog> m_catalog;
    AudioFactory m_factory;
    std::unique_ptr<SoundCheck> m_check;
    std::unique_ptr<SettingsStore> m_settings;
    std::unique_ptr<MainWindow> m_window;
};

/// A page in one of its looks; for pictures, and for what must hold on every page.
struct Scene {
    QString name;
    std::function<void(Stage&)> enter;
};

[[nodiscard]] QList<Scene> allScenes();

/// A visible text that has less room than it needs; empty if there is none.
[[nodiscard]] QString firstCutText(const QWidget& window);
/// Nested layouts settle one event after the other: gives them some, and says whether every text has its room now.
[[nodiscard]] bool settles(const QWidget& window);

[[nodiscard]] PeerInfo somePeer(Verification verification);
[[nodiscard]] CallStats someStats(double totalDelayMs);
/// Two inputs and two outputs.
[[nodiscard]] QList<DeviceInfo> someDevices();
/// A well-formed invite to abc-def.trycloudflare.com.
[[nodiscard]] QString someInvite();

} // namespace viz::test
