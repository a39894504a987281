#include "core/transport/simulated_tunnel.h"
#include "core/transport/tunnel_pipe.h"
#include "core/transport/web_socket_link.h"
#include "tests/unit/transport/transport_fixtures.h"

#include <QElapsedTimer>

#include <gtest/gtest.h>

namespace {

using namespace std::chrono_literals;
using namespace viz::test;
using viz::CloseCode;
using viz::Link;
using viz::LinkEnd;
using viz::SimulatedTunnel;
using viz::TunnelSpec;
using viz::WebSocketLink;
using Reason = viz::LinkEnd::Reason;

/// Two links through a tunnel.
class TunnelWorld {
public:
    explicit TunnelWorld(const TunnelSpec& spec) : tunnel(spec) {
        isOpen = tunnel.listen(world.host.port());
        joiner.open(urlOf(tunnel.port()));
        isOpen = isOpen && waitFor([&] { return joined.opened == 1 && world.guests.size() == 1; });
        if (!isOpen)
            return;
        joiner.admit();
        hostSide().admit();
    }

    Link& hostSide() { return *world.guests[0].link; }
    LinkRecorder& hosted() { return *world.guests[0].record; }

    HostWorld world;
    SimulatedTunnel tunnel;
    WebSocketLink joiner;
    LinkRecorder joined{joiner};
    bool isOpen = false;
};

TEST(SimulatedTunnel, APerfectOneCarriesEverythingInOrder) {
    TunnelWorld world({});
    ASSERT_TRUE(world.isOpen);
    for (int i = 0; i < 1000; ++i) {
        world.joiner.send(QByteArray::number(i).leftJustified(1 + i * 7 % 5000));
        world.hostSide().send(QByteArray::number(i));
    }
    ASSERT_TRUE(
        waitFor([&] { return world.hosted().messages.size() == 1000 && world.joined.messages.size() == 1000; }));
    for (int i = 0; i < 1000; ++i) {
        EXPECT_EQ(world.hosted().messages[static_cast<std::size_t>(i)].trimmed().toInt(), i);
        EXPECT_EQ(world.joined.messages[static_cast<std::size_t>(i)].toInt(), i);
    }
    EXPECT_GT(world.tunnel.bytesToHost(), 1000 * 2000);
    EXPECT_GT(world.tunnel.bytesToJoiner(), 1000 * 4);
    EXPECT_LT(world.tunnel.bytesToJoiner(), 100'000);
}

TEST(SimulatedTunnel, DelayHoldsEachDirection) {
    TunnelWorld world({.delay = 60ms});
    ASSERT_TRUE(world.isOpen);
    QObject::connect(&world.hostSide(), &Link::received, &world.hostSide(),
                     [&](const QByteArray& message) { world.hostSide().send(message); });
    QElapsedTimer stopwatch;
    stopwatch.start();
    world.joiner.send("ping");
    ASSERT_TRUE(waitFor([&] { return world.joined.messages.size() == 1; }));
    EXPECT_GE(stopwatch.elapsed(), 119) << "there and back; a slow machine only adds";
}

TEST(SimulatedTunnel, ASlowLinkTakesItsTime) {
    // The request alone is about 400 bytes: 40 ms at 80 kbit/s.
    TunnelWorld world({.rateBps = 80'000});
    ASSERT_TRUE(world.isOpen);
    QElapsedTimer stopwatch;
    stopwatch.start();
    for (int i = 0; i < 5; ++i)
        world.joiner.send(QByteArray(1000, 'x'));
    ASSERT_TRUE(waitFor([&] { return world.hosted().messages.size() == 5; }));
    EXPECT_GE(stopwatch.elapsed(), 480) << "5000 bytes at 10,000 bytes a second";
}

TEST(SimulatedTunnel, AnOutageHoldsAndThenDeliversEverything) {
    TunnelWorld world({.outages = {{.length = 800ms, .at = 300ms}}});
    ASSERT_TRUE(world.isOpen);
    QElapsedTimer sinceTheFirstByte; // a little after it, in truth
    sinceTheFirstByte.start();
    ASSERT_TRUE(waitFor([&] { return sinceTheFirstByte.elapsed() > 320; }));
    world.joiner.send("held");
    ASSERT_TRUE(waitFor([&] { return world.hosted().messages.size() == 1; }));
    EXPECT_TRUE(world.joined.ends.empty() && world.hosted().ends.empty());
}

TEST(SimulatedTunnel, ACutEndsEveryConnectionAndNewOnesAreAccepted) {
    TunnelWorld world({.cuts = {500ms}});
    ASSERT_TRUE(world.isOpen);
    ASSERT_TRUE(world.joined.waitForEnd() && world.hosted().waitForEnd());
    EXPECT_EQ(world.joined.ends[0].reason, Reason::NetworkError);
    EXPECT_EQ(world.hosted().ends[0].reason, Reason::NetworkError);

    WebSocketLink again;
    const LinkRecorder record(again);
    again.open(urlOf(world.tunnel.port()));
    ASSERT_TRUE(waitFor([&] { return record.opened == 1; }));
    again.send("back");
    ASSERT_TRUE(
        waitFor([&] { return world.world.guests.size() == 2 && world.world.guests[1].record->messages.size(); }));
}

TEST(SimulatedTunnel, AGoodbyeGoesThroughWithTheDelay) {
    TunnelWorld world({.delay = 30ms});
    ASSERT_TRUE(world.isOpen);
    for (int i = 0; i < 50; ++i)
        world.joiner.send(QByteArray(3000, 'x'));
    world.joiner.close(CloseCode::Normal);
    ASSERT_TRUE(world.hosted().waitForEnd());
    EXPECT_EQ(world.hosted().messages.size(), 50u);
    EXPECT_EQ(world.hosted().ends[0].reason, Reason::ClosedByPeer);
    ASSERT_TRUE(world.joined.waitForEnd());
    EXPECT_TRUE(world.world.waitForNoSockets());
}

TEST(SimulatedTunnel, WithoutAHostTheJoinerIsTurnedAway) {
    quint16 nobody = 0;
    {
        viz::WebSocketHost host;
        ASSERT_TRUE(host.listen(QHostAddress::LocalHost, 0));
        nobody = host.port();
    }
    SimulatedTunnel tunnel({});
    ASSERT_TRUE(tunnel.listen(nobody));
    WebSocketLink link;
    const LinkRecorder record(link);
    link.open(urlOf(tunnel.port()));
    ASSERT_TRUE(record.waitForEnd());
    EXPECT_EQ(record.ends[0].reason, Reason::NetworkError);
}

TEST(SimulatedTunnel, StopsReadingWhenItHoldsEnough) {
    // Everything is held for a day, so the sender must be stopped by backpressure.
    QTcpServer host;
    ASSERT_TRUE(host.listen(QHostAddress::LocalHost, 0));
    SimulatedTunnel tunnel({.delay = TunnelSpec::kLongest});
    ASSERT_TRUE(tunnel.listen(host.serverPort()));
    RawPeer peer(tunnel.port());
    ASSERT_TRUE(peer.waitForConnection());
    constexpr qint64 kOffered = 64 * 1024 * 1024;
    peer.write(QByteArray(kOffered, 'x'));
    qint64 before = -1;
    QElapsedTimer still;
    still.start();
    ASSERT_TRUE(waitFor([&] {
        if (std::exchange(before, peer.socket().bytesToWrite()) != peer.socket().bytesToWrite())
            still.restart();
        return still.elapsed() > 500;
    }));
    // The kernel's socket buffers take up to some megabytes more.
    EXPECT_GT(peer.socket().bytesToWrite(), kOffered / 2);
    EXPECT_EQ(tunnel.bytesToHost(), 0);
}

TEST(SimulatedTunnel, MayBeDestroyedWithBytesInFlight) {
    HostWorld world;
    auto tunnel = std::make_unique<SimulatedTunnel>(TunnelSpec{.delay = 1h});
    ASSERT_TRUE(tunnel->listen(world.host.port()));
    WebSocketLink link;
    const LinkRecorder record(link);
    link.open(urlOf(tunnel->port()));
    ASSERT_TRUE(waitFor([&] { return world.host.socketCount() == 1; }));
    tunnel.reset();
    ASSERT_TRUE(record.waitForEnd());
    EXPECT_EQ(record.ends[0].reason, Reason::NetworkError);
    EXPECT_TRUE(world.waitForNoSockets());
}

} // namespace
