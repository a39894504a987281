#include "app/redaction.h"

#include <QRegularExpression>

namespace viz {
namespace {

/// Fragments of invites and tunnel addresses, however short they were cut.
const QRegularExpression& addressFragment() {
    static const QRegularExpression pattern(u"((?:viz\\d*(?:\\+\\w+)?|https?|wss?):[^\\s#\"'<>]*#)[^\\s\"'<>]+"_qs,
                                            QRegularExpression::CaseInsensitiveOption);
    return pattern;
}

/// A fragment whose address is not in front of it. Eight characters are a third of a secret; shorter ones are `#7`.
const QRegularExpression& bareFragment() {
    static const QRegularExpression pattern(u"(#(?:k=)?)[A-Za-z0-9_+/=-]{8,}"_qs);
    return pattern;
}

const QRegularExpression& pathToken() {
    static const QRegularExpression pattern(u"(/v\\d+/)[^\\s\"'<>#?]+"_qs, QRegularExpression::CaseInsensitiveOption);
    return pattern;
}

} // namespace

QString redactSecrets(const QString& text) {
    QString clean = text;
    for (const QRegularExpression& secret : {addressFragment(), bareFragment(), pathToken()})
        clean.replace(secret, u"\\1…"_qs);
    return clean;
}

} // namespace viz
