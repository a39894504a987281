#include "core/call/connection/redialer.h"
#include "tests/support/fake_route.h"
#include "tests/support/wait_for.h"

#include <QTcpServer>
#include <QTcpSocket>

#include <gtest/gtest.h>

namespace viz {
namespace {

using namespace std::chrono_literals;
using test::FakeRoute;
using test::waitFor;

/// Takes every connection, and says `answer` to it; nothing at all if that is empty.
class Door {
public:
    explicit Door(QByteArray answer) : m_answer(std::move(answer)) {
        EXPECT_TRUE(m_server.listen(QHostAddress::LocalHost));
        QObject::connect(&m_server, &QTcpServer::newConnection, &m_server, [this] { take(); });
    }
    [[nodiscard]] HostAddress address() const {
        return {.security = HostAddress::Security::Plain,
                .host = "127.0.0.1",
                .port = m_server.serverPort(),
                .prefix = "/prefix"};
    }
    QByteArrayList requests;

private:
    void take() {
        while (QTcpSocket* const socket = m_server.nextPendingConnection()) {
            QObject::connect(socket, &QTcpSocket::readyRead, socket, [this, socket] {
                requests += socket->readAll();
                if (m_answer.isEmpty())
                    return;
                socket->write(m_answer);
                socket->disconnectFromHost();
            });
        }
    }

    QByteArray m_answer;
    QTcpServer m_server;
};

class RedialerTest : public testing::Test {
protected:
    void begin(const HostAddress& address) {
        Connection connection = first.connection();
        channel = std::make_unique<CallChannel>(CallChannel::Setup{.role = CallRole::Joiner, .times = {}}, connection,
                                                wires, clock);
        redialer = std::make_unique<Redialer>(
            Redialer::Setup{.address = address,
                            .path = "/v1/token",
                            .name = "Jonas",
                            .ticket = {.id = {}, .psk = SecretBytes::random(wire::kKeyBytes)}},
            *channel, clock);
        QObject::connect(redialer.get(), &Redialer::rateRefused, [this] { ++refusals; });
        channel->start();
        channel->allowSound();
    }

    SteadyClock clock;
    CallWires wires;
    FakeRoute first{1};
    std::unique_ptr<CallChannel> channel;
    std::unique_ptr<Redialer> redialer;
    int refusals = 0;
};

TEST_F(RedialerTest, DialsThePathOfTheFirstConnectionAndOnlyWhenItMust) {
    Door door({});
    begin(door.address());
    first.closes();
    ASSERT_TRUE(waitFor([&] { return door.requests.size() == 1; }));
    EXPECT_TRUE(door.requests[0].startsWith("GET /prefix/v1/token HTTP/1.1\r\n")) << door.requests[0].constData();
}

TEST_F(RedialerTest, TriesAnotherWhileOneHangs) {
    Door door({});
    begin(door.address());
    first.closes();
    ASSERT_TRUE(waitFor([&] { return door.requests.size() == 3; })) << "and no more than three";
    EXPECT_EQ(redialer->findChildren<Dial*>().size(), 3);
    channel->leave();
    ASSERT_TRUE(waitFor([&] { return redialer->findChildren<Dial*>().empty(); })) << "all given up";
}

TEST_F(RedialerTest, AlternatesBetweenTheAddresses) {
    Door old("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n");
    Door newer("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n");
    begin(old.address());
    redialer->addAddress(newer.address());
    first.closes();
    ASSERT_TRUE(waitFor([&] { return newer.requests.size() >= 2 && old.requests.size() >= 1; }));
    EXPECT_LE(newer.requests.size() - old.requests.size(), 1);
}

TEST_F(RedialerTest, HearsThatThereWereTooManyRequests) {
    Door door("HTTP/1.1 429 Too Many Requests\r\nContent-Length: 0\r\n\r\n");
    begin(door.address());
    first.closes();
    ASSERT_TRUE(waitFor([&] { return refusals >= 1; }));
}

TEST_F(RedialerTest, ANewAddressIsNotWaitedFor) {
    Door refusing("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\n\r\n");
    begin(refusing.address());
    first.closes();
    ASSERT_TRUE(waitFor([&] { return refusing.requests.size() == 3; }));
    Door door({});
    redialer->addAddress(door.address());
    EXPECT_EQ(redialer->findChildren<Dial*>().size(), 1) << "dialled within the call";
    ASSERT_TRUE(waitFor([&] { return !door.requests.empty(); }));
}

} // namespace
} // namespace viz
