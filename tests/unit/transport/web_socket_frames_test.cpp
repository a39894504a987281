#include "core/transport/web_socket_frames.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <random>
#include <vector>

namespace {

using viz::WebSocketFrames;
using Side = viz::WebSocketFrames::Side;

/// One side of a connection and what it was told.
struct Half {
    explicit Half(Side side)
        : frames(side, {.onFrame = [this](bool isLast) { lastFrames.push_back(isLast); },
                        .onText = [this] { ++texts; },
                        .onMessage = [this](const QByteArray& message) { messages.push_back(message); }}) {}

    WebSocketFrames frames;
    std::vector<bool> lastFrames;
    std::vector<QByteArray> messages;
    int texts = 0;
};

/// Until neither has anything to say.
void exchange(Half& a, Half& b) {
    for (bool said = true; said;) {
        const QByteArray ofA = a.frames.takeOutput();
        const QByteArray ofB = b.frames.takeOutput();
        said = !ofA.isEmpty() || !ofB.isEmpty();
        a.frames.read(ofB);
        b.frames.read(ofA);
    }
}

class FramesOfAConnection : public testing::Test {
protected:
    Half m_client{Side::Client};
    Half m_server{Side::Server};
};

TEST_F(FramesOfAConnection, CarryMessagesOfEverySizeBothWays) {
    for (const int size : {0, 1, 125, 126, 127, 65'535, 65'536, 70'000}) {
        m_client.frames.write(QByteArray(size, 'c'));
        m_server.frames.write(QByteArray(size, 's'));
        exchange(m_client, m_server);
        EXPECT_EQ(m_server.messages.back(), QByteArray(size, 'c'));
        EXPECT_EQ(m_client.messages.back(), QByteArray(size, 's'));
    }
    EXPECT_EQ(m_client.messages.size(), 8u);
    EXPECT_EQ(m_client.lastFrames, std::vector<bool>(8, true));
}

TEST_F(FramesOfAConnection, OfTheClientAreMaskedAndNeverTwiceTheSameWay) {
    const QByteArray message(32, 'm');
    m_client.frames.write(message);
    const QByteArray first = m_client.frames.takeOutput();
    m_client.frames.write(message);
    const QByteArray second = m_client.frames.takeOutput();
    EXPECT_EQ(first.size(), 2 + 4 + 32);
    EXPECT_EQ(static_cast<unsigned char>(first[1]), 0x80 | 32);
    EXPECT_FALSE(first.contains(message));
    EXPECT_NE(first.sliced(2, 4), second.sliced(2, 4)) << "one in four thousand million";
}

TEST_F(FramesOfAConnection, OfTheServerAreNot) {
    m_server.frames.write("hello");
    EXPECT_EQ(m_server.frames.takeOutput(), QByteArray("\x82\x05hello", 7));
}

TEST_F(FramesOfAConnection, MayComeByteByByte) {
    m_client.frames.write(QByteArray(300, 'x'));
    m_client.frames.write("second");
    for (const char byte : m_client.frames.takeOutput())
        m_server.frames.read(QByteArray(1, byte));
    ASSERT_EQ(m_server.messages.size(), 2u);
    EXPECT_EQ(m_server.messages[0], QByteArray(300, 'x'));
    EXPECT_EQ(m_server.messages[1], "second");
}

TEST_F(FramesOfAConnection, EndWithAGoodbyeOfEitherSide) {
    m_server.frames.write("last words");
    m_server.frames.writeClose(4409);
    m_server.frames.write("too late");
    exchange(m_client, m_server);
    EXPECT_EQ(m_client.messages, std::vector<QByteArray>{"last words"});
    EXPECT_EQ(m_client.frames.closeCode(), 4409);
    EXPECT_EQ(m_server.frames.closeCode(), 4409) << "said back";
}

TEST_F(FramesOfAConnection, TellNothingMoreOnceStopped) {
    m_client.frames.write("x");
    m_server.frames.stopReading();
    exchange(m_client, m_server);
    EXPECT_TRUE(m_server.messages.empty() && m_server.lastFrames.empty());
}

TEST_F(FramesOfAConnection, MayBeAnsweredWhileTheyAreRead) {
    WebSocketFrames* frames = nullptr;
    WebSocketFrames echo(Side::Server, {.onFrame = [](bool) {},
                                        .onText = [] {},
                                        .onMessage = [&](const QByteArray& message) { frames->write(message); }});
    frames = &echo;
    m_client.frames.write("a");
    m_client.frames.write("b");
    echo.read(m_client.frames.takeOutput());
    m_client.frames.read(echo.takeOutput());
    EXPECT_EQ(m_client.messages, (std::vector<QByteArray>{"a", "b"}));
}

struct BytesRow {
    const char* name;
    QByteArray bytes; ///< as a server sends them
    int closeCode;
    int messages = 0;
    int texts = 0;
};

class BytesOfAServer : public testing::TestWithParam<BytesRow> {};

TEST_P(BytesOfAServer, AreJudged) {
    Half client(Side::Client);
    client.frames.setMaxMessageBytes(256);
    client.frames.read(GetParam().bytes);
    EXPECT_EQ(client.frames.closeCode(), GetParam().closeCode);
    EXPECT_EQ(client.messages.size(), static_cast<std::size_t>(GetParam().messages));
    EXPECT_EQ(client.texts, GetParam().texts);
    const QByteArray answer = client.frames.takeOutput();
    EXPECT_EQ(answer.isEmpty(), GetParam().closeCode == 0);
}

INSTANTIATE_TEST_SUITE_P(
    Rows, BytesOfAServer,
    testing::Values(BytesRow{"Nothing", {}, 0}, BytesRow{"Message", QByteArray("\x82\x01x", 3), 0, 1},
                    BytesRow{"EmptyMessage", QByteArray("\x82\x00", 2), 0, 1},
                    BytesRow{"Fragments",
                             QByteArray("\x02\x01"
                                        "a\x80\x01"
                                        "b",
                                        6),
                             0, 1},
                    BytesRow{"Pong", QByteArray("\x8a\x00", 2), 0},
                    BytesRow{"Text", QByteArray("\x81\x01x", 3), 0, 0, 1},
                    BytesRow{"HalfAText", QByteArray("\x01\x01x", 3), 0, 0, 1},
                    BytesRow{"Masked", QByteArray("\x82\x81\0\0\0\0x", 7), 1002},
                    BytesRow{"ReservedBit", QByteArray("\xc2\x01x", 3), 1002},
                    BytesRow{"UnknownOpcode", QByteArray("\x83\x01x", 3), 1002},
                    BytesRow{"UnknownControl", QByteArray("\x8b\x00", 2), 1002},
                    BytesRow{"ContinuesNothing", QByteArray("\x80\x01x", 3), 1002},
                    BytesRow{"MessageInAMessage",
                             QByteArray("\x02\x01"
                                        "a\x82\x01"
                                        "b",
                                        6),
                             1002},
                    BytesRow{"PingInFragments", QByteArray("\x09\x01x", 3), 1002},
                    BytesRow{"PingOver125", QByteArray("\x89\x7e\x00\x7e", 4) + QByteArray(126, 'p'), 1002},
                    BytesRow{"LongWayToSayFive", QByteArray("\x82\x7e\x00\x05hello", 9), 1002},
                    BytesRow{"NegativeLength", QByteArray("\x82\x7f\xff\xff\xff\xff\xff\xff\xff\xffx", 11), 1002},
                    BytesRow{"OneTooMany", QByteArray("\x82\x7e\x01\x01", 4) + QByteArray(257, 'x'), 1009},
                    BytesRow{"OneTooManyInFragments",
                             QByteArray("\x02\x7e\x01\x00", 4) + QByteArray(256, 'x') + QByteArray("\x80\x01x", 3),
                             1009},
                    BytesRow{"Goodbye", QByteArray("\x88\x02\x03\xe8", 4), 1000},
                    BytesRow{"GoodbyeWithoutACode", QByteArray("\x88\x00", 2), 1005},
                    BytesRow{"GoodbyeWithHalfACode", QByteArray("\x88\x01\x03", 3), 1005},
                    BytesRow{"GoodbyeWithACodeThatMayNotBeSent", QByteArray("\x88\x02\x03\xee", 4), 1002},
                    BytesRow{"MessageAfterAGoodbye", QByteArray("\x88\x02\x03\xe8\x82\x01x", 7), 1000}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(WebSocketFrames, PingsAreAnsweredWithWhatTheySay) {
    Half client(Side::Client);
    client.frames.read(QByteArray("\x89\x03"
                                  "abc",
                                  5));
    Half server(Side::Server);
    const QByteArray pong = client.frames.takeOutput();
    ASSERT_EQ(pong.size(), 2 + 4 + 3);
    EXPECT_EQ(static_cast<unsigned char>(pong[0]), 0x8a);
    for (int i = 0; i < 3; ++i)
        EXPECT_EQ(static_cast<char>(pong[6 + i] ^ pong[2 + i]), "abc"[i]);
}

TEST(WebSocketFrames, RubbishNeitherCrashesNorGrows) {
    std::mt19937 random(7);
    for (int round = 0; round < 3000; ++round) {
        Half server(round % 2 == 0 ? Side::Server : Side::Client);
        server.frames.setMaxMessageBytes(256);
        std::size_t written = 0;
        for (int part = 0; part < 4; ++part) {
            QByteArray rubbish(static_cast<qsizetype>(random() % 200), '\0');
            for (char& byte : rubbish)
                byte = static_cast<char>(random());
            server.frames.read(rubbish);
            written += static_cast<std::size_t>(server.frames.takeOutput().size());
        }
        EXPECT_LT(written, 2000u);
        for (const QByteArray& message : server.messages)
            EXPECT_LE(message.size(), 256);
    }
}

} // namespace
