#include "app/terminal_lines.h"
#include "tests/support/wait_for.h"

#include <QCoreApplication>
#include <QStringList>

#include <gtest/gtest.h>
#include <unistd.h>

#include <array>

namespace viz {
namespace {

class TerminalLinesTest : public testing::Test {
protected:
    TerminalLinesTest() {
        if (::pipe(m_ends.data()) != 0)
            std::abort();
        m_lines = std::make_unique<TerminalLines>(m_ends[0]);
        QObject::connect(m_lines.get(), &TerminalLines::lineTyped, [this](const QString& line) { m_typed << line; });
        QObject::connect(m_lines.get(), &TerminalLines::closed, [this] { ++m_closings; });
    }
    ~TerminalLinesTest() override {
        m_lines.reset();
        ::close(m_ends[0]);
        closeWriter();
    }

    void type(const QByteArray& bytes) { ASSERT_EQ(::write(m_ends[1], bytes.data(), bytes.size()), bytes.size()); }
    void closeWriter() {
        if (m_ends[1] >= 0)
            ::close(std::exchange(m_ends[1], -1));
    }

    std::array<int, 2> m_ends{-1, -1};
    std::unique_ptr<TerminalLines> m_lines;
    QStringList m_typed;
    int m_closings = 0;
};

TEST_F(TerminalLinesTest, ReadsNothingBeforeItIsTold) {
    type("early\n");
    QCoreApplication::processEvents();
    EXPECT_TRUE(m_typed.isEmpty());
    m_lines->startReading();
    EXPECT_TRUE(test::waitFor([this] { return m_typed == QStringList{QStringLiteral("early")}; }));
}

TEST_F(TerminalLinesTest, PutsLinesTogetherFromPieces) {
    m_lines->startReading();
    type("ye");
    type("s\r\nno\n\npart");
    EXPECT_TRUE(test::waitFor([this] { return m_typed.size() == 3; }));
    EXPECT_EQ(m_typed, (QStringList{QStringLiteral("yes"), QStringLiteral("no"), QString()}));
}

TEST_F(TerminalLinesTest, SaysOnceThatItIsOver) {
    m_lines->startReading();
    type("y\n");
    closeWriter();
    EXPECT_TRUE(test::waitFor([this] { return m_closings > 0; }));
    QCoreApplication::processEvents();
    EXPECT_EQ(m_closings, 1);
    EXPECT_EQ(m_typed.size(), 1);
}

TEST_F(TerminalLinesTest, BoundsALineWithoutEnd) {
    m_lines->startReading();
    for (int round = 0; round < 5; ++round) {
        type(QByteArray(TerminalLines::kMaxLineBytes, 'x'));
        QCoreApplication::processEvents();
    }
    type("\n");
    closeWriter();
    EXPECT_TRUE(test::waitFor([this] { return m_closings == 1; }));
    ASSERT_EQ(m_typed.size(), 1);
    EXPECT_LE(m_typed.front().size(), TerminalLines::kMaxLineBytes);
}

} // namespace
} // namespace viz
