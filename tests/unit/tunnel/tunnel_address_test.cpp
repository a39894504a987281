#include "core/tunnel/tunnel_address.h"

#include <gtest/gtest.h>

namespace viz {
namespace {

TunnelProvider provider(TunnelProvider::Transport transport = TunnelProvider::Transport::Https) {
    return {.id = u"t"_qs,
            .name = u"T"_qs,
            .program = u"t"_qs,
            .arguments = {},
            .transport = transport,
            .hosts = {u".tunnel.example"_qs, u"exact.example"_qs},
            .excludedHosts = {u"api.tunnel.example"_qs, u".admin.tunnel.example"_qs}};
}

QString accepted(const QString& candidate, const TunnelProvider& row = provider()) {
    return acceptAddress(candidate, row).value_or(QUrl()).toString();
}

TEST(TunnelAddress, TakesWhatTheRowAllows) {
    EXPECT_EQ(accepted(u"https://a.tunnel.example"_qs), u"https://a.tunnel.example"_qs);
    EXPECT_EQ(accepted(u"https://a.tunnel.example/"_qs), u"https://a.tunnel.example"_qs);
    EXPECT_EQ(accepted(u"HTTPS://A-b.C.Tunnel.Example"_qs), u"https://a-b.c.tunnel.example"_qs);
    EXPECT_EQ(accepted(u"a.tunnel.example"_qs), u"https://a.tunnel.example"_qs);
    EXPECT_EQ(accepted(u"https://exact.example:8443"_qs), u"https://exact.example:8443"_qs);
}

TEST(TunnelAddress, RefusesEverythingElse) {
    const QStringList hostile{
        QString(),
        u"https://"_qs,
        u"http://a.tunnel.example"_qs,
        u"tcp://a.tunnel.example:1"_qs,
        u"ftp://a.tunnel.example"_qs,
        u"javascript:alert(1)"_qs,
        u"https://tunnel.example"_qs, // the service itself
        u"https://.tunnel.example"_qs,
        u"https://a..tunnel.example"_qs,
        u"https://eviltunnel.example"_qs,         // a look-alike without the dot
        u"https://a.tunnel.example.evil.test"_qs, // a look-alike with more behind
        u"https://sub.exact.example"_qs,
        u"https://api.tunnel.example"_qs,
        u"https://x.admin.tunnel.example"_qs,
        u"https://a.tunnel.example."_qs,
        u"https://a.tunnel.example@evil.test"_qs,
        u"https://user@a.tunnel.example"_qs,
        u"https://user:pw@a.tunnel.example"_qs,
        u"https://a.tunnel.example/path"_qs,
        u"https://a.tunnel.example?q"_qs,
        u"https://a.tunnel.example#f"_qs,
        u"https://a.tunnel.example:0"_qs,
        u"https://a.tunnel.example:65536"_qs,
        u"https://a.tunnel.example:99999"_qs,
        u"https://a.tunnel.example:"_qs,
        u"https://a.tunnel.example:8443x"_qs,
        u"https://-a.tunnel.example"_qs,
        u"https://a-.tunnel.example"_qs,
        u"https://a_b.tunnel.example"_qs,
        u"https://xn--80ak6aa92e.tunnel.example"_qs, // punycode
        u"https://\u0430.tunnel.example"_qs,         // a Cyrillic a
        u"https://a\u3002tunnel.example"_qs,         // an ideographic full stop
        u"https://a.tunnel.example\n"_qs,
        u" https://a.tunnel.example"_qs,
        u"https://a.tunnel.example\\.evil.test"_qs,
        u"https://127.0.0.1"_qs,
        u"https://[::1]"_qs,
        u"https://"_qs + QString(64, u'a') + u".tunnel.example"_qs,
        u"https://"_qs + QString(u"a."_qs).repeated(130) + u"tunnel.example"_qs,
        u"https://"_qs + QString(100'000, u'a') + u".tunnel.example"_qs,
    };
    for (const QString& candidate : hostile)
        EXPECT_FALSE(acceptAddress(candidate, provider())) << candidate.left(80).toStdString();
}

TEST(TunnelAddress, OfPlainTcpNeedsAPort) {
    const TunnelProvider plain = provider(TunnelProvider::Transport::PlainTcp);
    EXPECT_EQ(accepted(u"exact.example:40537"_qs, plain), u"http://exact.example:40537"_qs);
    EXPECT_EQ(accepted(u"tcp://exact.example:40537"_qs, plain), u"http://exact.example:40537"_qs);
    EXPECT_EQ(accepted(u"exact.example"_qs, plain), QString());
    EXPECT_EQ(accepted(u"https://exact.example:40537"_qs, plain), QString());
    EXPECT_EQ(accepted(u"exact.example:0"_qs, plain), QString());
}

TEST(TunnelAddress, OfAnOwnServerMayBeAnywhere) {
    for (const QString& good : {u"https://viz.example.org"_qs, u"https://viz.example.org:8443/prefix"_qs,
                                u"http://192.168.1.5:8443"_qs, u"https://[2001:db8::1]:8443"_qs})
        EXPECT_EQ(acceptKnownAddress(good).value_or(QUrl()).toString(), good);
    for (const QString& bad :
         {QString(), u"viz.example.org"_qs, u"ftp://viz.example.org"_qs, u"https://"_qs,
          u"https://a@viz.example.org"_qs, u"https://viz.example.org?q"_qs, u"https://viz.example.org#k"_qs,
          u"https://viz example.org"_qs, u"https://viz.example.org:0"_qs, u"https://viz.example.org:70000"_qs})
        EXPECT_FALSE(acceptKnownAddress(bad)) << bad.toStdString();
}

} // namespace
} // namespace viz
