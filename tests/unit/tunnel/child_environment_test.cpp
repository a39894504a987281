#include "core/tunnel/child_environment.h"

#include <gtest/gtest.h>

namespace viz {
namespace {

TEST(ChildEnvironment, HoldsOnlyWhatATunnelNeeds) {
    QProcessEnvironment ours;
    for (const QString& name : {u"PATH"_qs, u"HOME"_qs, u"LC_ALL"_qs, u"https_proxy"_qs, u"SSH_AUTH_SOCK"_qs,
                                u"XDG_CONFIG_HOME"_qs, u"NGROK_AUTHTOKEN"_qs, u"NGROK"_qs, u"AWS_SECRET_ACCESS_KEY"_qs,
                                u"LD_PRELOAD"_qs, u"DISPLAY"_qs, u"PATHS"_qs, u"VIZ_SECRET"_qs})
        ours.insert(name, u"value of "_qs + name);
    const QProcessEnvironment theirs = childEnvironment(ours, {u"NGROK_*"_qs});
    QStringList names = theirs.keys();
    names.sort();
    EXPECT_EQ(names, QStringList({u"HOME"_qs, u"LC_ALL"_qs, u"NGROK_AUTHTOKEN"_qs, u"PATH"_qs, u"SSH_AUTH_SOCK"_qs,
                                  u"XDG_CONFIG_HOME"_qs, u"https_proxy"_qs}));
    EXPECT_EQ(theirs.value(u"PATH"_qs), u"value of PATH"_qs);
    EXPECT_FALSE(childEnvironment(ours, {}).contains(u"NGROK_AUTHTOKEN"_qs));
}

} // namespace
} // namespace viz
