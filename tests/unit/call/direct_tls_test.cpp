#include "core/transport/public_key_hash.h"
#include "tests/support/two_parties.h"

#include <gtest/gtest.h>

namespace viz::test {
namespace {

using Security = HostAddress::Security;

/// A host that serves TLS itself, without a tunnel.
class DirectTls : public testing::Test {
protected:
    static void SetUpTestSuite() { ASSERT_TRUE(initializeCrypto()); }

    void SetUp() override {
        if (!canServeTls())
            GTEST_SKIP() << "this build has no OpenSSL, or Qt no TLS";
        ASSERT_TRUE(hostsWith({}));
    }

    [[nodiscard]] bool hostsWith(const std::optional<HostAddress>& publicAddress) {
        m_identity = makeTlsIdentity(QDateTime::currentDateTimeUtc());
        m_parties.host.session.host({.voice = toneAndNull(QStringLiteral("Hanna")),
                                     .door = {.port = 0},
                                     .publicAddress = publicAddress,
                                     .identity = m_identity});
        return waitFor([&] { return m_parties.host.port != 0; });
    }

    /// The host's invite as the joiner understands it.
    [[nodiscard]] Invite invite() const { return std::move(*understandAddress(m_parties.host.session.inviteText())); }

    void joinWith(Invite invite) {
        m_parties.joiner.session.join({.voice = toneAndNull(QStringLiteral("Jonas")), .invite = std::move(invite)});
    }

    /// Why the joiner's attempt is over.
    [[nodiscard]] CallEnd endOfJoining() {
        EXPECT_TRUE(waitFor([&] { return !m_parties.joiner.ends.empty(); }));
        return m_parties.joiner.ends.empty() ? CallEnd{} : m_parties.joiner.ends[0];
    }

    std::optional<TlsIdentity> m_identity;
    TwoParties m_parties;
};

TEST_F(DirectTls, TheInviteNamesTheHostsCertificate) {
    const HostAddress address = invite().address;
    EXPECT_EQ(address.security, Security::Tls);
    EXPECT_EQ(address.host, "127.0.0.1");
    EXPECT_EQ(address.port, m_parties.host.port);
    EXPECT_EQ(address.certificateHash, publicKeyHash(m_identity->certificate));
}

TEST_F(DirectTls, TheInviteNamesItAtThePublicAddressToo) {
    m_parties.host.session.setPublicAddress(
        HostAddress{.security = Security::Plain, .host = "198.51.100.7", .port = 443, .prefix = {}});
    const HostAddress address = invite().address;
    EXPECT_EQ(address.security, Security::Tls);
    EXPECT_EQ(address.host, "198.51.100.7");
    EXPECT_EQ(address.certificateHash, publicKeyHash(m_identity->certificate));
}

TEST_F(DirectTls, ACallByInviteComesAbout) {
    joinWith(invite());
    ASSERT_TRUE(m_parties.host.reaches(CallState::Ringing));
    m_parties.host.session.accept();
    EXPECT_TRUE(m_parties.host.reaches(CallState::InCall) && m_parties.joiner.reaches(CallState::InCall));
}

TEST_F(DirectTls, AnotherCertificateEndsIt) {
    Invite changed = invite();
    changed.address.certificateHash->front() ^= std::byte{1};
    joinWith(std::move(changed));
    const CallEnd end = endOfJoining();
    EXPECT_EQ(end.reason, EndReason::TlsFailed);
    EXPECT_TRUE(end.detail.contains(QLatin1StringView("certificate"))) << end.detail.toStdString();
    EXPECT_EQ(m_parties.host.session.state(), CallState::Hosting);
}

TEST_F(DirectTls, AnInviteThatSaysPlainIsToldBetter) {
    Invite plain = invite();
    plain.address.security = Security::Plain;
    plain.address.certificateHash.reset();
    joinWith(std::move(plain));
    EXPECT_EQ(endOfJoining().reason, EndReason::TlsFailed);
}

TEST_F(DirectTls, StrangersWithoutTheInviteAreRefused) {
    m_parties.joins(QStringLiteral("https://127.0.0.1:%1").arg(m_parties.host.port));
    EXPECT_EQ(endOfJoining().reason, EndReason::TlsFailed) << "by words nobody can vouch for the certificate";
    EXPECT_EQ(m_parties.host.session.state(), CallState::Hosting);
}

} // namespace
} // namespace viz::test
