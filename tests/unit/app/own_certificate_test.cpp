#include "app/own_certificate.h"

#include <QFile>
#include <QTemporaryDir>

#include <gtest/gtest.h>

namespace viz {
namespace {

TEST(OwnCertificate, IsTheSameTheNextTime) {
    if (!canServeTls())
        GTEST_SKIP() << "this build has no OpenSSL, or Qt no TLS";
    const QTemporaryDir folder;
    const auto first = ownCertificate(folder.path());
    const auto second = ownCertificate(folder.path());
    ASSERT_TRUE(first && second);
    EXPECT_EQ(first->certificate, second->certificate);
}

TEST(OwnCertificate, SaysWhichFileItCannotWrite) {
    if (!canServeTls())
        GTEST_SKIP() << "this build has no OpenSSL, or Qt no TLS";
    const QTemporaryDir folder;
    const QString inTheWay = folder.filePath(QStringLiteral("viz"));
    QFile file(inTheWay);
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    const auto identity = ownCertificate(inTheWay);
    ASSERT_FALSE(identity);
    EXPECT_EQ(identity.error().status, ExitStatus::NoDevice);
    EXPECT_TRUE(identity.error().sentence.contains(inTheWay)) << identity.error().sentence.toStdString();
}

TEST(OwnCertificate, SaysSoWhenThisBuildCannot) {
    if (canServeTls())
        GTEST_SKIP() << "this build can";
    const auto identity = ownCertificate(QStringLiteral("/nowhere"));
    ASSERT_FALSE(identity);
    EXPECT_EQ(identity.error().status, ExitStatus::Usage);
    EXPECT_TRUE(identity.error().sentence.contains(QStringLiteral("--tls")));
}

} // namespace
} // namespace viz
