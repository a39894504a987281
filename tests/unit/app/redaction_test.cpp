#include "app/redaction.h"

#include <gtest/gtest.h>

namespace viz {
namespace {

struct SecretRow {
    const char* text;
    const char* clean;
};

class Redaction : public testing::TestWithParam<SecretRow> {};

TEST_P(Redaction, LeavesNoSecret) {
    EXPECT_EQ(redactSecrets(QString::fromUtf8(GetParam().text)).toStdString(), GetParam().clean);
}

INSTANTIATE_TEST_SUITE_P(
    Table, Redaction,
    testing::Values(SecretRow{"join viz1:a.example#AAAABBBBCCCCDDDDEEEE-_FF now", "join viz1:a.example#… now"},
                    SecretRow{"viz1+ws:1.2.3.4:80#AAAABBBBCCCCDDDDEEEEFFFF", "viz1+ws:1.2.3.4:80#…"},
                    SecretRow{"VIZ1:a.example#AAAA", "VIZ1:a.example#…"}, SecretRow{"viz1:#AAAA", "viz1:#…"},
                    SecretRow{"https://a.example/p#k=AAAABBBBCCCCDDDDEEEEFFFF", "https://a.example/p#…"},
                    SecretRow{"wss://a.example#x", "wss://a.example#…"},
                    SecretRow{"a.example#AAAABBBBCCCCDDDDEEEEFFFF", "a.example#…"},
                    SecretRow{"a.example#k=AAAABBBBCCCCDDDDEEEEFFFF.", "a.example#k=…."},
                    SecretRow{"\"viz1:a.example#AAAABBBB\"", "\"viz1:a.example#…\""},
                    SecretRow{"GET /v1/abcDEF12_-k HTTP/1.1", "GET /v1/… HTTP/1.1"},
                    SecretRow{"wss://a.example/x/v1/abcDEF12345?q=1", "wss://a.example/x/v1/…?q=1"},
                    SecretRow{"viz1:a.example#AAAABBBB and viz1:b.example#CCCCDDDD",
                              "viz1:a.example#… and viz1:b.example#…"},
                    SecretRow{"line one viz1:a#b\nline two viz1:c#d", "line one viz1:a#…\nline two viz1:c#…"}));

struct HarmlessRow {
    const char* text;
};

class HarmlessText : public testing::TestWithParam<HarmlessRow> {};

TEST_P(HarmlessText, StaysAsItIs) {
    EXPECT_EQ(redactSecrets(QString::fromUtf8(GetParam().text)).toStdString(), GetParam().text);
}

INSTANTIATE_TEST_SUITE_P(Table, HarmlessText,
                         testing::Values(HarmlessRow{""}, HarmlessRow{"frame #7 of 9"}, HarmlessRow{"/v1"},
                                         HarmlessRow{"https://a.example/path"},
                                         HarmlessRow{"listening 127.0.0.1:8443"}));

} // namespace
} // namespace viz
