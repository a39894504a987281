#pragma once

#include "app/log_options.h"
#include "core/call/call_control.h"

#include <QHostAddress>
#include <QIODevice>
#include <QJsonObject>

namespace viz {

/// What happens in a call, as lines on standard output: the contract of docs/CLI.md, as words or as JSON objects. Each
/// line is written at once.
class EventLines {
public:
    /// `out` is borrowed, open and unbuffered.
    EventLines(QIODevice& out, LineFormat format) : m_out(out), m_format(format) {}

    void listening(const QHostAddress& address, quint16 port);
    /// Holds the secret; this is the one place that prints it. Leaves no copy of it; wiping `text` is the caller's
    /// matter.
    void invite(const QString& text);
    void ringing(const QString& name);
    void words(const QStringList& words);
    /// Nobody rings any more, and there was no call.
    void waiting();
    void connected(const QString& name, Verification verification);
    void reconnecting();
    /// `silentFor`: how long nothing was heard of the other side.
    void resumed(std::chrono::milliseconds silentFor);
    void ended(EndReason reason);

private:
    void put(const QString& event, const QString& text, QJsonObject object);

    QIODevice& m_out;
    LineFormat m_format;
};

} // namespace viz
