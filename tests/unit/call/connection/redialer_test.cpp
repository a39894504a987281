#include "core/call/connection/redialer.h"
#include "core/transport/public_key_hash.h"
#include "core/transport/tls_identity.h"
#include "core/transport/web_socket_host.h"
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
    EXPECT_EQ(redialer->findChildren<Dial*>().size(), 3) << "there is a goodbye to be said";
    FakeRoute second{2};
    second.id = channel->addCandidate(second.connection());
    second.says(ControlType::Mute);
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
    ASSERT_TRUE(waitFor([&] { return refusing.requests.size() >= 3 && redialer->findChildren<Dial*>().isEmpty(); }));
    Door door({});
    redialer->addAddress(door.address());
    EXPECT_EQ(redialer->findChildren<Dial*>().size(), 1) << "dialled within the call";
    ASSERT_TRUE(waitFor([&] { return !door.requests.empty(); }));
}

/// Serves TLS at the redialler's path with a certificate of its own, and hangs up on whoever gets in.
class TlsDoor {
public:
    TlsDoor() : m_identity(makeTlsIdentity(QDateTime::currentDateTimeUtc()).value()) {
        m_host.serveTls(m_identity);
        m_host.setPaths({"/v1/token"});
        EXPECT_TRUE(m_host.listen(QHostAddress::LocalHost, 0));
        QObject::connect(&m_host, &WebSocketHost::arrived, &m_host, [this](Link* link) {
            ++arrivals;
            link->deleteLater();
        });
    }
    [[nodiscard]] HostAddress addressWithoutCertificate(HostAddress::Security security) const {
        return {.security = security, .host = "127.0.0.1", .port = m_host.port(), .prefix = {}};
    }
    [[nodiscard]] HostAddress address() const {
        HostAddress address = addressWithoutCertificate(HostAddress::Security::Tls);
        address.certificateHash = publicKeyHash(m_identity.certificate);
        return address;
    }

    int arrivals = 0;

private:
    TlsIdentity m_identity;
    WebSocketHost m_host;
};

class PinnedRedialerTest : public RedialerTest {
protected:
    static void SetUpTestSuite() { ASSERT_TRUE(initializeCrypto()); }
    void SetUp() override {
        if (!canServeTls())
            GTEST_SKIP() << "this build has no OpenSSL, or Qt no TLS";
        own = std::make_unique<TlsDoor>();
    }

    /// The first address, which named the host's certificate, leads nowhere any more.
    void beginAtAnAddressThatIsGone() {
        HostAddress gone = own->address();
        gone.port = 1;
        begin(gone);
    }

    std::unique_ptr<TlsDoor> own;
};

TEST_F(PinnedRedialerTest, ANewAddressLeadsToTheSameCertificate) {
    beginAtAnAddressThatIsGone();
    redialer->addAddress(own->addressWithoutCertificate(HostAddress::Security::Tls));
    first.closes();
    ASSERT_TRUE(waitFor([&] { return own->arrivals > 0; }));
}

TEST_F(PinnedRedialerTest, AnAddressThatWasTypedWithoutASchemeIsDialledByTls) {
    beginAtAnAddressThatIsGone();
    redialer->addAddress(own->addressWithoutCertificate(HostAddress::Security::Plain));
    first.closes();
    ASSERT_TRUE(waitFor([&] { return own->arrivals > 0; }));
}

TEST_F(PinnedRedialerTest, AnotherCertificateAtTheNewAddressLearnsNothing) {
    TlsDoor foreign;
    beginAtAnAddressThatIsGone();
    redialer->addAddress(own->addressWithoutCertificate(HostAddress::Security::Tls));
    redialer->addAddress(foreign.addressWithoutCertificate(HostAddress::Security::Tls));
    first.closes();
    ASSERT_TRUE(waitFor([&] { return own->arrivals >= 2; })) << "every other dial went to the foreign one";
    EXPECT_EQ(foreign.arrivals, 0);
}

TEST_F(PinnedRedialerTest, NothingGoesOutInTheOpen) {
    Door door({});
    beginAtAnAddressThatIsGone();
    redialer->addAddress(door.address());
    first.closes();
    constexpr char tlsHandshakeRecord = 0x16;
    ASSERT_TRUE(waitFor([&] { return !door.requests.empty(); }));
    for (const QByteArray& request : door.requests) {
        EXPECT_EQ(request.front(), tlsHandshakeRecord);
        EXPECT_FALSE(request.contains("token"));
    }
}

} // namespace
} // namespace viz
