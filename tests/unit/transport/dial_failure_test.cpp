#include "core/transport/dial_failure.h"

#include <gtest/gtest.h>

namespace {

using viz::DialFailure;
using viz::LinkEnd;
using viz::nameDialFailure;
using viz::parseHttpAnswer;
using Reason = viz::LinkEnd::Reason;

struct AnswerRow {
    const char* head;
    int status; ///< 0: no HTTP answer
    const char* target;
};

class HttpAnswers : public testing::TestWithParam<AnswerRow> {};

TEST_P(HttpAnswers, AreRead) {
    const auto answer = parseHttpAnswer(GetParam().head);
    ASSERT_EQ(answer.has_value(), GetParam().status != 0);
    if (answer) {
        EXPECT_EQ(answer->status, GetParam().status);
        EXPECT_EQ(answer->redirectTarget.toStdString(), GetParam().target);
    }
}

INSTANTIATE_TEST_SUITE_P(
    Rows, HttpAnswers,
    testing::Values(
        AnswerRow{"HTTP/1.1 200 OK\r\n\r\n", 200, ""}, AnswerRow{"HTTP/1.0 502", 502, ""},
        AnswerRow{"HTTP/1.1 404 \r\nA: b", 404, ""},
        AnswerRow{"HTTP/1.1 302 Found\r\nlocation:  https://a.example/v1/secret?x#y \r\n", 302, "https://a.example"},
        AnswerRow{"HTTP/1.1 308 P\r\nX: y\r\nLOCATION: http://a.example:81/\r\n\r\n", 308, "http://a.example:81"},
        AnswerRow{"HTTP/1.1 301 M\r\nLocation: /v1/secret\r\n\r\n", 301, ""},
        AnswerRow{"HTTP/1.1 301 M\r\nLocation: https://u:p@a.example/\r\n", 301, "https://a.example"},
        AnswerRow{"HTTP/1.1 301 M\r\n\r\nLocation: https://a.example/", 301, ""},
        AnswerRow{"HTTP/1.1 301 M\r\nLoc", 301, ""}, AnswerRow{"HTTP/1.1 2000 OK", 0, ""},
        AnswerRow{"HTTP/1.1 099 OK", 0, ""}, AnswerRow{"HTTP/1.1 600 OK", 0, ""}, AnswerRow{"HTTP/1.1 -20 OK", 0, ""},
        AnswerRow{"HTTP/1.1 20", 0, ""}, AnswerRow{"HTTP/2 200", 0, ""}, AnswerRow{"SSH-2.0-OpenSSH_9.2\r\n", 0, ""},
        AnswerRow{"", 0, ""}));

struct FailureRow {
    const char* name;
    DialFailure failure;
    Reason reason;
    int status;
};

class DialFailures : public testing::TestWithParam<FailureRow> {};

TEST_P(DialFailures, HaveAReason) {
    const LinkEnd end = nameDialFailure(GetParam().failure);
    EXPECT_EQ(end.reason, GetParam().reason);
    EXPECT_EQ(end.httpStatus, GetParam().status);
    EXPECT_EQ(end.closeCode, 0);
    EXPECT_FALSE(end.detail.contains(QLatin1StringView("secret")));
}

DialFailure failureOf(QAbstractSocket::SocketError error, const char* answer = "", bool reached = false) {
    return {.error = error,
            .errorText = QStringLiteral("text"),
            .answer = answer,
            .certificateError = {},
            .reached = reached};
}

DialFailure certificateFailure() {
    DialFailure failure = failureOf(QAbstractSocket::SslHandshakeFailedError);
    failure.certificateError = QStringLiteral("self-signed");
    return failure;
}

DialFailure noTlsFailure() {
    DialFailure failure = failureOf(QAbstractSocket::SslHandshakeFailedError);
    failure.errorText = QStringLiteral("error:0A00010B:SSL routines::wrong version number");
    return failure;
}

INSTANTIATE_TEST_SUITE_P(
    Rows, DialFailures,
    testing::Values(
        FailureRow{"NoName", failureOf(QAbstractSocket::HostNotFoundError), Reason::HostNotFound, 0},
        FailureRow{"Refused", failureOf(QAbstractSocket::ConnectionRefusedError), Reason::ConnectionRefused, 0},
        FailureRow{"Timeout", failureOf(QAbstractSocket::SocketTimeoutError), Reason::ConnectTimeout, 0},
        FailureRow{"Unreachable", failureOf(QAbstractSocket::NetworkError), Reason::NetworkError, 0},
        FailureRow{"Tls", failureOf(QAbstractSocket::SslHandshakeFailedError), Reason::TlsFailed, 0},
        FailureRow{"Certificate", certificateFailure(), Reason::TlsFailed, 0},
        FailureRow{"NoTlsThere", noTlsFailure(), Reason::TlsFailed, 0},
        FailureRow{"TlsOnly",
                   failureOf(QAbstractSocket::ConnectionRefusedError,
                             "HTTP/1.1 426 Upgrade Required\r\nupgrade: TLS/1.2, HTTP/1.1\r\n\r\n", true),
                   Reason::TlsFailed, 426},
        FailureRow{"NotAWebSocket",
                   failureOf(QAbstractSocket::ConnectionRefusedError,
                             "HTTP/1.1 426 Upgrade Required\r\nUpgrade: websocket\r\n\r\n", true),
                   Reason::WebPage, 426},
        FailureRow{
            "PageThatNamesTls",
            failureOf(QAbstractSocket::ConnectionRefusedError, "HTTP/1.1 200 OK\r\nUpgrade: TLS/1.2\r\n\r\n", true),
            Reason::WebPage, 200},
        FailureRow{"Page", failureOf(QAbstractSocket::ConnectionRefusedError, "HTTP/1.1 200 OK\r\n", true),
                   Reason::WebPage, 200},
        FailureRow{"CutPage", failureOf(QAbstractSocket::RemoteHostClosedError, "HTTP/1.1 502 Bad", true),
                   Reason::WebPage, 502},
        FailureRow{"Redirect",
                   failureOf(QAbstractSocket::ConnectionRefusedError,
                             "HTTP/1.1 302 Found\r\nLocation: https://x.example/secret\r\n\r\n", true),
                   Reason::Redirected, 302},
        FailureRow{"WrongAccept", failureOf(QAbstractSocket::ConnectionRefusedError, "HTTP/1.1 101 S\r\n\r\n", true),
                   Reason::WebPage, 101},
        FailureRow{"NotHttp", failureOf(QAbstractSocket::ConnectionRefusedError, "SSH-2.0\r\n", true),
                   Reason::NetworkError, 0},
        FailureRow{"Silence", failureOf(QAbstractSocket::RemoteHostClosedError, "", true), Reason::NetworkError, 0}),
    [](const auto& row) { return std::string(row.param.name); });

} // namespace
