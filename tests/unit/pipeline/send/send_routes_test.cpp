#include "core/pipeline/send/send_routes.h"
#include "core/protocol/record_opener.h"
#include "tests/support/voice_link.h"

#include <gtest/gtest.h>

#include <map>

namespace viz {
namespace {

struct SendRoutesTest : ::testing::Test {
    SendRoutesTest()
        : routes([this](RouteId route, ByteView record) { sent[route].emplace_back(record.begin(), record.end()); }) {}

    void send(int content) { routes.send(Bytes(3, static_cast<std::byte>(content))); }

    std::map<RouteId, std::vector<Bytes>> sent;
    SendRoutes routes;
};

TEST_F(SendRoutesTest, EveryRouteInUseCarriesEveryRecordUnderItsOwnKey) {
    routes.add(4, test::fixedKey(1));
    routes.add(9, test::fixedKey(50));
    send(1);
    send(2);
    EXPECT_EQ(routes.records(), 4U);
    EXPECT_EQ(routes.bytes(), 4U * (3 + 16));
    for (const auto& [route, seed] : {std::pair{4U, 1}, std::pair{9U, 50}}) {
        RecordOpener opener(test::fixedKey(seed));
        Bytes plaintext;
        ASSERT_EQ(sent[route].size(), 2U);
        for (int i = 0; i < 2; ++i) {
            ASSERT_TRUE(opener.open(sent[route][i], plaintext));
            EXPECT_EQ(plaintext, Bytes(3, static_cast<std::byte>(i + 1)));
        }
    }
}

TEST_F(SendRoutesTest, ARouteThatWasOutOfUseGoesOnWithItsOwnRecordNumbers) {
    routes.add(1, test::fixedKey(1));
    routes.add(2, test::fixedKey(2));
    send(1);
    routes.setInUse(2, false);
    send(2);
    routes.setInUse(2, true);
    send(3);
    ASSERT_EQ(sent[1].size(), 3U);
    ASSERT_EQ(sent[2].size(), 2U);
    RecordOpener opener(test::fixedKey(2));
    Bytes plaintext;
    EXPECT_TRUE(opener.open(sent[2][0], plaintext));
    EXPECT_TRUE(opener.open(sent[2][1], plaintext));
    EXPECT_EQ(plaintext, Bytes(3, std::byte{3}));
}

TEST_F(SendRoutesTest, NothingIsSealedWithoutARouteInUse) {
    EXPECT_FALSE(routes.anyInUse());
    send(1);
    routes.add(1, test::fixedKey(1));
    EXPECT_TRUE(routes.anyInUse());
    routes.setInUse(1, false);
    EXPECT_FALSE(routes.anyInUse());
    send(2);
    routes.remove(1);
    routes.remove(1);
    routes.setInUse(1, true); // it has gone a moment ago
    EXPECT_FALSE(routes.anyInUse());
    EXPECT_TRUE(sent.empty());
    EXPECT_EQ(routes.records(), 0U);
}

} // namespace
} // namespace viz
