#include "core/protocol/invite.h"
#include "hex.h"

#include <gtest/gtest.h>

namespace viz::test {
namespace {

using Security = HostAddress::Security;

SecretBytes testSecret() { return countingSecret(0, kInviteSecretBytes); }

/// The 24 characters of testSecret(), made by the code under test; TheFormIsThatOfTheProtocol checks them.
const std::string& testCharacters() {
    static const std::string text = [] {
        const std::string invite = formatInvite({.host = "h", .prefix = {}}, testSecret());
        return invite.substr(invite.find('#') + 1);
    }();
    return text;
}

void replaceAll(std::string& text, std::string_view from, std::string_view to) {
    for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
}

/// base64url of the bytes 10 11 .. 1f.
constexpr std::string_view kHashCharacters = "EBESExQVFhcYGRobHB0eHw";

HostAddress::CertificateHash testHash() {
    HostAddress::CertificateHash hash{};
    for (std::size_t i = 0; i < hash.size(); ++i)
        hash[i] = static_cast<std::byte>(0x10 + i);
    return hash;
}

/// `text` with the secret's characters for "$" and those of the certificate's hash for "^".
std::string filled(std::string text) {
    replaceAll(text, "$", testCharacters());
    replaceAll(text, "^", kHashCharacters);
    return text;
}

TEST(Invite, TheFormIsThatOfTheProtocol) {
    // base64url(00 01 .. 0f || first two bytes of BLAKE2b-128("viz1 invite" || 00 01 .. 0f))
    EXPECT_EQ(testCharacters(), "AAECAwQFBgcICQoLDA0OD1tz");
}

struct Accepted {
    std::string text;
    Security security;
    std::string host;
    std::uint16_t port = 0;
    std::string prefix = {};
    bool hasSecret = false;
    bool hasHash = false;
};

constexpr auto Tls = Security::Tls;
constexpr auto Plain = Security::Plain;

const Accepted kAccepted[] = {
    // Invites
    {"viz1:host.example#$", Tls, "host.example", 0, "", true},
    {"viz1:host.example:8443#$", Tls, "host.example", 8443, "", true},
    {"viz1:host.example/some/prefix#$", Tls, "host.example", 0, "/some/prefix", true},
    {"viz1:host.example:1/p#$", Tls, "host.example", 1, "/p", true},
    {"viz1://host.example#$", Tls, "host.example", 0, "", true},
    {"VIZ1:HOST.Example#$", Tls, "host.example", 0, "", true},
    {"viz1+ws:192.168.1.5:8443#$", Plain, "192.168.1.5", 8443, "", true},
    {"Viz1+WS:bore.pub:40000#$", Plain, "bore.pub", 40000, "", true},
    {"viz1:[2001:db8::1]:443#$", Tls, "2001:db8::1", 443, "", true},
    {"viz1:localhost#$", Tls, "localhost", 0, "", true},
    {"viz1:host.example#k=$", Tls, "host.example", 0, "", true},
    // Invites to a host with a certificate of its own
    {"viz1:host.example!^#$", Tls, "host.example", 0, "", true, true},
    {"viz1:192.168.1.5:8443!^#$", Tls, "192.168.1.5", 8443, "", true, true},
    {"viz1:[2001:db8::1]:8443!^#$", Tls, "2001:db8::1", 8443, "", true, true},
    {"viz1:[2001:db8::1]!^#$", Tls, "2001:db8::1", 0, "", true, true},
    {"VIZ1://Host.Example:8443!^/p#k=$", Tls, "host.example", 8443, "/p", true, true},
    {" <viz1:host.example:8443!^/#$> ", Tls, "host.example", 8443, "", true, true},
    {"viz1:host.example/a!b#$", Tls, "host.example", 0, "/a!b", true},
    {"viz1:host.example!^/a!b#$", Tls, "host.example", 0, "/a!b", true, true},
    // Addresses with a scheme
    {"https://host.example", Tls, "host.example"},
    {"HTTPS://Host.Example/", Tls, "host.example"},
    {"https:host.example", Tls, "host.example"},
    {"wss://host.example", Tls, "host.example"},
    {"WsS://host.example:9", Tls, "host.example", 9},
    {"http://host.example", Plain, "host.example"},
    {"ws://host.example:80", Plain, "host.example", 80},
    {"https://127.0.0.1:8443", Tls, "127.0.0.1", 8443},
    {"https://host.example#$", Tls, "host.example", 0, "", true},
    {"https://host.example/#k=$", Tls, "host.example", 0, "", true},
    {"wss://host.example/p#k=$", Tls, "host.example", 0, "/p", true},
    // Without a scheme
    {"host.example", Tls, "host.example"},
    {"Host.EXAMPLE:8443", Tls, "host.example", 8443},
    {"host.example/some/prefix", Tls, "host.example", 0, "/some/prefix"},
    {"host.example#$", Tls, "host.example", 0, "", true},
    {"host.example:8443/p#k=$", Tls, "host.example", 8443, "/p", true},
    {"host.example.", Tls, "host.example"},
    {"localhost", Plain, "localhost"},
    {"localhost:8443", Plain, "localhost", 8443},
    {"LOCALHOST:8443#$", Plain, "localhost", 8443, "", true},
    {"localhost.:8443", Plain, "localhost", 8443},
    {"127.0.0.1:8443", Plain, "127.0.0.1", 8443},
    {"10.1.2.3", Plain, "10.1.2.3"},
    {"172.16.0.1:1", Plain, "172.16.0.1", 1},
    {"172.31.255.255", Plain, "172.31.255.255"},
    {"192.168.0.10:65535", Plain, "192.168.0.10", 65535},
    {"169.254.9.9", Plain, "169.254.9.9"},
    {"172.32.0.1", Tls, "172.32.0.1"},
    {"8.8.8.8:8443", Tls, "8.8.8.8", 8443},
    {"localhost.example", Tls, "localhost.example"},
    {"[::1]:8443", Plain, "::1", 8443},
    {"[::1]", Plain, "::1"},
    {"::1", Plain, "::1"},
    {"[fd00::8]:8443", Plain, "fd00::8", 8443},
    {"fd12:3456::8", Plain, "fd12:3456::8"},
    {"[FE80::1]", Plain, "fe80::1"},
    {"[2001:DB8::1]:8443/p", Tls, "2001:db8::1", 8443, "/p"},
    {"::ffff:192.168.0.1", Plain, "::ffff:192.168.0.1"},
    // International names stay as typed
    {"пример.рф", Tls, "пример.рф"},
    {"viz1:пример.рф:8443#$", Tls, "пример.рф", 8443, "", true},
    {"xn--e1afmkfd.xn--p1ai", Tls, "xn--e1afmkfd.xn--p1ai"},
    // Our own end of the path, slashes
    {"https://host.example/v1", Tls, "host.example"},
    {"https://host.example/v1/", Tls, "host.example"},
    {"https://host.example/v1/PhIx1lBaOsM", Tls, "host.example"},
    {"https://host.example/v1/PhIx1lBaOsM/", Tls, "host.example"},
    {"https://host.example/p/v1/PhIx1lBaOsM#$", Tls, "host.example", 0, "/p", true},
    {"host.example/p/v1", Tls, "host.example", 0, "/p"},
    {"host.example/p///", Tls, "host.example", 0, "/p"},
    {"host.example/v1/short", Tls, "host.example", 0, "/v1/short"},
    {"host.example/v1/PhIx1lBaOsM1", Tls, "host.example", 0, "/v1/PhIx1lBaOsM1"},
    {"host.example/v2/PhIx1lBaOsM", Tls, "host.example", 0, "/v2/PhIx1lBaOsM"},
    {"host.example/pv1", Tls, "host.example", 0, "/pv1"},
    {"host.example/a%20b/~c", Tls, "host.example", 0, "/a%20b/~c"},
    {"host.example/" + std::string(1023, 'a'), Tls, "host.example", 0, "/" + std::string(1023, 'a')},
    // What comes along with a paste
    {"  viz1:host.example#$ \r\n", Tls, "host.example", 0, "", true},
    {"\"viz1:host.example#$\"", Tls, "host.example", 0, "", true},
    {"'https://host.example'", Tls, "host.example"},
    {"<https://host.example/>", Tls, "host.example"},
    {"«viz1:host.example#$»", Tls, "host.example", 0, "", true},
    {"“ https://host.example ”", Tls, "host.example"},
    {"`viz1:host.example#$`", Tls, "host.example", 0, "", true},
    {"\u200b\ufeffviz1:host.example#$\u200b\u00a0", Tls, "host.example", 0, "", true},
    {"\u200e\u2068https://host.example\u2069", Tls, "host.example"},
    {"\thost.example\v", Tls, "host.example"},
};

TEST(ParseAddress, UnderstandsEveryFormThatPeoplePaste) {
    for (const Accepted& row : kAccepted) {
        const auto invite = parseAddress(filled(row.text));
        ASSERT_TRUE(invite.has_value()) << row.text << ": error " << static_cast<int>(invite.error());
        HostAddress expected{.security = row.security, .host = row.host, .port = row.port, .prefix = row.prefix};
        if (row.hasHash)
            expected.certificateHash = testHash();
        EXPECT_EQ(invite->address, expected) << row.text << " -> " << invite->address.host << " port "
                                             << invite->address.port << " prefix " << invite->address.prefix;
        EXPECT_EQ(toHex(invite->secret.view()), row.hasSecret ? toHex(testSecret().view()) : "") << row.text;
    }
}

TEST(ParseAddress, ReadsWhatFormatInviteWrote) {
    for (const Accepted& row : kAccepted) {
        const auto invite = parseAddress(filled(row.text));
        ASSERT_TRUE(invite.has_value());
        const std::string text = formatInvite(invite->address, invite->secret);
        const auto again = parseAddress(text);
        ASSERT_TRUE(again.has_value()) << text;
        EXPECT_EQ(again->address, invite->address) << text;
        EXPECT_EQ(toHex(again->secret.view()), toHex(invite->secret.view())) << text;
    }
}

struct Refused {
    std::string text;
    AddressError error;
};

std::vector<Refused> refusedAddresses() {
    using enum AddressError;
    return {
        {"", Empty},
        {"  \t\r\n ", Empty},
        {"\u200b\u00a0\ufeff", Empty},
        {"\"\"", Empty},
        {"<>", Empty},
        {std::string(2049, 'a'), TooLong},
        {"viz1:" + std::string(3000, 'a') + "#$", TooLong},
        {"host.example/" + std::string(1024, 'a'), TooLong},
        {"ftp://host.example", UnknownScheme},
        {"ssh://host.example#$", UnknownScheme},
        {"mailto:someone", UnknownScheme},
        {"javascript:alert", UnknownScheme},
        {"tel:123", UnknownScheme},
        {"viz0:host.example#$", UnknownScheme},
        {"viz1+tcp:host.example#$", UnknownScheme},
        {"viz1x:host.example#$", UnknownScheme},
        {"viz://host.example#$", UnknownScheme},
        {"://host.example", UnknownScheme},
        {"viz2:host.example#$", NewerVersion},
        {"VIZ2+ws:host.example:1#whatever", NewerVersion},
        {"viz10:host.example", NewerVersion},
        {"viz12:?", NewerVersion},
        {"https://", NoHost},
        {"https:///path", NoHost},
        {"https://:8443", NoHost},
        {"viz1:#$", NoHost},
        {"viz1+ws:#$", NoHost},
        {"viz1::8443#$", NoHost},
        {"#$", NoHost},
        {"/path", NoHost},
        {":8443", NoHost},
        {"host example", BadHost},
        {"https://host\texample", BadHost},
        {"https://host\u200b.example", BadHost},
        {"https://host\u202e.example", BadHost},
        {"ho\xffst.example", BadHost},
        {"host..example", BadHost},
        {"-host.example", BadHost},
        {"http://256.1.1.1", BadHost},
        {"1.2.3", BadHost},
        {"8443", BadHost},
        {"https://host%2eexample", BadHost},
        {"https://host\\evil.example", BadHost},
        {"[::1", BadHost},
        {"[::1]8443", BadHost},
        {"[host.example]", BadHost},
        {"[]:8443", BadHost},
        {"[fe80::1%eth0]", BadHost},
        {"https://host.example/a b", BadHost},
        {"https://host.example/<script>", BadHost},
        {"https://host.example/%zz", BadHost},
        {"host.example/'/x", BadHost},
        {"https://host.example/%2", BadHost},
        {"https://host.example/../v1", BadHost},
        {"https://host.example/a/..", BadHost},
        {"https://host.example/./a", BadHost},
        {"https://host.example/путь", BadHost},
        {"Join me: viz1:host.example#$", BadHost},
        {"host.example:0", BadPort},
        {"host.example:65536", BadPort},
        {"host.example:99999999999999999999", BadPort},
        {"host.example:abc", BadPort},
        {"host.example:", BadPort},
        {"host.example:-1", BadPort},
        {"host.example:+1", BadPort},
        {"host.example:80 81", BadPort},
        {"host.example:1:2", BadPort},
        {"[::1]:", BadPort},
        {"[::1]:0", BadPort},
        {"viz1:host.example:0#$", BadPort},
        {"user@host.example", HasUserInfo},
        {"https://user:password@host.example", HasUserInfo},
        {"viz1:user@host.example#$", HasUserInfo},
        {"https://good.example:443@evil.example", HasUserInfo},
        {"https://@host.example", HasUserInfo},
        {"https://host.example?x=1", HasQuery},
        {"https://host.example/p?x=1#$", HasQuery},
        {"host.example?", HasQuery},
        {"viz1:host.example?a#$", HasQuery},
        {"viz1:host.example", SecretMissing},
        {"viz1:host.exam", SecretMissing},
        {"viz1:host.example:", SecretMissing},
        {"viz1+ws:host.example:8443", SecretMissing},
        {"viz1:", SecretMissing},
        {"viz1:host.example#", SecretTooShort},
        {"https://host.example#", SecretTooShort},
        {"https://host.example#k=", SecretTooShort},
        {"https://host.example#section", SecretTooShort},
        {"viz1:host.example#$x", SecretTooLong},
        {"viz1:host.example#$ and so on", SecretTooLong},
        {"viz1:host.example#$.", SecretTooLong},
        {"viz1:host.example#$viz1:host.example#$", SecretTooLong},
        {"viz1:host.example#$#$", SecretTooLong},
        {"viz1:host.example#AAEC wQFBgcICQoLDA0OD123", SecretBadCharacter},
        {"viz1:host.example#AAEC+wQFBgcICQoLDA0OD123", SecretBadCharacter},
        {"viz1:host.example#AAEC/wQFBgcICQoLDA0OD123", SecretBadCharacter},
        {"viz1:host.example#AAEC=wQFBgcICQoLDA0OD123", SecretBadCharacter},
        {"viz1:host.example#AAEC\nwQFBgcICQoLDA0OD123", SecretBadCharacter},
        {"viz1:host.example#АAECAwQFBgcICQoLDA0OD12", SecretBadCharacter}, // a Cyrillic A
        {"viz1:host.example##$", SecretBadCharacter},
        {"viz1:host.example#k=k=$", SecretBadCharacter},
        {"https://host.example#x=$", SecretBadCharacter},
        {"viz1:host.example#AAAAAAAAAAAAAAAAAAAAAAAA", SecretBadChecksum},
        {"viz1:host.example:8443!^", SecretMissing},
        {"viz1:host.example:8443!^#", SecretTooShort},
        {"viz1:host.example:8443!#$", SecretBadCharacter},
        {"viz1:host.example:8443!!^#$", SecretBadCharacter},
        {"viz1:host.example:8443!^!^#$", SecretBadCharacter},
        {"viz1:host.example:8443!^x#$", SecretBadCharacter},
        {"viz1:host.example:8443!^==#$", SecretBadCharacter},
        {"viz1:host.example:8443!^ #$", SecretBadCharacter},
        {"viz1:host.example!^:8443#$", SecretBadCharacter},
        {"viz1:host.example!user@^#$", SecretBadCharacter},
        {"viz1:host.example:8443!EBESExQVFhcYGRobHB0eHx#$", SecretBadCharacter}, // the same bytes, not the same text
        {"viz1:host.example:8443!EBES/xQVFhcYGRobHB0eHw#$", SecretBadCharacter},
        {"viz1:host.example:8443!EBES+xQVFhcYGRobHB0eHw#$", SecretBadCharacter},
        {"viz1:host.example:8443!EBESExQVFhcYGRobHB0eH\xd0\x90#$", SecretBadCharacter},
        {"viz1:!^#$", NoHost},
        {"viz1:host.example:!^#$", BadPort},
        {"viz1:host.example:0!^#$", BadPort},
        {"viz1:user@host.example!^#$", HasUserInfo},
        {"viz1:host.example!^?a#$", HasQuery},
        {"viz1:host.example!^/../v1#$", BadHost},
        // Only an invite by TLS has a certificate to speak of
        {"viz1+ws:host.example!^#$", BadHost},
        {"viz1+ws:host.example:8443!^#$", BadPort},
        {"https://host.example!^#$", BadHost},
        {"wss://host.example:8443!^", BadPort},
        {"host.example!^", BadHost},
        {"192.168.1.5:8443!^#$", BadPort},
    };
}

TEST(ParseAddress, SaysWhyItRefuses) {
    for (const Refused& row : refusedAddresses()) {
        const auto invite = parseAddress(filled(row.text));
        ASSERT_FALSE(invite.has_value()) << row.text << " -> " << invite->address.host;
        EXPECT_EQ(static_cast<int>(invite.error()), static_cast<int>(row.error)) << row.text;
    }
}

TEST(Invite, EveryTruncationIsNoticed) {
    const std::string whole = "viz1:host.example:8443/p#" + testCharacters();
    for (std::size_t missing = 1; missing <= kInviteSecretChars; ++missing) {
        const auto invite = parseAddress(whole.substr(0, whole.size() - missing));
        ASSERT_FALSE(invite.has_value()) << missing;
        EXPECT_EQ(invite.error(), AddressError::SecretTooShort) << missing;
    }
    for (std::size_t size = 5; size < whole.find('#'); ++size)
        EXPECT_EQ(parseAddress(whole.substr(0, size)).error(), AddressError::SecretMissing) << size;
    for (std::size_t size = 5; size < whole.size(); ++size)
        EXPECT_FALSE(parseAddress(whole.substr(0, size)).has_value()) << size;
}

TEST(Invite, EveryChangedCharacterIsNoticed) {
    constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    int unnoticed = 0;
    for (std::size_t at = 0; at < kInviteSecretChars; ++at)
        for (const char other : alphabet) {
            std::string characters = testCharacters();
            if (characters[at] == other)
                continue;
            characters[at] = other;
            const auto invite = parseAddress("viz1:h#" + characters);
            unnoticed += invite.has_value() ? 1 : 0;
            if (!invite) {
                EXPECT_EQ(invite.error(), AddressError::SecretBadChecksum);
            }
        }
    EXPECT_EQ(unnoticed, 0); // of 1512; 1 in 65536 is what 16 bits promise
}

TEST(Invite, EveryTruncationOfTheCertificatesHashIsNoticed) {
    for (std::size_t size = 0; size < kCertificateHashChars; ++size) {
        const std::string hash(kHashCharacters.substr(0, size));
        const auto invite = parseAddress("viz1:host.example:8443!" + hash + "#" + testCharacters());
        ASSERT_FALSE(invite.has_value()) << size;
        EXPECT_EQ(invite.error(), AddressError::SecretBadCharacter) << size;
    }
    const std::string whole = filled("viz1:host.example:8443!^#$");
    for (std::size_t size = 5; size < whole.size(); ++size)
        EXPECT_FALSE(parseAddress(whole.substr(0, size)).has_value()) << size;
}

TEST(Invite, NoChangedCharacterOfTheHashTakesItAway) {
    const std::string whole = filled("viz1:host.example:8443!^#$");
    for (std::size_t at = whole.find('!') + 1; at < whole.find('#'); ++at)
        for (int other = 0; other < 256; ++other) {
            std::string text = whole;
            text[at] = static_cast<char>(other);
            if (const auto invite = parseAddress(text)) {
                EXPECT_TRUE(invite->address.certificateHash.has_value()) << text;
            }
        }
}

TEST(FormatInvite, WritesTheCertificatesHashBehindThePort) {
    HostAddress address{.security = Tls, .host = "::1", .port = 8443, .prefix = "/p", .certificateHash = testHash()};
    EXPECT_EQ(formatInvite(address, testSecret()), filled("viz1:[::1]:8443!^/p#$"));
    EXPECT_EQ(formatInvite(address, SecretBytes()), "https://[::1]:8443/p");
    EXPECT_EQ(formatAuthority(address), "[::1]:8443");
    address.certificateHash->fill(std::byte{0xff});
    EXPECT_EQ(formatInvite(address, testSecret()), filled("viz1:[::1]:8443!_____________________w/p#$"));
}

TEST(FormatInvite, WritesTheFormsOfTheProtocol) {
    struct Row {
        HostAddress address;
        bool hasSecret;
        std::string text;
    };
    const Row rows[] = {
        {{Tls, "host.example", 0, ""}, true, "viz1:host.example#$"},
        {{Tls, "host.example", 8443, "/p/q"}, true, "viz1:host.example:8443/p/q#$"},
        {{Plain, "192.168.1.5", 8443, ""}, true, "viz1+ws:192.168.1.5:8443#$"},
        {{Plain, "::1", 8443, ""}, true, "viz1+ws:[::1]:8443#$"},
        {{Tls, "host.example", 0, ""}, false, "https://host.example"},
        {{Plain, "::1", 80, "/p"}, false, "http://[::1]:80/p"},
    };
    for (const Row& row : rows)
        EXPECT_EQ(formatInvite(row.address, row.hasSecret ? testSecret() : SecretBytes()), filled(row.text));
}

TEST(FormatAuthority, BracketsIpv6) {
    EXPECT_EQ(formatAuthority({Tls, "host.example", 0, "/p"}), "host.example");
    EXPECT_EQ(formatAuthority({Tls, "host.example", 8443, ""}), "host.example:8443");
    EXPECT_EQ(formatAuthority({Plain, "::1", 0, ""}), "[::1]");
    EXPECT_EQ(formatAuthority({Plain, "::1", 8443, ""}), "[::1]:8443");
}

TEST(Invite, RandomSecretsSurvive) {
    for (int i = 0; i < 500; ++i) {
        const SecretBytes secret = SecretBytes::random(kInviteSecretBytes);
        const auto invite = parseAddress(formatInvite({.host = "host.example", .prefix = {}}, secret));
        ASSERT_TRUE(invite.has_value());
        EXPECT_EQ(toHex(invite->secret.view()), toHex(secret.view()));
    }
}

} // namespace
} // namespace viz::test
