#include "core/transport/public_key_hash.h"
#include "core/transport/tls_identity_store.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTimeZone>

#include <gtest/gtest.h>

#if defined(Q_OS_UNIX)
#include <sys/stat.h>
#include <unistd.h>
#endif

namespace viz::test {
namespace {

const QDateTime kNow(QDate(2026, 11, 22), QTime(18, 30), QTimeZone::utc());

class TlsIdentityStores : public testing::Test {
protected:
    void SetUp() override {
        if (!canServeTls())
            GTEST_SKIP() << "this build has no OpenSSL, or Qt no TLS";
        ASSERT_TRUE(m_folder.isValid());
    }

    [[nodiscard]] PublicKeyHash hashNow(const QDateTime& now = kNow) const {
        const auto identity = m_store.loadOrMake(now);
        EXPECT_TRUE(identity && belongTogether(*identity));
        return identity ? publicKeyHash(identity->certificate).value_or(PublicKeyHash{}) : PublicKeyHash{};
    }

    [[nodiscard]] QByteArray contents() const {
        QFile file(m_store.filePath());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    void put(const QByteArray& bytes) const {
        QFile file(m_store.filePath());
        ASSERT_TRUE(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        ASSERT_EQ(file.write(bytes), bytes.size());
    }

    QTemporaryDir m_folder;
    TlsIdentityStore m_store{m_folder.filePath(QStringLiteral("data/viz"))};
};

TEST_F(TlsIdentityStores, GiveTheSameIdentityTheNextTime) {
    const PublicKeyHash first = hashNow();
    EXPECT_EQ(hashNow(), first);
    EXPECT_EQ(hashNow(kNow.addDays(kTlsIdentityLifetime.count() - 1)), first);
    const QDir folder(m_folder.filePath(QStringLiteral("data/viz")));
    EXPECT_EQ(folder.entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot),
              QStringList{QStringLiteral("tls.pem")})
        << "nothing else is left behind";
}

TEST_F(TlsIdentityStores, RotateWhenTheCertificateHasExpired) {
    const PublicKeyHash first = hashNow();
    const QDateTime later = kNow.addDays(kTlsIdentityLifetime.count());
    const PublicKeyHash second = hashNow(later);
    EXPECT_NE(second, first);
    EXPECT_EQ(hashNow(later), second);
}

TEST_F(TlsIdentityStores, ReplaceWhateverIsNotInOrder) {
    (void)hashNow();
    const QByteArray good = contents();
    const QByteArray key = good.first(good.indexOf("-----BEGIN CERTIFICATE"));
    const QByteArray certificate = good.sliced(key.size());
    const QByteArray otherKey = makeTlsIdentity(kNow).value().key.toPem();
    QByteArray bent = good;
    bent[good.indexOf('\n') + 20] = '!';
    const QByteArray rows[] = {{},
                               key,
                               certificate,
                               otherKey + certificate,
                               bent,
                               good.first(good.size() / 2),
                               "rubbish\n",
                               QByteArray(64, '\0'),
                               QByteArray(TlsIdentityStore::kMaxFileBytes, '\n') + good};
    for (const QByteArray& row : rows) {
        put(row);
        const PublicKeyHash made = hashNow();
        EXPECT_NE(contents(), row) << row.size();
        EXPECT_EQ(hashNow(), made) << row.size();
    }
}

TEST_F(TlsIdentityStores, NoCutFileIsTakenForAWholeOne) {
    (void)hashNow();
    const QByteArray good = contents();
    ASSERT_LT(good.size(), 2000);
    for (qsizetype size = 0; size < good.size() - 30; size += 7) { // the last line may lack its dashes
        put(good.first(size));
        (void)hashNow();
        EXPECT_NE(contents(), good.first(size)) << size;
    }
}

#if defined(Q_OS_UNIX)
mode_t modeOf(const QString& path) {
    struct stat status {};
    return stat(path.toLocal8Bit().constData(), &status) == 0 ? status.st_mode & 0777U : 0;
}

TEST_F(TlsIdentityStores, OnlyTheUserMayReadTheFileAndTheFolder) {
    const mode_t before = umask(0);
    (void)hashNow();
    umask(before);
    EXPECT_EQ(modeOf(m_store.filePath()), 0600U);
    EXPECT_EQ(modeOf(m_folder.filePath(QStringLiteral("data/viz"))), 0700U);
}

TEST_F(TlsIdentityStores, AKeyThatOthersCouldReadIsUsedNoMore) {
    for (const mode_t mode : {0640U, 0604U, 0644U, 0620U, 0602U, 0666U}) {
        const PublicKeyHash before = hashNow();
        ASSERT_EQ(chmod(m_store.filePath().toLocal8Bit().constData(), mode), 0);
        EXPECT_NE(hashNow(), before) << std::oct << mode;
        EXPECT_EQ(modeOf(m_store.filePath()), 0600U);
    }
}

TEST_F(TlsIdentityStores, AFileThatCannotBeReadIsReplaced) {
    const PublicKeyHash before = hashNow();
    ASSERT_EQ(chmod(m_store.filePath().toLocal8Bit().constData(), 0), 0);
    if (QFile(m_store.filePath()).open(QIODevice::ReadOnly))
        GTEST_SKIP() << "the superuser can read everything";
    EXPECT_NE(hashNow(), before);
}

TEST_F(TlsIdentityStores, AFolderThatIsNoneIsAnError) {
    QFile inTheWay(m_folder.filePath(QStringLiteral("data")));
    ASSERT_TRUE(inTheWay.open(QIODevice::WriteOnly));
    const auto identity = m_store.loadOrMake(kNow);
    ASSERT_FALSE(identity.has_value());
    EXPECT_EQ(identity.error(), TlsIdentityError::NotKept);
}

TEST_F(TlsIdentityStores, AFolderInThePlaceOfTheFileIsAnError) {
    ASSERT_TRUE(QDir().mkpath(m_store.filePath() + QStringLiteral("/in")));
    const auto identity = m_store.loadOrMake(kNow);
    ASSERT_FALSE(identity.has_value());
    EXPECT_EQ(identity.error(), TlsIdentityError::NotKept);
    EXPECT_EQ(QDir(m_folder.filePath(QStringLiteral("data/viz"))).entryList(QDir::Files | QDir::Hidden), QStringList());
}
#endif

TEST(TlsIdentityStore, SaysSoWhenThisBuildCannot) {
    if (canServeTls())
        GTEST_SKIP() << "this build can";
    const QTemporaryDir folder;
    const auto identity = TlsIdentityStore(folder.path()).loadOrMake(kNow);
    ASSERT_FALSE(identity.has_value());
    EXPECT_EQ(identity.error(), TlsIdentityError::NotInThisBuild);
}

} // namespace
} // namespace viz::test
