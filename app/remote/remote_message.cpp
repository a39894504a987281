#include "app/remote/remote_message.h"

#include <QJsonDocument>
#include <QStringList>

#include <algorithm>

namespace viz {
namespace {

QByteArray toLine(const QJsonObject& object) { return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n'; }

std::optional<QJsonObject> fromLine(const QByteArray& line) {
    if (line.size() > kMaxRemoteLine)
        return std::nullopt;
    const QJsonDocument document = QJsonDocument::fromJson(line);
    return document.isObject() ? std::optional(document.object()) : std::nullopt;
}

} // namespace

std::optional<RemoteVerb> remoteVerb(const QString& word) {
    const auto row = std::ranges::find_if(kRemoteVerbs, [&](const RemoteVerbRow& each) { return each.word == word; });
    return row == kRemoteVerbs.end() ? std::nullopt : std::optional(row->verb);
}

QString wordFor(RemoteVerb verb) { return std::ranges::find(kRemoteVerbs, verb, &RemoteVerbRow::verb)->word; }

QStringList typedRemoteVerbs() {
    QStringList words;
    for (const RemoteVerbRow& row : kRemoteVerbs) {
        if (row.isForPeople)
            words << row.word;
    }
    return words;
}

QByteArray packRequest(const RemoteRequest& request) {
    return toLine({{u"verb"_qs, wordFor(request.verb)}, {u"address"_qs, request.address}});
}

std::optional<RemoteRequest> unpackRequest(const QByteArray& line) {
    const auto object = fromLine(line);
    const auto verb = object ? remoteVerb(object->value(u"verb").toString()) : std::nullopt;
    if (!verb)
        return std::nullopt;
    return RemoteRequest{.verb = *verb, .address = object->value(u"address").toString()};
}

QByteArray packReply(const RemoteReply& reply) {
    return toLine({{u"done"_qs, reply.done}, {u"status"_qs, reply.status}});
}

std::optional<RemoteReply> unpackReply(const QByteArray& line) {
    const auto object = fromLine(line);
    if (!object || !object->value(u"done").isBool() || !object->value(u"status").isObject())
        return std::nullopt;
    return RemoteReply{.done = object->value(u"done").toBool(), .status = object->value(u"status").toObject()};
}

} // namespace viz
