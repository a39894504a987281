#include "app/event_lines.h"

#include "app/messages.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace viz {
namespace {

QString wordOf(Verification verification) {
    switch (verification) {
    case Verification::Unverified:
        return u"unverified"_qs;
    case Verification::ByInvite:
        return u"verified-by-link"_qs;
    case Verification::ByWords:
        return u"verified-by-words"_qs;
    }
    return u"unverified"_qs;
}

/// The name comes from the other side: it must stay on its line, or it could pretend to be an event.
QString onOneLine(const QString& name) { return name.simplified(); }

} // namespace

void EventLines::listening(const QHostAddress& address, quint16 port) {
    const bool isV6 = address.protocol() == QAbstractSocket::IPv6Protocol;
    const QString shown = isV6 ? u"[%1]"_qs.arg(address.toString()) : address.toString();
    put(u"listening"_qs, u"%1:%2"_qs.arg(shown).arg(port),
        {{u"address"_qs, address.toString()}, {u"port"_qs, int{port}}});
}

void EventLines::invite(const QString& text) { put(u"invite"_qs, text, {{u"invite"_qs, text}}); }

void EventLines::ringing(const QString& name) { put(u"ringing"_qs, onOneLine(name), {{u"name"_qs, onOneLine(name)}}); }

void EventLines::words(const QStringList& words) {
    put(u"words"_qs, words.join(u' '), {{u"words"_qs, QJsonArray::fromStringList(words)}});
}

void EventLines::connected(const QString& name, Verification verification) {
    const QString word = wordOf(verification);
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
