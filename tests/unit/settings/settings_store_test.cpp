#include "core/settings/settings_store.h"
#include "tests/support/wait_for.h"

#include <QFile>
#include <QTemporaryDir>

#include <gtest/gtest.h>

namespace viz {
namespace {

class SettingsStoreTest : public testing::Test {
protected:
    [[nodiscard]] QString path() const { return m_folder.filePath(QStringLiteral("viz/viz.ini")); }

    QTemporaryDir m_folder;
};

TEST_F(SettingsStoreTest, TellsOnlyOfRealChanges) {
    SettingsStore store(path());
    int changes = 0;
    QObject::connect(&store, &SettingsStore::changed, &store, [&](const Settings& settings) {
        ++changes;
        EXPECT_EQ(settings, store.settings());
    });
    store.set({});
    EXPECT_EQ(changes, 0);
    store.change([](Settings& settings) { settings.network.port = 70'000; });
    EXPECT_EQ(changes, 1);
    EXPECT_EQ(store.settings().network.port, NetworkChoices::kMaxPort);
    store.change([](Settings& settings) { settings.network.port = 70'000; });
    EXPECT_EQ(changes, 1);
}

TEST_F(SettingsStoreTest, WritesByItselfAfterTheLastChange) {
    SettingsStore store(path());
    for (int volume = 0; volume <= 50; ++volume)
        store.change([&](Settings& settings) { settings.sound.peerVolumePercent = volume; });
    EXPECT_FALSE(QFile::exists(path()));
    EXPECT_TRUE(test::waitFor([&] { return loadSettings(path()).settings.sound.peerVolumePercent == 50; }));
}

TEST_F(SettingsStoreTest, WritesWhatIsLeftWhenItEnds) {
    {
        SettingsStore store(path());
        store.change([](Settings& settings) { settings.name = QStringLiteral("Carol"); });
    }
    EXPECT_EQ(SettingsStore(path()).settings().name, QStringLiteral("Carol"));
}

TEST_F(SettingsStoreTest, WithoutAFileNothingIsKept) {
    SettingsStore store({});
    store.change([](Settings& settings) { settings.name = QStringLiteral("Carol"); });
    store.flush();
    EXPECT_EQ(store.settings().name, QStringLiteral("Carol"));
    EXPECT_FALSE(store.notice());
}

TEST_F(SettingsStoreTest, TellsOfABrokenFileAndGoesOn) {
    QFile file(m_folder.filePath(QStringLiteral("viz.ini")));
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write("[broken");
    file.close();
    SettingsStore store(file.fileName());
    ASSERT_TRUE(store.notice());
    EXPECT_EQ(store.notice()->kind, SettingsNotice::Kind::Broken);
    store.change([](Settings& settings) { settings.name = QStringLiteral("Carol"); });
    store.flush();
    EXPECT_EQ(SettingsStore(file.fileName()).settings().name, QStringLiteral("Carol"));
    EXPECT_TRUE(QFile::exists(store.notice()->setAside));
}

TEST_F(SettingsStoreTest, SaysOnceThatItCannotWriteAndGoesOn) {
    QFile inTheWay(m_folder.filePath(QStringLiteral("viz")));
    ASSERT_TRUE(inTheWay.open(QIODevice::WriteOnly));
    SettingsStore store(path());
    QList<SettingsNotice::Kind> kinds;
    QObject::connect(&store, &SettingsStore::noticed, &store,
                     [&](const SettingsNotice& notice) { kinds += notice.kind; });
    const auto choose = [&](int port) {
        store.change([&](Settings& settings) { settings.network.port = port; });
        store.flush();
    };
    choose(1);
    EXPECT_TRUE(test::waitFor([&] { return !kinds.isEmpty(); }));
    choose(2);
    ASSERT_TRUE(inTheWay.remove());
    choose(3);
    EXPECT_EQ(SettingsStore(path()).settings().network.port, 3);
    EXPECT_EQ(kinds, QList{SettingsNotice::Kind::Unwritable});
}

} // namespace
} // namespace viz
