#include "app/tunnel_list.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace viz {
namespace {

QString stateOf(const TunnelChoice& choice) {
    if (choice.path.isEmpty())
        return u"missing"_qs;
    return choice.missingSetting.isEmpty() ? u"found"_qs : u"unset"_qs;
}

QByteArray textLine(const TunnelChoice& choice) {
    const QString path = choice.path.isEmpty() ? u"-"_qs : choice.path;
    return QStringList{choice.provider.id, stateOf(choice), path, choice.command}.join(u'\t').toUtf8();
}

/// Null where nothing is known or missing.
QJsonValue orNull(const QString& text) { return text.isEmpty() ? QJsonValue() : QJsonValue(text); }

QByteArray jsonLine(const TunnelChoice& choice) {
    const TunnelProvider& provider = choice.provider;
    const QJsonObject object{{u"name"_qs, provider.id},
                             {u"title"_qs, provider.name},
                             {u"found"_qs, !choice.path.isEmpty()},
                             {u"path"_qs, orNull(choice.path)},
                             {u"missingSetting"_qs, orNull(choice.missingSetting)},
                             {u"command"_qs, choice.command},
                             {u"needsAccount"_qs, provider.needsAccount},
                             {u"limits"_qs, provider.limits},
                             {u"privacy"_qs, provider.privacy}};
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

} // namespace

QByteArray tunnelLines(const QList<TunnelChoice>& choices, LineFormat format) {
    QByteArray lines;
    for (const TunnelChoice& choice : choices)
        lines += (format == LineFormat::Json ? jsonLine(choice) : textLine(choice)) + '\n';
    return lines;
}

} // namespace viz
