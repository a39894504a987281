#include "core/transport/public_key_hash.h"

#include <gtest/gtest.h>

namespace viz::test {
namespace {

// All three: openssl req -x509 -nodes -days 36500 -subj /CN=viz -newkey …
constexpr char kEcCertificate[] = R"(-----BEGIN CERTIFICATE-----
MIIBcjCCARmgAwIBAgIUX9j9Lh/ye8eU2PsEvocqJuzmP9UwCgYIKoZIzj0EAwIw
DjEMMAoGA1UEAwwDdml6MCAXDTI2MTEyMjE4MDEzOFoYDzIxMjYxMDI5MTgwMTM4
WjAOMQwwCgYDVQQDDAN2aXowWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAATlo4+y
T91AfIs8aJr2tBqnrfQmK6a89JyNPGxxXk3fqLrqB3RW9xXrNgLjidIBh+HQ44oP
ONefSmn/ufCXQ8dOo1MwUTAdBgNVHQ4EFgQUOilTrzh4GgHJMQjtR/QcUnUcFwQw
HwYDVR0jBBgwFoAUOilTrzh4GgHJMQjtR/QcUnUcFwQwDwYDVR0TAQH/BAUwAwEB
/zAKBggqhkjOPQQDAgNHADBEAiBfdjjP+jpZygMgMeD1W9zkHQtJLVfHXq7/glcN
na9YogIgTujQ8mniYlrr03EL+LBJkHqypiSF+JYxslSR3rFxock=
-----END CERTIFICATE-----
)";
constexpr char kRsaCertificate[] = R"(-----BEGIN CERTIFICATE-----
MIIC/zCCAeegAwIBAgIUEqgXrOYk5qE5YdxcnjUxAkiSjP4wDQYJKoZIhvcNAQEL
BQAwDjEMMAoGA1UEAwwDdml6MCAXDTI2MTEyMjE4MDEzOFoYDzIxMjYxMDI5MTgw
MTM4WjAOMQwwCgYDVQQDDAN2aXowggEiMA0GCSqGSIb3DQEBAQUAA4IBDwAwggEK
AoIBAQC7bHwbmxIF6s/mr2neLxGmeqJ91I8gParznnum2CaUYlQQlSoZ/AGl8yTE
7jBlL2J5VaKKADi+5/5WNJEHDejimH5RtXr8p6GNS21US8dg81f4boeqtHxTDc2W
dKXQ8XlV4qlTkFDTobHCwjhJ7Cwm/POZ7H7i2k4bceQgKTvUazyfekQw4Q5K3KLU
ooDoqGKmfz9ZpK4x1M20QWnIMRjV42TYoOzKQLekeo/XXIwO7EdCYk1n+BmP2W1C
rWpsom7IaJC8cEB8ZXq93JgNOH1iNyydwK61gwWMG814kQmb2zJddXdd5dXYgjE3
3dqB6WLAgl3dHar7evfnhi+bgKcZAgMBAAGjUzBRMB0GA1UdDgQWBBTmzXA9OdV+
1Ti9bcvtoobphyOZMDAfBgNVHSMEGDAWgBTmzXA9OdV+1Ti9bcvtoobphyOZMDAP
BgNVHRMBAf8EBTADAQH/MA0GCSqGSIb3DQEBCwUAA4IBAQCCJFRmlQZvG83/Fx5t
gsEA8v70dDk3J2Kenpo+K5n0SGLuEeu8hJci0rJZPKZduHXG8rh9+Sw2CbjYzxJE
0ARnBnRRZta4sSUcIA11MWXnlqhSfNMO87/KHpQe2gi7R07mEv68srmJOIns2HcO
2jMtlroyWABHAdITe/PeP2wKjgkdjYoEfNBC6xNRzcLMzwD8BOCKoEB6+rGAwRQp
OafA4sBEogn8gqg37eXnrNZUbLvS96wPI3nprrmoBxTDW29vFoCp3j4gIowPzAI2
trEIkrnQpfFf60H0HKwNvYoyOZPWrt+zitXxy+OxGmvm/Wtiyc3MVwlrZYoYNLDa
pX13
-----END CERTIFICATE-----
)";
constexpr char kEdCertificate[] = R"(-----BEGIN CERTIFICATE-----
MIIBMjCB5aADAgECAhQvGST/LpKhvf59iorfjqVSkauiPzAFBgMrZXAwDjEMMAoG
A1UEAwwDdml6MCAXDTI2MTEyMjE4MDEzOFoYDzIxMjYxMDI5MTgwMTM4WjAOMQww
CgYDVQQDDAN2aXowKjAFBgMrZXADIQD7s9Bf0lOp8HLwCdgWrorpvl5vvEIOhpCq
jY9LHIfxi6NTMFEwHQYDVR0OBBYEFJ5ww2rbGionm3JrwBoOZJe48ZkzMB8GA1Ud
IwQYMBaAFJ5ww2rbGionm3JrwBoOZJe48ZkzMA8GA1UdEwEB/wQFMAMBAf8wBQYD
K2VwA0EAh5JEX/bOZ/kyzGTATYFIORFiwvcPnmRwjHKsbY5S0PiP9ONZeGcviVo0
9MLz2GqB/8i+ARkM62ETuxQ6wnAgBw==
-----END CERTIFICATE-----
)";

QByteArray hexOf(const PublicKeyHash& hash) {
    return QByteArray(reinterpret_cast<const char*>(hash.data()), static_cast<qsizetype>(hash.size())).toHex();
}

struct Row {
    const char* certificate;
    const char* hash; ///< openssl x509 -noout -pubkey | openssl pkey -pubin -outform DER | b2sum -l 128
};

TEST(PublicKeyHash, IsThatOfTheSubjectPublicKeyInfo) {
    for (const Row& row : {Row{kEcCertificate, "de7e8d56320943b73e148fad4a6ad77a"},
                           Row{kRsaCertificate, "8dde0c6480535685001ff3dc45163647"}}) {
        const auto hash = publicKeyHash(QSslCertificate(row.certificate));
        ASSERT_TRUE(hash.has_value());
        EXPECT_EQ(hexOf(*hash), row.hash);
    }
}

TEST(PublicKeyHash, IsNothingWithoutAKeyThatQtKnows) {
    EXPECT_FALSE(publicKeyHash(QSslCertificate()).has_value());
    const QSslCertificate certificate(kEdCertificate);
    ASSERT_FALSE(certificate.isNull());
    EXPECT_FALSE(publicKeyHash(certificate).has_value()) << "Ed25519 in Qt 6.4";
}

TEST(PublicKeyHash, EveryBitCounts) {
    const PublicKeyHash hash = publicKeyHash(QSslCertificate(kEcCertificate)).value();
    EXPECT_TRUE(areEqual(hash, PublicKeyHash(hash)));
    for (std::size_t bit = 0; bit < 8 * hash.size(); ++bit) {
        PublicKeyHash other = hash;
        other[bit / 8] ^= std::byte{1} << static_cast<int>(bit % 8);
        EXPECT_FALSE(areEqual(hash, other)) << bit;
    }
}

} // namespace
} // namespace viz::test
