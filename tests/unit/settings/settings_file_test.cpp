#include "core/settings/settings_file.h"
#include "tests/unit/settings/some_settings.h"

#include <QDir>
#include <QFile>
#include <QRandomGenerator>
#include <QSettings>
#include <QTemporaryDir>

#include <gtest/gtest.h>

namespace viz {
namespace {

using Kind = SettingsNotice::Kind;

class SettingsFileTest : public testing::Test {
protected:
    [[nodiscard]] QString path() const { return m_folder.filePath(QStringLiteral("viz.ini")); }

    /// QSettings reads a file again if its size or time changed: two within one tick of the clock need different sizes.
    void put(const QByteArray& bytes) const {
        QFile file(path());
        ASSERT_TRUE(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        ASSERT_EQ(file.write(bytes), bytes.size());
    }

    [[nodiscard]] QByteArray contents(const QString& name) const {
        QFile file(m_folder.filePath(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    [[nodiscard]] std::optional<Kind> kindOfNotice(const LoadedSettings& loaded) const {
        return loaded.notice ? std::optional(loaded.notice->kind) : std::nullopt;
    }

    QTemporaryDir m_folder;
};

TEST_F(SettingsFileTest, MissingFileIsNoFault) {
    const LoadedSettings loaded = loadSettings(path());
    EXPECT_EQ(loaded.settings, Settings{});
    EXPECT_FALSE(loaded.notice);
    EXPECT_FALSE(QFile::exists(path()));
}

TEST_F(SettingsFileTest, ComesBackAsItWas) {
    for (const Settings& settings : {Settings{}, test::unusualSettings()}) {
        ASSERT_TRUE(saveSettings(path(), settings));
        const LoadedSettings loaded = loadSettings(path());
        EXPECT_FALSE(loaded.notice);
        EXPECT_EQ(loaded.settings, settings);
    }
}

TEST_F(SettingsFileTest, MakesTheFolder) {
    const QString deep = m_folder.filePath(QStringLiteral("a/b/viz.ini"));
    ASSERT_TRUE(saveSettings(deep, test::unusualSettings()));
    EXPECT_EQ(loadSettings(deep).settings, test::unusualSettings());
}

TEST_F(SettingsFileTest, KeepsWhatIsNotItsOwn) {
    QSettings(path(), QSettings::IniFormat).setValue(QStringLiteral("tunnels/agreed"), QStringLiteral("cloudflare"));
    ASSERT_FALSE(loadSettings(path()).notice);
    ASSERT_TRUE(saveSettings(path(), test::unusualSettings()));
    const QSettings file(path(), QSettings::IniFormat);
    EXPECT_EQ(file.value(QStringLiteral("tunnels/agreed")).toString(), QStringLiteral("cloudflare"));
}

TEST_F(SettingsFileTest, HandWrittenFileMayBeShort) {
    put("[sound]\necho = off\n; a comment\n[look]\ntheme=dark\n");
    const LoadedSettings loaded = loadSettings(path());
    EXPECT_FALSE(loaded.notice);
    EXPECT_EQ(loaded.settings.sound.echo, EchoChoice::Off);
    EXPECT_EQ(loaded.settings.look.theme, ThemeChoice::Dark);
    EXPECT_TRUE(loaded.settings.sound.suppressNoise);
}

struct BadValue {
    const char* section;
    const char* line;
};

TEST_F(SettingsFileTest, ValuesThatMakeNoSenseAreLeftOut) {
    const BadValue rows[] = {
        {"sound", "echo=loud"},
        {"sound", "echo="},
        {"sound", "echo=CANCEL"},
        {"sound", "suppressNoise=1"},
        {"sound", "suppressNoise=yes"},
        {"sound", "suppressNoise=true, false"},
        {"sound", "automaticGain=@ByteArray(true)"},
        {"sound", "levelPeer=@Rect(1 2 3 4)"},
        {"sound", "levelPeer=@Invalid()"},
        {"sound", "peerVolumePercent=-1"},
        {"sound", "peerVolumePercent=201"},
        {"sound", "peerVolumePercent=99999999999999999999999"},
        {"sound", "peerVolumePercent=1e2"},
        {"sound", "peerVolumePercent=0x10"},
        {"sound", "peerVolumePercent="},
        {"network", "port=65536"},
        {"network", "port=8443, 8444"},
        {"network", "port=http"},
        {"network", "listenAddress=\"1\\n2\""},
        {"network", "monthlyBudgetMb=-5"},
        {"network", "profile=fast"},
        {"you", "name=\"line\\nend\""},
        {"you", "name=Smith, Bob"},
        {"you", "name=xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"},
        {"look", "language=tlh"},
        {"privacy", "log=2"},
        {"usage", "bytes=-9"},
        {"usage", "month=999999999"},
    };
    QByteArray padding;
    for (const BadValue& row : rows) {
        SCOPED_TRACE(row.line);
        padding += QByteArray(100, '\n');
        put(QByteArray("[") + row.section + "]\n" + row.line + "\n[talking]\nstartMuted=true\n" + padding);
        const LoadedSettings loaded = loadSettings(path());
        EXPECT_TRUE(loaded.settings.talking.startMuted);
        Settings rest = loaded.settings;
        rest.talking.startMuted = false;
        EXPECT_EQ(rest, Settings{});
        if (QByteArray(row.line).contains("@Invalid"))
            continue; // for QSettings the same as no value
        ASSERT_EQ(kindOfNotice(loaded), Kind::ValuesIgnored);
        const QString key = QLatin1StringView(row.section) + QLatin1Char('/') +
                            QString::fromLatin1(row.line).section(QLatin1Char('='), 0, 0);
        EXPECT_EQ(loaded.notice->keys, QStringList{key});
    }
}

TEST_F(SettingsFileTest, BrokenFilesAreSetAsideAsTheyWere) {
    const QByteArray rows[] = {
        QByteArray("\0\0\0\0", 4),
        QByteArray("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 16),
        "\xff\xfe[\0s\0",
        "not an INI file at all\n",
        "[sound\necho=off\n",
        "[sound]\nx=@Variant(\\0\\0\\0\\x7f\\xff\\xff\\xff\\xff)\n",
        "[sound]\nx= \"@DateTime(\\0\\0\\0\\x10)\"\n",
        "[settings]\nversion=x\n",
        "[settings]\nversion=0\n",
        "[settings]\nversion=-3\n",
        "[settings]\nversion=1, 2\n",
        "[settings]\nversion=\n",
        QByteArray(kMaxSettingsBytes + 1, '\n'),
        QByteArray(10'000'000, 'x'),
        "[you]\nname=\xc3\x28\n",
    };
    for (const QByteArray& row : rows) {
        SCOPED_TRACE(row.left(40).toPercentEncoding().toStdString());
        put(row);
        const LoadedSettings loaded = loadSettings(path());
        EXPECT_EQ(loaded.settings, Settings{});
        ASSERT_EQ(kindOfNotice(loaded), Kind::Broken);
        EXPECT_FALSE(QFile::exists(path()));
        EXPECT_EQ(contents(QFileInfo(loaded.notice->setAside).fileName()), row);
    }
}

TEST_F(SettingsFileTest, NewerFileIsKeptForTheNewerProgram) {
    put("[settings]\nversion=2\n[sound]\necho=quantum\n");
    const LoadedSettings loaded = loadSettings(path());
    EXPECT_EQ(kindOfNotice(loaded), Kind::Newer);
    EXPECT_TRUE(loaded.notice->setAside.endsWith(QLatin1StringView("viz.ini.newer")));
    EXPECT_TRUE(contents(QStringLiteral("viz.ini.newer")).contains("quantum"));
    EXPECT_FALSE(loadSettings(path()).notice);
}

TEST_F(SettingsFileTest, SetsAsideAtMostNine) {
    for (int i = 0; i < 20; ++i) {
        put(QByteArray("[broken") + QByteArray(i, 'x'));
        EXPECT_EQ(kindOfNotice(loadSettings(path())), Kind::Broken);
    }
    EXPECT_EQ(QDir(m_folder.path()).entryList(QDir::Files).size(), 9);
    EXPECT_EQ(contents(QStringLiteral("viz.ini.broken")), "[broken");
    EXPECT_EQ(contents(QStringLiteral("viz.ini.broken-9")), QByteArray("[broken") + QByteArray(19, 'x'));
}

TEST_F(SettingsFileTest, FolderInItsPlaceIsSetAside) {
    ASSERT_TRUE(QDir().mkpath(path() + QStringLiteral("/sub")));
    EXPECT_EQ(kindOfNotice(loadSettings(path())), Kind::Broken);
    EXPECT_TRUE(saveSettings(path(), test::unusualSettings()));
}

// A folder where the file should be, in one that cannot be made, cannot be written by anybody, root included.
TEST_F(SettingsFileTest, SaysWhenItCannotWrite) {
    put("a file");
    EXPECT_FALSE(saveSettings(path() + QStringLiteral("/below/viz.ini"), {}));
    EXPECT_FALSE(saveSettings(QStringLiteral("/proc/viz/viz.ini"), {}));
}

TEST_F(SettingsFileTest, ReadOnlyFolderKeepsTheBrokenFileAndSaysSo) {
    put("[broken");
    ASSERT_TRUE(QFile::setPermissions(m_folder.path(), QFile::ReadOwner | QFile::ExeOwner));
    const bool mightWrite = QFileInfo(m_folder.path()).isWritable(); // root might
    const LoadedSettings loaded = loadSettings(path());
    EXPECT_TRUE(QFile::setPermissions(m_folder.path(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
    EXPECT_EQ(loaded.settings, Settings{});
    EXPECT_EQ(kindOfNotice(loaded), mightWrite ? Kind::Broken : Kind::Unreadable);
}

TEST_F(SettingsFileTest, HoldsNoKeyBesidesThoseOfTheTable) {
    ASSERT_TRUE(saveSettings(path(), test::unusualSettings()));
    const QStringList keys = QSettings(path(), QSettings::IniFormat).allKeys();
    EXPECT_EQ(keys.size(), 29);
    for (const QString& key : keys) {
        EXPECT_FALSE(key.contains(QLatin1StringView("secret"), Qt::CaseInsensitive));
        EXPECT_FALSE(key.contains(QLatin1StringView("invite"), Qt::CaseInsensitive) &&
                     key != QLatin1StringView("privacy/onlyInvited"));
    }
}

QByteArray mutated(QByteArray bytes, QRandomGenerator& random) {
    for (int edits = random.bounded(1, 12); edits > 0; --edits) {
        const int at = random.bounded(static_cast<int>(bytes.size()));
        switch (random.bounded(4)) {
        case 0:
            bytes[at] = static_cast<char>(random.bounded(256));
            break;
        case 1:
            bytes.remove(at, random.bounded(1, 40));
            break;
        case 2:
            bytes.insert(at, bytes.mid(random.bounded(static_cast<int>(bytes.size())), random.bounded(1, 60)));
            break;
        default:
            bytes.insert(at, "\\x=[]\n,;\"@%"[random.bounded(11)]);
        }
        if (bytes.isEmpty())
            bytes = "=";
    }
    return bytes;
}

// Whatever the bytes are: no crash, every value in its range, and what is loaded can be kept.
TEST_F(SettingsFileTest, SurvivesRandomDamage) {
    ASSERT_TRUE(saveSettings(path(), test::unusualSettings()));
    const QByteArray whole = contents(QStringLiteral("viz.ini"));
    QRandomGenerator random(20'260);
    int unharmed = 0;
    for (int round = 0; round < 400; ++round) {
        put(mutated(whole, random));
        const LoadedSettings loaded = loadSettings(path());
        ASSERT_EQ(withinRanges(loaded.settings), loaded.settings);
        unharmed += loaded.notice ? 0 : 1;
    }
    EXPECT_GT(unharmed, 0);
    EXPECT_LT(unharmed, 400);
}

TEST_F(SettingsFileTest, SurvivesRandomBytes) {
    QRandomGenerator random(7);
    for (int round = 0; round < 200; ++round) {
        QByteArray bytes(random.bounded(1, 400), Qt::Uninitialized);
        for (char& byte : bytes)
            byte =
                round % 2 == 0 ? static_cast<char>(random.bounded(256)) : "[]=\\x0@Va(1),;\"\n z"[random.bounded(18)];
        put(bytes);
        ASSERT_EQ(withinRanges(loadSettings(path()).settings), loadSettings(path()).settings);
    }
}

} // namespace
} // namespace viz
