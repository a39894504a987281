#include "app/tunnel_thread.h"
#include "tests/support/wait_for.h"

#include <QTcpServer>
#include <QTcpSocket>

#include <gtest/gtest.h>

namespace viz {
namespace {

TEST(TunnelThread, CarriesAndCountsBytesBothWays) {
    QTcpServer host;
    ASSERT_TRUE(host.listen(QHostAddress::LocalHost));
    TunnelThread tunnel(TunnelSpec{});
    const quint16 port = tunnel.open(host.serverPort());
    ASSERT_NE(port, 0);
    QTcpSocket joiner;
    joiner.connectToHost(QHostAddress(QHostAddress::LocalHost), port);
    joiner.write("hello");
    ASSERT_TRUE(test::waitFor([&] { return host.hasPendingConnections(); }));
    QTcpSocket* accepted = host.nextPendingConnection();
    ASSERT_TRUE(test::waitFor([&] { return accepted->bytesAvailable() == 5; }));
    accepted->write("hi");
    ASSERT_TRUE(test::waitFor([&] { return joiner.bytesAvailable() == 2; }));
    EXPECT_EQ(tunnel.bytesToHost(), 5);
    EXPECT_EQ(tunnel.bytesToJoiner(), 2);
}

} // namespace
} // namespace viz
