#include "core/call/connection/ticket_box.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace viz {
namespace {

std::array<std::byte, 16> idOf(int number) {
    std::array<std::byte, 16> id{};
    id[0] = static_cast<std::byte>(number);
    return id;
}

class TicketBoxTest : public testing::Test {
protected:
    void SetUp() override { ASSERT_TRUE(initializeCrypto()); }
    /// The ticket of route n has id n.
    void add(int route, unsigned generation) {
        box.add(static_cast<RouteId>(route), {.id = idOf(route), .psk = SecretBytes(32)}, generation);
    }
    [[nodiscard]] std::optional<unsigned> touch(int route) { return box.touch(idOf(route)); }
    [[nodiscard]] std::vector<RouteId> routes() const {
        std::vector<RouteId> result;
        for (const TicketBox::Entry& entry : box.entries())
            result.push_back(entry.route);
        std::ranges::sort(result);
        return result;
    }

    TicketBox box;
};

TEST_F(TicketBoxTest, KeepsTheOldTicketUntilTheNewConnectionIsConfirmed) {
    add(1, 0);
    add(2, 1);
    EXPECT_EQ(routes(), (std::vector<RouteId>{1, 2})) << "the host's first record may be lost";
    box.confirm(2);
    EXPECT_EQ(routes(), (std::vector<RouteId>{2}));
    EXPECT_EQ(touch(1), std::nullopt) << "used up";
    EXPECT_EQ(touch(2), 1U);
}

TEST_F(TicketBoxTest, ConnectionsThatRacedKeepTheirTicketsWhicheverIsConfirmedFirst) {
    add(1, 0);
    add(2, 1);
    add(3, 1);
    box.confirm(3);
    EXPECT_EQ(routes(), (std::vector<RouteId>{2, 3})) << "the joiner may have heard us on either first";
    add(4, 2);
    box.confirm(4);
    EXPECT_EQ(routes(), (std::vector<RouteId>{4}));
}

TEST_F(TicketBoxTest, NeverGoesBack) {
    add(1, 0);
    add(2, 1);
    box.confirm(2);
    add(3, 0);
    EXPECT_EQ(touch(3), std::nullopt) << "a straggler that was opened with what is long used up";
    box.confirm(3);
    EXPECT_EQ(routes(), (std::vector<RouteId>{2}));
}

TEST_F(TicketBoxTest, IsBoundedAndKeepsWhatIsKnockedWith) {
    add(1, 0);
    for (int route = 2; route < 50; ++route) {
        ASSERT_EQ(touch(1), 0U);
        add(route, 1);
        ASSERT_LE(box.entries().size(), TicketBox::kCapacity);
    }
    EXPECT_EQ(touch(1), 0U);
    EXPECT_EQ(touch(2), std::nullopt);
    EXPECT_EQ(touch(49), 1U);
}

TEST_F(TicketBoxTest, KnowsNothingAfterTheCall) {
    add(1, 0);
    add(2, 1);
    box.confirm(2);
    box.clear();
    EXPECT_TRUE(routes().empty());
    add(1, 0);
    EXPECT_EQ(touch(1), 0U) << "the next call begins at the beginning";
}

TEST_F(TicketBoxTest, AForeignIdIsUnknown) {
    add(1, 0);
    EXPECT_EQ(touch(9), std::nullopt);
    EXPECT_EQ(box.touch({}), std::nullopt);
}

} // namespace
} // namespace viz
