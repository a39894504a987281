#include "app/remote/remote_channel.h"
#include "tests/support/wait_for.h"

#include <QFile>
#include <QLocalSocket>
#include <QTemporaryDir>

#include <gtest/gtest.h>

#include <future>

namespace viz {
namespace {

class RemoteChannelTest : public testing::Test {
protected:
    /// The side that asks blocks, as it does in a process of its own.
    [[nodiscard]] std::optional<RemoteReply> ask(RemoteVerb verb) {
        auto answer = std::async(std::launch::async,
                                 [this, verb] { return askRunningViz(m_name, {.verb = verb, .address = u"x"_qs}); });
        EXPECT_TRUE(
            test::waitFor([&] { return answer.wait_for(std::chrono::seconds(0)) == std::future_status::ready; }));
        return answer.get();
    }

    [[nodiscard]] RemoteReply answer(const RemoteRequest& request) {
        m_asked = request;
        return {.done = request.verb != RemoteVerb::Accept, .status = {{u"state"_qs, u"idle"_qs}}};
    }

    QTemporaryDir m_folder;
    QString m_name = m_folder.filePath(u"socket"_qs);
    std::optional<RemoteRequest> m_asked;
    RemoteServer m_server{m_name, [this](const RemoteRequest& request) { return answer(request); }};
};

TEST_F(RemoteChannelTest, NobodyAnswersWhereNobodyListens) { EXPECT_FALSE(ask(RemoteVerb::Status).has_value()); }

TEST_F(RemoteChannelTest, BringsTheQuestionAndTheAnswer) {
    ASSERT_TRUE(m_server.listen());
    const auto reply = ask(RemoteVerb::Mute);
    ASSERT_TRUE(reply.has_value());
    EXPECT_TRUE(reply->done);
    EXPECT_EQ(reply->status.value(u"state").toString(), u"idle"_qs);
    ASSERT_TRUE(m_asked.has_value());
    EXPECT_EQ(m_asked->verb, RemoteVerb::Mute);
    EXPECT_EQ(m_asked->address, u"x"_qs);
    EXPECT_FALSE(ask(RemoteVerb::Accept)->done);
}

TEST_F(RemoteChannelTest, OneAtAPlace) {
    ASSERT_TRUE(m_server.listen());
    RemoteServer second(m_name, [](const RemoteRequest&) { return RemoteReply{}; });
    EXPECT_FALSE(second.listen());
    EXPECT_TRUE(ask(RemoteVerb::Status)->done) << "the first one still answers";
}

TEST_F(RemoteChannelTest, TakesOverWhatACrashedProgramLeft) {
    QFile leftOver(m_name);
    ASSERT_TRUE(leftOver.open(QIODevice::WriteOnly));
    leftOver.close();
    EXPECT_TRUE(m_server.listen());
    EXPECT_TRUE(ask(RemoteVerb::Status).has_value());
}

TEST_F(RemoteChannelTest, OnlyThisUserGetsIn) {
    ASSERT_TRUE(m_server.listen());
    const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    EXPECT_FALSE(QFile::permissions(m_name) & others);
}

TEST_F(RemoteChannelTest, CutsOffWhoSpeaksNonsense) {
    ASSERT_TRUE(m_server.listen());
    for (const QByteArray& nonsense : {QByteArray("hello\n"), QByteArray(2 * kMaxRemoteLine, 'x')}) {
        QLocalSocket socket;
        socket.connectToServer(m_name);
        socket.write(nonsense);
        EXPECT_TRUE(test::waitFor([&] { return socket.state() == QLocalSocket::UnconnectedState; }));
        EXPECT_EQ(socket.bytesAvailable(), 0);
    }
    EXPECT_FALSE(m_asked.has_value());
    EXPECT_TRUE(ask(RemoteVerb::Status).has_value());
}

TEST_F(RemoteChannelTest, ManyWhoSaySilentlyNothingKeepNobodyOut) {
    ASSERT_TRUE(m_server.listen());
    std::vector<std::unique_ptr<QLocalSocket>> silent(50);
    for (auto& socket : silent) {
        socket = std::make_unique<QLocalSocket>();
        socket->connectToServer(m_name);
    }
    const auto open = [](const auto& socket) { return socket->state() == QLocalSocket::ConnectedState; };
    EXPECT_TRUE(test::waitFor([&] { return std::ranges::count_if(silent, open) <= 8; }));
    silent.clear();
    EXPECT_TRUE(test::waitFor([&] { return ask(RemoteVerb::Status).has_value(); }));
}

} // namespace
} // namespace viz
