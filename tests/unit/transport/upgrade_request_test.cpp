#include "core/transport/upgrade_request.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

namespace {

using viz::checkUpgradeRequest;
using viz::UpgradePolicy;
using viz::UpgradeVerdict;

constexpr char kPath[] = "/v1/PhIx1lBaOsM";
constexpr char kUpgrade[] = "Upgrade: websocket\r\nConnection: Upgrade\r\n"
                            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n";

std::string good() { return std::string("GET ") + kPath + " HTTP/1.1\r\nHost: a.example\r\n" + kUpgrade + "\r\n"; }

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    const std::size_t at = text.find(from);
    return at == std::string::npos ? "the row is wrong" : text.replace(at, from.size(), to);
}

UpgradeVerdict verdictOf(const std::string& request, const UpgradePolicy& policy = {.paths = {kPath}, .hosts = {}}) {
    return checkUpgradeRequest(request, "192.168.1.5", policy).verdict;
}

TEST(UpgradeRequest, AWellFormedOnePassesAndNamesItsPath) {
    const std::string request = good();
    const auto check = checkUpgradeRequest(request, "127.0.0.1", {.paths = {"/v1", kPath}, .hosts = {}});
    EXPECT_EQ(check.verdict, UpgradeVerdict::Accept);
    EXPECT_EQ(check.path, kPath);
}

TEST(UpgradeRequest, EveryProperPrefixIsIncomplete) {
    const std::string request = good();
    for (std::size_t length = 0; length < request.size(); ++length)
        EXPECT_EQ(verdictOf(request.substr(0, length)), UpgradeVerdict::Incomplete) << length;
}

struct RequestRow {
    const char* name;
    const char* from; ///< part of the good request
    const char* to;   ///< what stands there instead
    UpgradeVerdict verdict;
};

class UpgradeRequests : public testing::TestWithParam<RequestRow> {};

TEST_P(UpgradeRequests, GetTheirVerdict) {
    EXPECT_EQ(verdictOf(replaced(good(), GetParam().from, GetParam().to)), GetParam().verdict);
}

constexpr auto kAccept = UpgradeVerdict::Accept;
constexpr auto kBad = UpgradeVerdict::BadRequest;
constexpr auto kForbidden = UpgradeVerdict::Forbidden;
constexpr auto kMissing = UpgradeVerdict::NotFound;
constexpr auto kNoUpgrade = UpgradeVerdict::UpgradeRequired;

INSTANTIATE_TEST_SUITE_P(
    Rows, UpgradeRequests,
    testing::Values(
        // What tunnels and proxies do to a request.
        RequestRow{"LowerCase", "Upgrade: websocket", "upgrade: WebSocket", kAccept},
        RequestRow{"NoBlank", "Upgrade: websocket", "Upgrade:websocket", kAccept},
        RequestRow{"Tabs", "Upgrade: websocket", "Upgrade:\t websocket \t", kAccept},
        RequestRow{"KeepAliveToo", "Connection: Upgrade", "Connection: keep-alive, upgrade", kAccept},
        RequestRow{"TwoConnectionFields", "Connection: Upgrade", "Connection: close\r\nConnection: upgrade", kAccept},
        RequestRow{"ForwardedFor", "Upgrade:", "X-Forwarded-For: 8.8.8.8\r\nVia: 1.1 x\r\nUpgrade:", kAccept},
        RequestRow{"Utf8Value", "Upgrade:", "X-Name: \xd0\x96\r\nUpgrade:", kAccept},
        RequestRow{"EmptyBody", "Upgrade:", "Content-Length: 0\r\nUpgrade:", kAccept},
        RequestRow{"Ipv6Host", "a.example", "[2001:db8::1]:8443", kAccept},
        // Method, target, version.
        RequestRow{"Post", "GET", "POST", kBad}, RequestRow{"Connect", "GET", "CONNECT", kBad},
        RequestRow{"LowerCaseMethod", "GET", "get", kBad}, RequestRow{"Http10", "HTTP/1.1", "HTTP/1.0", kBad},
        RequestRow{"Http2", "HTTP/1.1", "HTTP/2.0", kBad}, RequestRow{"NoVersion", " HTTP/1.1", "", kBad},
        RequestRow{"NoTarget", "/v1/PhIx1lBaOsM ", "", kBad},
        RequestRow{"TwoTargets", "/v1/PhIx1lBaOsM", "/v1/PhIx1lBaOsM /", kBad},
        RequestRow{"TabInTarget", "/v1/PhIx1lBaOsM", "/v1\t", kBad},
        RequestRow{"Utf8InTarget", "/v1/PhIx1lBaOsM", "/\xd0\x96", kBad},
        RequestRow{"Root", "/v1/PhIx1lBaOsM", "/", kMissing},
        RequestRow{"Shorter", "/v1/PhIx1lBaOsM", "/v1/PhIx1lBaOs", kMissing},
        RequestRow{"Longer", "/v1/PhIx1lBaOsM", "/v1/PhIx1lBaOsM/", kMissing},
        RequestRow{"LastDiffers", "/v1/PhIx1lBaOsM", "/v1/PhIx1lBaOsN", kMissing},
        RequestRow{"FirstDiffers", "/v1/PhIx1lBaOsM", "_v1/PhIx1lBaOsM", kMissing},
        RequestRow{"OtherCase", "/v1/PhIx1lBaOsM", "/v1/phix1lbaosm", kMissing},
        RequestRow{"Query", "/v1/PhIx1lBaOsM", "/v1/PhIx1lBaOsM?x", kMissing},
        RequestRow{"Encoded", "/v1/PhIx1lBaOsM", "/v1/%50hIx1lBaOsM", kMissing},
        RequestRow{"AbsoluteForm", "/v1/PhIx1lBaOsM", "http://a.example/v1/PhIx1lBaOsM", kMissing},
        RequestRow{"Original", "/v1/PhIx1lBaOsM", "/ws", kMissing},
        // Browsers.
        RequestRow{"Origin", "Upgrade:", "Origin: https://evil.example\r\nUpgrade:", kForbidden},
        RequestRow{"OriginNull", "Upgrade:", "origin: null\r\nUpgrade:", kForbidden},
        RequestRow{"OriginEmpty", "Upgrade:", "ORIGIN:\r\nUpgrade:", kForbidden},
        RequestRow{"OriginOld", "Upgrade:", "Sec-WebSocket-Origin: x\r\nUpgrade:", kForbidden},
        RequestRow{"OriginLast", "Version: 13\r\n", "Version: 13\r\nOrigin: x\r\n", kForbidden},
        // Not a WebSocket.
        RequestRow{"NoUpgrade", "Upgrade: websocket\r\n", "", kNoUpgrade},
        RequestRow{"OtherUpgrade", "Upgrade: websocket", "Upgrade: h2c", kNoUpgrade},
        RequestRow{"NoConnection", "Connection: Upgrade\r\n", "", kNoUpgrade},
        RequestRow{"OldVersion", "Version: 13", "Version: 8", kNoUpgrade},
        RequestRow{"NoKey", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n", "", kBad},
        RequestRow{"ShortKey", "dGhlIHNhbXBsZSBub25jZQ==", "dGhl", kBad},
        RequestRow{"KeyWithRubbish", "dGhlIHNhbXBsZSBub25jZQ==", "dGhlIHNhbXBsZSBub25j;Q==", kBad},
        // Requests that two parsers read differently.
        RequestRow{"NoHost", "Host: a.example\r\n", "", kBad},
        RequestRow{"TwoHosts", "Upgrade:", "host: b.example\r\nUpgrade:", kBad},
        RequestRow{"EmptyHost", "a.example", "", kBad}, RequestRow{"HostWithUser", "a.example", "u@a.example", kBad},
        RequestRow{"HostWithPath", "a.example", "a.example/x", kBad},
        RequestRow{"HostWithBadPort", "a.example", "a.example:x", kBad},
        RequestRow{"HostWithEmptyPort", "a.example", "a.example:", kBad},
        RequestRow{"HostWithLongPort", "a.example", "a.example:123456", kBad},
        RequestRow{"HostUnclosed", "a.example", "[::1", kBad}, RequestRow{"HostEmptyBrackets", "a.example", "[]", kBad},
        RequestRow{"Folded", "Upgrade:", "X: y\r\n z\r\nUpgrade:", kBad},
        RequestRow{"BlankBeforeColon", "Upgrade:", "Upgrade :", kBad},
        RequestRow{"NoColon", "Upgrade:", "Upgrade", kBad}, RequestRow{"NoName", "Upgrade:", ":", kBad},
        RequestRow{"BareLineFeed", "Upgrade:", "X: y\nUpgrade:", kBad},
        RequestRow{"BareReturn", "Upgrade:", "X: y\rUpgrade:", kBad},
        RequestRow{"Escape", "Upgrade:", "X: \x1b[31m\r\nUpgrade:", kBad},
        RequestRow{"Delete", "Upgrade:", "X: \x7f\r\nUpgrade:", kBad},
        RequestRow{"Body", "Upgrade:", "Content-Length: 5\r\nUpgrade:", kBad},
        RequestRow{"Chunked", "Upgrade:", "Transfer-Encoding: chunked\r\nUpgrade:", kBad}),
    [](const auto& row) { return std::string(row.param.name); });

constexpr char kNonce[] = "ICEiIyQlJicoKSorLC0uLw";

/// What is noted of `field` in a request for the right path that is no WebSocket.
std::string notedNonce(const std::string& field) {
    const std::string request = "GET " + std::string(kPath) + " HTTP/1.1\r\nHost: a.example\r\n" + field + "\r\n";
    const auto check = checkUpgradeRequest(request, "127.0.0.1", {.paths = {kPath}, .hosts = {}});
    EXPECT_EQ(check.verdict, kNoUpgrade) << field;
    EXPECT_EQ(check.path, kPath);
    return std::string(check.nonce);
}

TEST(UpgradeRequest, NotesTheNonceOfATestFromOutside) {
    const struct {
        std::string field;
        std::string nonce;
    } rows[] = {
        {"X-Viz-Nonce: ICEiIyQlJicoKSorLC0uLw\r\n", kNonce},
        {"x-viz-nonce:\t ICEiIyQlJicoKSorLC0uLw \r\n", kNonce},
        {"X-Viz-Nonce: short\r\nX-Viz-Nonce: ICEiIyQlJicoKSorLC0uLw\r\n", kNonce},
        {"X-Viz-Nonce: --__--__--__--__--__--\r\n", "--__--__--__--__--__--"},
        {"", ""},
        {"X-Viz-Nonce:\r\n", ""},
        {"X-Viz-Nonce: ICEiIyQlJicoKSorLC0uL\r\n", ""},
        {"X-Viz-Nonce: ICEiIyQlJicoKSorLC0uLwA\r\n", ""},
        {"X-Viz-Nonce: ICEiIyQlJicoKSorLC0uLw==\r\n", ""},
        {"X-Viz-Nonce: ICEiIyQlJico+SorLC0uLw\r\n", ""},
        {"X-Viz-Nonce: ICEiIyQlJico/SorLC0uLw\r\n", ""},
        {"X-Viz-Nonce: ICEiIyQl JicoKSorLC0uL\r\n", ""},
        {"X-Viz-Nonce: ICEiIyQl\xd0\x96oKSorLC0uLw\r\n", ""},
    };
    for (const auto& row : rows)
        EXPECT_EQ(notedNonce(row.field), row.nonce) << row.field;
}

TEST(UpgradeRequest, NothingOfARefusedRequestIsNoted) {
    const std::string asking = replaced(good(), "Upgrade: websocket", std::string("X-Viz-Nonce: ") + kNonce);
    for (const std::string& request :
         {replaced(asking, kPath, "/x"), replaced(asking, "Connection:", "Origin: x\r\nConnection:"),
          replaced(asking, "Host:", "Ghost:"), asking + "x"}) {
        const auto check = checkUpgradeRequest(request, "127.0.0.1", {.paths = {kPath}, .hosts = {}});
        EXPECT_EQ(check.path, "") << request;
        EXPECT_EQ(check.nonce, "") << request;
    }
}

TEST(UpgradeRequest, NothingMayFollowTheHeader) {
    EXPECT_EQ(verdictOf(good() + "x"), kBad);
    EXPECT_EQ(verdictOf(good() + good()), kBad);
}

TEST(UpgradeRequest, RubbishIsRefusedWithItsFirstByte) {
    EXPECT_EQ(verdictOf("\x16\x03\x01"), kBad) << "TLS";
    EXPECT_EQ(verdictOf("P"), kBad);
    EXPECT_EQ(verdictOf("GEX"), kBad);
    EXPECT_EQ(verdictOf(std::string(1, '\0')), kBad);
}

TEST(UpgradeRequest, EightKibibytesAreTheLimit) {
    const auto padded = [](std::size_t size) {
        const std::string request = good();
        const std::string field = "X: ";
        return replaced(
            request, "Upgrade:", field + std::string(size - request.size() - field.size() - 2, 'y') + "\r\nUpgrade:");
    };
    ASSERT_EQ(padded(viz::kMaxUpgradeRequestBytes).size(), viz::kMaxUpgradeRequestBytes);
    EXPECT_EQ(verdictOf(padded(viz::kMaxUpgradeRequestBytes)), kAccept);
    EXPECT_EQ(verdictOf(padded(viz::kMaxUpgradeRequestBytes + 1)), kBad);
    EXPECT_EQ(verdictOf("GET /" + std::string(viz::kMaxUpgradeRequestBytes - 6, 'a')), UpgradeVerdict::Incomplete);
    EXPECT_EQ(verdictOf("GET /" + std::string(viz::kMaxUpgradeRequestBytes - 5, 'a')), kBad);
}

TEST(UpgradeRequest, NoPathsMeansNobody) { EXPECT_EQ(verdictOf(good(), {}), kMissing); }

TEST(UpgradeRequest, AStrangerToThePathLearnsNothingElse) {
    const std::string request = replaced(good(), kPath, "/x");
    EXPECT_EQ(verdictOf(replaced(request, "Upgrade:", "Origin: x\r\nUpgrade:")), kMissing);
    EXPECT_EQ(verdictOf(replaced(request, "Upgrade: websocket\r\n", "")), kMissing);
    EXPECT_EQ(verdictOf(request, {.paths = {kPath}, .hosts = {"b.example"}}), kMissing);
}

struct HostRow {
    const char* host;
    UpgradeVerdict verdict;
};

class KnownHosts : public testing::TestWithParam<HostRow> {};

TEST_P(KnownHosts, KeepRebindingOut) {
    const UpgradePolicy policy{.paths = {kPath}, .hosts = {"viz.example", "b.example:8443"}};
    EXPECT_EQ(verdictOf(replaced(good(), "a.example", GetParam().host), policy), GetParam().verdict);
}

INSTANTIATE_TEST_SUITE_P(Rows, KnownHosts,
                         testing::Values(HostRow{"viz.example", kAccept}, HostRow{"VIZ.Example", kAccept},
                                         HostRow{"viz.example:443", kAccept}, HostRow{"b.example:8443", kAccept},
                                         HostRow{"localhost:8443", kAccept}, HostRow{"127.0.0.1:1", kAccept},
                                         HostRow{"[::1]:8443", kAccept}, HostRow{"192.168.1.5:8443", kAccept},
                                         HostRow{"b.example", kForbidden}, HostRow{"b.example:443", kForbidden},
                                         HostRow{"a.example", kForbidden}, HostRow{"viz.example.evil", kForbidden},
                                         HostRow{"evil-viz.example", kForbidden}, HostRow{"viz.example.", kForbidden},
                                         HostRow{"192.168.1.6", kForbidden}, HostRow{"127.0.0.2", kForbidden},
                                         HostRow{"[::2]", kForbidden}, HostRow{"localhost.evil", kForbidden}));

TEST(UpgradeRequest, MutationsNeverPassWithAnotherPath) {
    std::mt19937 random(1);
    const std::string request = good();
    int accepted = 0;
    for (int i = 0; i < 20'000; ++i) {
        std::string mutant = request;
        for (unsigned flips = 1 + random() % 4; flips > 0; --flips)
            mutant[random() % mutant.size()] = static_cast<char>(random());
        const auto check = checkUpgradeRequest(mutant, "127.0.0.1", {.paths = {kPath}, .hosts = {}});
        if (check.verdict != kAccept)
            continue;
        ++accepted;
        EXPECT_EQ(check.path, kPath);
        EXPECT_TRUE(mutant.starts_with(std::string("GET ") + kPath + " HTTP/1.1\r\n"));
    }
    EXPECT_GT(accepted, 0) << "some flips hit only the host's name or the key";
}

} // namespace
