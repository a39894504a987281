#pragma once

#include "app/command_line.h"
#include "app/event_lines.h"
#include "core/call/call_control.h"

#include <QIODevice>
#include <QObject>
#include <QTimer>

#include <functional>

namespace viz {

/// A call without a window: what happens goes to standard output as lines, questions and failures to standard error,
/// and at the end there is an exit status. Main thread; borrows everything.
class HeadlessCall : public QObject {
    Q_OBJECT

public:
    struct Options {
        AcceptPolicy accept = AcceptPolicy::Ask; ///< host only
        std::optional<std::chrono::milliseconds> duration;
    };

    HeadlessCall(CallControl& call, EventLines& lines, QIODevice& errors, const Options& options);

    /// What the person typed on the terminal; means something only while it rings.
    void answer(const QString& line);
    /// Nobody can type an answer any more.
    void answersEnded();
    /// A signal: hang up in order.
    void interrupt();

Q_SIGNALS:
    /// It rings, and a person at the terminal must say y or n.
    void answerWanted();
    /// Once, the last signal.
    void finished(viz::ExitStatus status);

private:
    void onListening(const QHostAddress& address, quint16 port);
    void printInvite();
    void onStateChanged(CallState state);
    void onRinging();
    void decide();
    void ask();
    void onInCall();
    void onEnded(const CallEnd& end);
    void onDurationOver();
    void say(const QString& sentence);
    /// Signals of `m_call` must return before it is told what to do next.
    void later(std::function<void()> step);

    CallControl& m_call;
    EventLines& m_lines;
    QIODevice& m_errors;
    Options m_options;
    QTimer m_duration;
    bool m_isDurationOver = false;
    bool m_areAnswersOver = false;
};

} // namespace viz
