#include "core/call/address_preview.h"
#include "core/call/byte_array.h"
#include "core/call/connection/hosted_invite.h"
#include "core/protocol/session_keys.h"
#include "core/protocol/wire_format.h"

#include <gtest/gtest.h>

namespace viz {
namespace {

class HostedInviteTest : public testing::Test {
protected:
    void SetUp() override {
        ASSERT_TRUE(initializeCrypto());
        invite.begin(QHostAddress(QHostAddress::LocalHost), std::nullopt);
    }
    static HostAddress named(const std::string& host) { return {.host = host, .port = 0, .prefix = {}}; }

    HostedInvite invite;
};

TEST_F(HostedInviteTest, IsEmptyUntilThePortIsKnown) {
    EXPECT_TRUE(invite.text().isEmpty());
    invite.setPort(8443);
    const auto understood = understandAddress(invite.text());
    ASSERT_TRUE(understood);
    EXPECT_EQ(understood->address.host, "127.0.0.1");
    EXPECT_EQ(understood->address.port, 8443);
    EXPECT_EQ(understood->secret.size(), kInviteSecretBytes);
}

TEST_F(HostedInviteTest, TheEndpointHasThePublicAddressAndNoSecret) {
    EXPECT_TRUE(invite.endpoint().isEmpty()) << "the local address is of no use to anybody else";
    invite.setPublicAddress(named("new.example"));
    const auto understood = understandAddress(QString::fromUtf8(invite.endpoint()));
    ASSERT_TRUE(understood);
    EXPECT_EQ(understood->address, named("new.example"));
    EXPECT_TRUE(understood->secret.empty());
}

TEST_F(HostedInviteTest, KnowsEarlierPublicAddressesOfTheSameCallOnce) {
    for (const char* host : {"a.example", "b.example", "a.example"})
        invite.setPublicAddress(named(host));
    invite.setPublicAddress(std::nullopt);
    EXPECT_EQ(invite.knownHosts(), (QByteArrayList{"a.example", "b.example"}));
    invite.begin(QHostAddress(QHostAddress::LocalHost), named("c.example"));
    EXPECT_EQ(invite.knownHosts(), (QByteArrayList{"c.example"}));
}

TEST_F(HostedInviteTest, ProvesItselfOnceThePortIsKnownAndUntilTheEnd) {
    const QByteArray nonce(wire::kProbeNonceBytes, 'n');
    const auto provesNothing = [&] { return invite.probePath().isEmpty() && invite.probeProof(nonce).isEmpty(); };
    EXPECT_TRUE(provesNothing());
    invite.setPort(8443);
    const InviteKeys keys = InviteKeys::derive(understandAddress(invite.text())->secret);
    EXPECT_EQ(invite.probePath().toStdString(), requestPath(&keys));
    EXPECT_EQ(invite.probeProof(nonce), toByteArray(probeProof(keys, toView(nonce))));
    EXPECT_TRUE(invite.probeProof(nonce.chopped(1)).isEmpty());
    EXPECT_TRUE(invite.probeProof(nonce + 'n').isEmpty());
    invite.end();
    EXPECT_TRUE(provesNothing());
}

TEST_F(HostedInviteTest, EveryCallHasAnotherSecret) {
    invite.setPort(1);
    const QString before = invite.text();
    invite.begin(QHostAddress(QHostAddress::LocalHost), std::nullopt);
    EXPECT_NE(invite.text(), before);
    invite.end();
    EXPECT_TRUE(invite.text().isEmpty());
}

} // namespace
} // namespace viz
