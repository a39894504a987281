#include "app/event_lines.h"

#include "app/messages.h"
#include "core/protocol/secret.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace viz {
namespace {

/// The name comes from the other side: it must stay on its line, or it could pretend to be an event.
QString onOneLine(const QString& name) { return name.simplified(); }

// An invite's line is put together without a copy on the heap that nobody could wipe: no temporaries, no growing.

QByteArray inviteText(const QByteArray& invite) {
    QByteArray line;
    line.reserve(invite.size() + 16);
    return line.append("invite ").append(invite).append('\n');
}

/// Qt writes the object without the secret, whose characters JSON has as they are.
QByteArray inviteObject(const QByteArray& invite) {
    const qsizetype secretAt = invite.indexOf('#') + 1;
    const QString address = QString::fromUtf8(invite.left(secretAt));
    const QJsonObject object{{u"event"_qs, u"invite"_qs}, {u"invite"_qs, address}};
    const QByteArray around = QJsonDocument(object).toJson(QJsonDocument::Compact);
    const qsizetype end = around.lastIndexOf('"');
    QByteArray line;
    line.reserve(around.size() + invite.size() + 1);
    line.append(around.left(end)).append(QByteArrayView(invite).sliced(secretAt));
    return line.append(around.mid(end)).append('\n');
}

} // namespace

void EventLines::listening(const QHostAddress& address, quint16 port) {
    const bool isV6 = address.protocol() == QAbstractSocket::IPv6Protocol;
    const QString shown = isV6 ? u"[%1]"_qs.arg(address.toString()) : address.toString();
    put(u"listening"_qs, u"%1:%2"_qs.arg(shown).arg(port),
        {{u"address"_qs, address.toString()}, {u"port"_qs, int{port}}});
}

void EventLines::invite(const QString& text) {
    QByteArray invite = text.toUtf8();
    QByteArray line = m_format == LineFormat::Json ? inviteObject(invite) : inviteText(invite);
    m_out.write(line);
    for (QByteArray* secret : {&invite, &line})
        wipe({secret->data(), static_cast<std::size_t>(secret->size())});
}

void EventLines::ringing(const QString& name) { put(u"ringing"_qs, onOneLine(name), {{u"name"_qs, onOneLine(name)}}); }

void EventLines::words(const QStringList& words) {
    put(u"words"_qs, words.join(u' '), {{u"words"_qs, QJsonArray::fromStringList(words)}});
}

void EventLines::waiting() { put(u"waiting"_qs, {}, {}); }

void EventLines::connected(const QString& name, Verification verification) {
    const QString word = wordFor(verification);
    put(u"connected"_qs, u"%1 %2"_qs.arg(onOneLine(name), word).trimmed(),
        {{u"name"_qs, onOneLine(name)}, {u"verification"_qs, word}});
}

void EventLines::reconnecting() { put(u"reconnecting"_qs, {}, {}); }

void EventLines::resumed(std::chrono::milliseconds silentFor) {
    const auto ms = static_cast<qint64>(silentFor.count());
    put(u"resumed"_qs, QString::number(ms), {{u"ms"_qs, ms}});
}

void EventLines::ended(EndReason reason) { put(u"ended"_qs, wordFor(reason), {{u"reason"_qs, wordFor(reason)}}); }

void EventLines::put(const QString& event, const QString& text, QJsonObject object) {
    object.insert(u"event"_qs, event);
    const QByteArray line = m_format == LineFormat::Json ? QJsonDocument(object).toJson(QJsonDocument::Compact)
                                                         : u"%1 %2"_qs.arg(event, text).trimmed().toUtf8();
    m_out.write(line + '\n');
}

} // namespace viz
