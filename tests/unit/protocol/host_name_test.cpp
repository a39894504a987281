#include "core/protocol/host_name.h"

#include <gtest/gtest.h>

#include <string>

namespace viz::test {
namespace {

TEST(HostName, TellsLocalFromPublic) {
    struct Row {
        std::string_view host;
        HostKind kind;
    };
    using enum HostKind;
    const Row rows[] = {
        {"localhost", Local},
        {"viz.localhost", Local},
        {".localhost", Invalid},
        {"localhost.example", Public},
        {"notlocalhost", Public},
        {"127.0.0.1", Local},
        {"127.255.255.255", Local},
        {"128.0.0.1", Public},
        {"10.0.0.0", Local},
        {"10.255.255.255", Local},
        {"9.255.255.255", Public},
        {"11.0.0.0", Public},
        {"172.15.255.255", Public},
        {"172.16.0.0", Local},
        {"172.31.255.255", Local},
        {"172.32.0.0", Public},
        {"192.168.0.1", Local},
        {"192.167.255.255", Public},
        {"192.169.0.0", Public},
        {"169.254.1.1", Local},
        {"169.253.1.1", Public},
        {"100.64.0.1", Public}, // shared address space is a provider's, not the user's
        {"0.0.0.0", Public},
        {"8.8.8.8", Public},
        {"::1", Local},
        {"0:0:0:0:0:0:0:1", Local},
        {"::2", Public},
        {"::", Public},
        {"fc00::", Local},
        {"fd00::8", Local},
        {"fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", Local},
        {"fe00::1", Public},
        {"fe80::1", Local},
        {"febf::1", Local},
        {"fec0::1", Public},
        {"2001:db8::1", Public},
        {"::ffff:192.168.1.1", Local},
        {"::ffff:8.8.8.8", Public},
        {"1:2:3:4:5:6:1.2.3.4", Public},
    };
    for (const Row& row : rows)
        EXPECT_EQ(kindOfHost(row.host), row.kind) << row.host;
}

TEST(HostName, RefusesWhatIsNeitherNameNorAddress) {
    const std::string rows[] = {"",
                                "-",
                                "-a.example",
                                "a-.example",
                                "a..example",
                                ".example",
                                "a b",
                                "a/b",
                                "a%b",
                                "a@b",
                                "a\\b",
                                "a\tb",
                                "a\u200bb",
                                "a\u202eb",
                                "a«",
                                "a'b",
                                "a\u00a0b",
                                "a\xff",
                                "a\xd0",
                                std::string(64, 'a') + ".example",
                                std::string(254, 'a'),
                                "1.2.3",
                                "1.2.3.4.5",
                                "256.1.1.1",
                                "1.2.3.256",
                                "1.2.3.-4",
                                "1.2.3.+4",
                                "1.2.3. 4",
                                "1.2.3.0004",
                                "123",
                                "0x7f.1",
                                "0x7f000001",
                                "example.123",
                                ":",
                                ":::",
                                "1::2::3",
                                ":1:2:3:4:5:6:7",
                                "1:2:3:4:5:6:7:",
                                "1:2:3:4:5:6:7",
                                "1:2:3:4:5:6:7:8:9",
                                "1:2:3:4::5:6:7:8",
                                "12345::",
                                "g::",
                                "1.2.3.4::",
                                "::1.2.3",
                                "::1.2.3.256",
                                "::1.2.3.4:5",
                                "fe80::1%eth0",
                                "[::1]"};
    for (const std::string& host : rows)
        EXPECT_EQ(kindOfHost(host), HostKind::Invalid) << host;
}

TEST(HostName, TakesNamesOfEveryKind) {
    const std::string rows[] = {"a",
                                "example.com",
                                "my-tunnel.trycloudflare.com",
                                "under_score.example",
                                "xn--e1afmkfd.example",
                                "пример.рф",
                                "例え.テスト",
                                "3com.example",
                                "1.2.3.4.example",
                                std::string(63, 'a') + ".example"};
    for (const std::string& host : rows)
        EXPECT_EQ(kindOfHost(host), HostKind::Public) << host;
}

} // namespace
} // namespace viz::test
