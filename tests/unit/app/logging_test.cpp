#include "app/logging.h"

#include <QDateTime>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QThread>

#include <gtest/gtest.h>

namespace viz {
namespace {

Q_LOGGING_CATEGORY(lcTest, "viz.test")

class LoggingTest : public testing::Test {
protected:
    void start(LogLevel level, LineFormat format = LineFormat::Text) {
        auto logging = Logging::create({.level = level, .format = format, .file = path()});
        ASSERT_TRUE(logging);
        m_logging = std::move(*logging);
    }
    [[nodiscard]] QString path() const { return m_folder.filePath(QStringLiteral("viz.log")); }
    [[nodiscard]] QByteArray written() const {
        QFile file(path());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    static void writeAll() {
        qCDebug(lcTest) << "a debug line";
        qCInfo(lcTest) << "an info line";
        qCWarning(lcTest) << "a warning line";
        qCCritical(lcTest) << "an error line";
    }

    QTemporaryDir m_folder;
    std::unique_ptr<Logging> m_logging;
};

TEST_F(LoggingTest, WritesTheLevelAndWhatIsAboveIt) {
    const std::pair<LogLevel, int> rows[] = {{LogLevel::Debug, 4}, {LogLevel::Info, 3},  {LogLevel::Warning, 2},
                                             {LogLevel::Error, 1}, {LogLevel::Fatal, 0}, {LogLevel::Off, 0}};
    for (const auto& [level, lines] : rows) {
        QFile::remove(path());
        start(level);
        writeAll();
        m_logging.reset();
        EXPECT_EQ(written().count('\n'), lines) << static_cast<int>(level);
    }
}

TEST_F(LoggingTest, KeepsTheNewestLinesBesideTheFile) {
    start(LogLevel::Error);
    writeAll();
    EXPECT_TRUE(m_logging->keptLines().isEmpty());
    m_logging->keepFrom(LogLevel::Info);
    writeAll();
    const QStringList kept = m_logging->keptLines();
    ASSERT_EQ(kept.size(), 3);
    EXPECT_TRUE(kept.front().endsWith(QLatin1StringView(" info viz.test an info line")));
    EXPECT_EQ(written().count('\n'), 2); // what the file gets is not changed by it
    m_logging->keepFrom(LogLevel::Warning);
    EXPECT_EQ(m_logging->keptLines(), kept.mid(1));
    m_logging->keepFrom(LogLevel::Off);
    writeAll();
    EXPECT_TRUE(m_logging->keptLines().isEmpty());
    EXPECT_EQ(written().count('\n'), 3);
}

TEST_F(LoggingTest, KeepsNoSecretAndNotTooMuch) {
    start(LogLevel::Off);
    m_logging->keepFrom(LogLevel::Warning);
    qCWarning(lcTest).noquote() << "viz1:abc.example#AAECAwQFBgcICQoLDA0ODxVJ";
    ASSERT_EQ(m_logging->keptLines().size(), 1);
    EXPECT_FALSE(m_logging->keptLines().front().contains(QLatin1StringView("AAECAwQF")));
    for (int i = 0; i < 2 * Logging::kKeptLines; ++i)
        m_logging->write({.level = LogLevel::Fatal, .category = {}, .message = QString::number(i)});
    EXPECT_EQ(m_logging->keptLines().size(), Logging::kKeptLines);
}

TEST_F(LoggingTest, NamesLevelAndCategory) {
    start(LogLevel::Warning);
    qCWarning(lcTest) << "look out";
    EXPECT_TRUE(written().contains(" warning viz.test look out\n")) << written().constData();
}

TEST_F(LoggingTest, WritesJsonObjects) {
    start(LogLevel::Warning, LineFormat::Json);
    qCWarning(lcTest).noquote() << "line one\nline \"two\"";
    ASSERT_EQ(written().count('\n'), 1);
    const QJsonObject line = QJsonDocument::fromJson(written()).object();
    EXPECT_EQ(line.value(u"message").toString(), QStringLiteral("line one\nline \"two\""));
    EXPECT_EQ(line.value(u"level").toString(), QStringLiteral("warning"));
    EXPECT_EQ(line.value(u"category").toString(), QStringLiteral("viz.test"));
    EXPECT_TRUE(QDateTime::fromString(line.value(u"time").toString(), Qt::ISODateWithMs).isValid());
}

TEST_F(LoggingTest, KeepsAMessageOnItsLine) {
    start(LogLevel::Warning);
    qCWarning(lcTest).noquote() << "one\n2026-01-01T00:00:00.000Z error viz.test forged";
    EXPECT_EQ(written().count('\n'), 1);
}

TEST_F(LoggingTest, LetsNoSecretIn) {
    start(LogLevel::Debug);
    qCWarning(lcTest).noquote() << "dialling viz1:a.example#AAAABBBBCCCCDDDDEEEEFFFF at /v1/abcdefghijk";
    qCWarning(lcTest) << QStringLiteral("viz1:a.example#AAAABBBBCCCCDDDDEEEEFFFF");
    EXPECT_FALSE(written().contains("AAAABBBB")) << written().constData();
    EXPECT_FALSE(written().contains("abcdefghijk")) << written().constData();
    EXPECT_TRUE(written().contains("a.example")) << written().constData();
}

TEST_F(LoggingTest, StopsAFlood) {
    start(LogLevel::Warning);
    for (int line = 0; line < 100'000; ++line)
        qCWarning(lcTest) << "again";
    EXPECT_GE(written().count('\n'), LogRate::kBurst);
    EXPECT_LT(written().count('\n'), 20'000);
}

TEST_F(LoggingTest, AppendsToTheFile) {
    for (int round = 0; round < 2; ++round) {
        start(LogLevel::Warning);
        qCWarning(lcTest) << "again";
        m_logging.reset();
    }
    EXPECT_EQ(written().count('\n'), 2);
}

TEST_F(LoggingTest, TakesLinesFromAnyThread) {
    start(LogLevel::Warning);
    const auto shout = [] {
        for (int line = 0; line < 40; ++line)
            qCWarning(lcTest) << "from a thread";
    };
    const std::unique_ptr<QThread> thread(QThread::create(shout));
    thread->start();
    shout();
    thread->wait();
    EXPECT_EQ(written().count("from a thread\n"), 80);
}

TEST_F(LoggingTest, FailsWithASentenceIfTheFileCannotBeWritten) {
    const auto logging =
        Logging::create({.level = LogLevel::Warning, .format = LineFormat::Text, .file = m_folder.path()});
    ASSERT_FALSE(logging);
    EXPECT_EQ(logging.error().status, ExitStatus::NoDevice);
    EXPECT_TRUE(logging.error().sentence.contains(m_folder.path()));
}

} // namespace
} // namespace viz
