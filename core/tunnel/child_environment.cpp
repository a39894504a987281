#include "core/tunnel/child_environment.h"

#include <algorithm>

namespace viz {
namespace {

QStringList usualNames() {
    return {u"PATH"_qs, u"HOME"_qs, u"USER"_qs, u"LOGNAME"_qs, u"LANG"_qs, u"LC_*"_qs, u"TMPDIR"_qs, u"XDG_*"_qs,
            u"SSH_AUTH_SOCK"_qs, u"http_proxy"_qs, u"https_proxy"_qs, u"all_proxy"_qs, u"no_proxy"_qs, u"HTTP_PROXY"_qs,
            u"HTTPS_PROXY"_qs, u"ALL_PROXY"_qs, u"NO_PROXY"_qs, u"SSL_CERT_FILE"_qs, u"SSL_CERT_DIR"_qs,
            // Windows cannot resolve names without the first.
            u"SystemRoot"_qs, u"SystemDrive"_qs, u"ComSpec"_qs, u"PATHEXT"_qs, u"TEMP"_qs, u"TMP"_qs, u"USERPROFILE"_qs,
            u"APPDATA"_qs, u"LOCALAPPDATA"_qs, u"ProgramData"_qs};
}

bool matches(const QString& name, const QString& rule) {
    return rule.endsWith(u'*') ? name.startsWith(rule.chopped(1)) : name == rule;
}

} // namespace

QProcessEnvironment childEnvironment(const QProcessEnvironment& ours, const QStringList& extra) {
    const QStringList rules = usualNames() + extra;
    QProcessEnvironment environment;
    for (const QString& name : ours.keys()) {
        if (std::ranges::any_of(rules, [&](const QString& rule) { return matches(name, rule); }))
            environment.insert(name, ours.value(name));
    }
    return environment;
}

} // namespace viz
