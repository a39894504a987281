#include "core/transport/public_key_hash.h"
#include "core/transport/tls_identity.h"

#include <QSslCertificateExtension>
#include <QSslKey>
#include <QTimeZone>

#include <gtest/gtest.h>

namespace viz::test {
namespace {

using namespace std::chrono_literals;

const QDateTime kNow(QDate(2026, 11, 22), QTime(18, 30), QTimeZone::utc());

class TlsIdentities : public testing::Test {
protected:
    void SetUp() override {
        if (!canServeTls())
            GTEST_SKIP() << "this build has no OpenSSL, or Qt no TLS";
    }
};

TEST_F(TlsIdentities, AreOnP256AndSaidToBeViz) {
    const TlsIdentity identity = makeTlsIdentity(kNow).value();
    EXPECT_EQ(identity.key.algorithm(), QSsl::Ec);
    EXPECT_EQ(identity.key.type(), QSsl::PrivateKey);
    EXPECT_EQ(identity.certificate.publicKey().length(), 256);
    const QByteArray p256 = QByteArray::fromHex("06082a8648ce3d030107"); // OBJECT IDENTIFIER 1.2.840.10045.3.1.7
    EXPECT_TRUE(identity.certificate.publicKey().toDer().contains(p256)) << "a named curve, not its parameters";
    EXPECT_TRUE(identity.certificate.isSelfSigned());
    EXPECT_EQ(identity.certificate.version(), "3");
    EXPECT_TRUE(belongTogether(identity));
}

TEST_F(TlsIdentities, SayNothingAboutTheUserOrTheMachine) {
    const QSslCertificate certificate = makeTlsIdentity(kNow).value().certificate;
    EXPECT_EQ(certificate.subjectInfoAttributes(), QList<QByteArray>{"CN"});
    EXPECT_EQ(certificate.subjectInfo(QSslCertificate::CommonName), QStringList{QStringLiteral("viz")});
    EXPECT_TRUE(certificate.subjectAlternativeNames().isEmpty());
    EXPECT_TRUE(certificate.extensions().isEmpty());
}

TEST_F(TlsIdentities, LastTenYearsAndBearAClockThatIsLate) {
    const QSslCertificate certificate = makeTlsIdentity(kNow).value().certificate;
    EXPECT_EQ(certificate.effectiveDate(), kNow.addDays(-1));
    EXPECT_EQ(certificate.expiryDate(), kNow.addDays(kTlsIdentityLifetime.count()));
    EXPECT_LE(kTlsIdentityLifetime, 10 * 365 * 24h + 3 * 24h);
}

TEST_F(TlsIdentities, AreNewEachTime) {
    const TlsIdentity one = makeTlsIdentity(kNow).value();
    const TlsIdentity other = makeTlsIdentity(kNow).value();
    EXPECT_NE(one.certificate.serialNumber(), other.certificate.serialNumber());
    EXPECT_NE(publicKeyHash(one.certificate), publicKeyHash(other.certificate));
}

TEST_F(TlsIdentities, BelongTogetherOnlyIfTheKeyIsTheCertificates) {
    const TlsIdentity one = makeTlsIdentity(kNow).value();
    const TlsIdentity other = makeTlsIdentity(kNow).value();
    EXPECT_FALSE(belongTogether({.certificate = one.certificate, .key = other.key}));
    EXPECT_FALSE(belongTogether({.certificate = one.certificate, .key = {}}));
    EXPECT_FALSE(belongTogether({.certificate = QSslCertificate(), .key = one.key}));
    EXPECT_FALSE(belongTogether({.certificate = one.certificate, .key = one.certificate.publicKey()}));
}

} // namespace
} // namespace viz::test
