#include "core/transport/upgrade_request.h"
#include "core/transport/web_socket_handshake.h"

#include <QUrl>

#include <gtest/gtest.h>

#include <string>

namespace {

using namespace viz;

// The key and its answer of RFC 6455 section 1.3.
const QByteArray kKey = "dGhlIHNhbXBsZSBub25jZQ==";
const QByteArray kAnswer = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                           "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n";

QNetworkRequest to(const char* url) { return QNetworkRequest(QUrl(QLatin1StringView(url))); }

TEST(WebSocketHandshake, AnswersAsTheStandardDoes) {
    EXPECT_EQ(webSocketAnswer("GET / HTTP/1.1\r\nHost: x\r\nsec-websocket-key:  " + kKey + " \r\n\r\n"), kAnswer);
}

TEST(WebSocketHandshake, KeysAreSixteenBytesAndNew) {
    const QByteArray key = makeWebSocketKey();
    EXPECT_EQ(QByteArray::fromBase64(key).size(), 16);
    EXPECT_NE(key, makeWebSocketKey());
}

TEST(WebSocketHandshake, TheHostAcceptsTheRequest) {
    QNetworkRequest request = to("ws://user:secret@127.0.0.1:8080/v1/PhIx1lBaOsM#fragment");
    request.setRawHeader("User-Agent", "Viz/1");
    const QByteArray text = webSocketRequest(request, makeWebSocketKey());
    const UpgradeCheck check =
        checkUpgradeRequest(text.toStdString(), "127.0.0.1", {.paths = {"/v1/PhIx1lBaOsM"}, .hosts = {}});
    EXPECT_EQ(check.verdict, UpgradeVerdict::Accept) << text.constData();
    EXPECT_TRUE(text.contains("\r\nUser-Agent: Viz/1\r\n"));
    EXPECT_TRUE(text.contains("\r\nHost: 127.0.0.1:8080\r\n"));
    EXPECT_FALSE(text.contains("secret") || text.contains("fragment"));
}

struct AddressRow {
    const char* url;
    const char* firstLines;
};

class Request : public testing::TestWithParam<AddressRow> {};

TEST_P(Request, NamesPathAndHost) {
    EXPECT_TRUE(webSocketRequest(to(GetParam().url), kKey).startsWith(GetParam().firstLines))
        << webSocketRequest(to(GetParam().url), kKey).constData();
}

INSTANTIATE_TEST_SUITE_P(
    Rows, Request,
    testing::Values(AddressRow{"ws://x.example", "GET / HTTP/1.1\r\nHost: x.example\r\n"},
                    AddressRow{"wss://x.example/v1", "GET /v1 HTTP/1.1\r\nHost: x.example\r\n"},
                    AddressRow{"wss://x.example:444/a?b=c", "GET /a?b=c HTTP/1.1\r\nHost: x.example:444\r\n"},
                    AddressRow{"ws://[fe80::1]:81/v1", "GET /v1 HTTP/1.1\r\nHost: [fe80::1]:81\r\n"},
                    AddressRow{"ws://x.example/a b\r\nX: y", "GET /a%20b%0D%0AX:%20y HTTP/1.1\r\n"}));

struct AnswerRow {
    const char* name;
    QByteArray from;
    QByteArray to;
    bool opens;
};

class Answer : public testing::TestWithParam<AnswerRow> {};

TEST_P(Answer, IsJudged) {
    QByteArray head = kAnswer;
    head.replace(GetParam().from, GetParam().to);
    EXPECT_EQ(opensWebSocket(head, kKey), GetParam().opens) << head.constData();
}

INSTANTIATE_TEST_SUITE_P(
    Rows, Answer,
    testing::Values(AnswerRow{"AsItShouldBe", "x", "x", true},
                    AnswerRow{"OtherCase", "Upgrade: websocket", "uPGRADE:   WebSocket", true},
                    AnswerRow{"InAList", "Connection: Upgrade", "Connection: keep-alive, upgrade", true},
                    AnswerRow{"Status200", "101 Switching Protocols", "200 OK", false},
                    AnswerRow{"NoUpgrade", "Upgrade: websocket\r\n", "", false},
                    AnswerRow{"UpgradeToSomethingElse", "websocket", "h2c", false},
                    AnswerRow{"NoConnection", "Connection: Upgrade\r\n", "", false},
                    AnswerRow{"OtherKey", "s3pPLM", "S3pPLM", false},
                    AnswerRow{"NoKey", "Sec-WebSocket-Accept", "X", false},
                    AnswerRow{"Extension", "\r\n\r\n", "\r\nSec-WebSocket-Extensions: x\r\n\r\n", false},
                    AnswerRow{"Subprotocol", "\r\n\r\n", "\r\nSec-WebSocket-Protocol: x\r\n\r\n", false}),
    [](const auto& row) { return std::string(row.param.name); });

TEST(WebSocketHandshake, ACutAnswerOpensNothing) {
    for (qsizetype length = 0; length < kAnswer.size() - 5; ++length)
        EXPECT_FALSE(opensWebSocket(kAnswer.first(length), kKey)) << length;
}

} // namespace
