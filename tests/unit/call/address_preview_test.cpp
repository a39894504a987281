#include "core/call/address_preview.h"

#include <gtest/gtest.h>

namespace viz {
namespace {

TEST(AddressPreview, ShowsTheHostAndNothingSecret) {
    ASSERT_TRUE(initializeCrypto());
    const HostAddress address{.host = "abc.trycloudflare.com", .prefix = {}};
    const QString invite = QString::fromStdString(formatInvite(address, SecretBytes::random(kInviteSecretBytes)));
    const AddressPreview preview = previewAddress(QStringLiteral("  %1\n").arg(invite));
    EXPECT_TRUE(preview.valid);
    EXPECT_TRUE(preview.encrypted);
    EXPECT_TRUE(preview.hasSecret);
    EXPECT_EQ(preview.host, QStringLiteral("abc.trycloudflare.com"));
}

TEST(AddressPreview, ShowsInternationalNamesAsPunycode) {
    const AddressPreview preview = previewAddress(QStringLiteral("https://приме\u0440.рф"));
    EXPECT_TRUE(preview.valid);
    EXPECT_EQ(preview.host, QStringLiteral("xn--e1afmkfd.xn--p1ai"));
    EXPECT_FALSE(preview.hasSecret);
}

TEST(AddressPreview, SaysWhenTheTunnelIsNotEncrypted) {
    const AddressPreview preview = previewAddress(QStringLiteral("ws://192.168.1.2:8443"));
    EXPECT_TRUE(preview.valid);
    EXPECT_FALSE(preview.encrypted);
    EXPECT_EQ(preview.host, QStringLiteral("192.168.1.2:8443"));
}

TEST(AddressPreview, PassesTheReasonOn) {
    EXPECT_EQ(previewAddress(QString()).error, AddressError::Empty);
    EXPECT_EQ(previewAddress(QStringLiteral("viz1:host#abc")).error, AddressError::SecretTooShort);
    EXPECT_FALSE(previewAddress(QStringLiteral("viz1:host#abc")).valid);
}

} // namespace
} // namespace viz
