#include "core/transport/host_gate.h"
#include "tests/support/wait_for.h"

#include <QCoreApplication>
#include <QHostAddress>
#include <QTcpSocket>

#include <gtest/gtest.h>

#include <list>
#include <memory>
#include <vector>

namespace viz {
namespace {

using test::waitFor;

class Turns : public testing::Test {
protected:
    void wants(QObject& visitor, int number) {
        gate.takeTurn(visitor, [this, number] { had.push_back(number); });
    }

    HostGate gate;
    QObject first;
    std::unique_ptr<QObject> second = std::make_unique<QObject>();
    QObject third;
    std::vector<int> had;
};

TEST_F(Turns, TheFirstDoesNotWaitAndTheOthersDo) {
    wants(first, 1);
    wants(*second, 2);
    wants(third, 3);
    EXPECT_EQ(had, std::vector{1}) << "what else the thread has to do comes before the next";
    EXPECT_TRUE(waitFor([&] { return had.size() == 3; }));
    EXPECT_EQ(had, (std::vector{1, 2, 3}));
}

TEST_F(Turns, WhoHasLeftIsSkipped) {
    wants(first, 1);
    wants(*second, 2);
    wants(third, 3);
    second.reset();
    EXPECT_TRUE(waitFor([&] { return had.size() == 2; }));
    EXPECT_EQ(had, (std::vector{1, 3}));
}

TEST_F(Turns, AGateThatGoesForgetsWhoWaits) {
    auto gone = std::make_unique<HostGate>();
    gone->takeTurn(first, [this] { had.push_back(1); });
    gone->takeTurn(third, [this] { had.push_back(2); });
    gone.reset();
    wants(third, 3);
    wants(third, 4);
    EXPECT_TRUE(waitFor([&] { return had.back() == 4; }));
    EXPECT_EQ(had, (std::vector{1, 3, 4}));
}

TEST(HostGate, ACrowdWaitsSoThatEverythingElseHasItsTurn) {
    constexpr int kCrowd = 5 * HostGate::kMaxArrivals;
    HostGate gate;
    ASSERT_TRUE(gate.listen(QHostAddress::LocalHost)) << gate.errorString().toStdString();
    std::list<QTcpSocket> crowd(kCrowd);
    for (QTcpSocket& one : crowd) {
        one.connectToHost(QHostAddress::LocalHost, gate.serverPort());
        ASSERT_TRUE(one.waitForConnected()) << "the system takes it, the gate does not yet";
    }
    ASSERT_EQ(gate.socketCount(), 0);
    for (int before = 0; gate.socketCount() < kCrowd; before = gate.socketCount()) {
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        ASSERT_LE(gate.socketCount() - before, HostGate::kMaxArrivals) << "after " << before;
    }
}

} // namespace
} // namespace viz
