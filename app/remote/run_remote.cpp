#include "app/remote/run_remote.h"

#include "app/remote/remote_channel.h"
#include "app/run_command.h"

#include <QJsonDocument>

namespace viz {
namespace {

std::optional<RemoteReply> askAnyViz(const RemoteRequest& request) {
    for (const RemotePlace place : {RemotePlace::Call, RemotePlace::Window}) {
        if (auto reply = askRunningViz(remoteSocketName(place), request))
            return reply;
    }
    return std::nullopt;
}

QString shownValue(const QJsonValue& value) {
    if (value.isBool())
        return value.toBool() ? u"yes"_qs : u"no"_qs;
    if (value.isDouble())
        return QString::number(value.toDouble(), 'f', 0);
    return value.isNull() ? u"-"_qs : value.toString();
}

QByteArray statusLines(const QJsonObject& status, LineFormat format) {
    if (format == LineFormat::Json)
        return QJsonDocument(status).toJson(QJsonDocument::Compact) + '\n';
    QByteArray lines;
    for (auto field = status.begin(); field != status.end(); ++field)
        lines += (field.key() + u' ' + shownValue(field.value()) + u'\n').toUtf8();
    return lines;
}

Failure nobodyThere() {
    return {.status = ExitStatus::NoConnection, .sentence = u"No Viz of yours is running here: start one first."_qs};
}

Failure notNow(RemoteVerb verb, const QJsonObject& status) {
    return {.status = ExitStatus::Declined,
            .sentence = u"%1 makes no sense now: Viz is %2."_qs.arg(wordFor(verb), status.value(u"state").toString())};
}

} // namespace

ExitStatus runRemote(const RemoteCommand& command, StandardStreams& streams) {
    const auto reply = askAnyViz({.verb = command.verb, .address = {}});
    if (!reply)
        return giveUp(nobodyThere(), streams);
    if (!reply->done)
        return giveUp(notNow(command.verb, reply->status), streams);
    if (command.verb == RemoteVerb::Status || command.lines == LineFormat::Json)
        streams.out().write(statusLines(reply->status, command.lines));
    return ExitStatus::Ok;
}

} // namespace viz
