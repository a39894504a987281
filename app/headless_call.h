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
        bool hasTunnel = false; ///< that Viz started: no invite before setPublicAddress()
    };

    HeadlessCall(CallControl& call, EventLines& lines, QIODevice& errors, const Options& options);

    /// What the person typed on the terminal: the answer while it rings at the host; while the call reconnects, the
    /// host's new address. Otherwise it means nothing.
    void takeLine(const QString& line);
    /// Nobody can type anything any more.
    void linesEnded();
    /// A signal: hang up in order.
    void interrupt();

    /// What the host's tunnel has to say: its new address; a sentence; that it was given up. A call that has begun may
    /// outlive its tunnel; one that has not ends.
    void setPublicAddress(const viz::HostAddress& address);
    void say(const QString& sentence);
    void tunnelFailed(const QString& sentence);

Q_SIGNALS:
    /// From now on a person at the terminal has something to say: whether to answer, or a new address.
    void linesWanted();
    /// Once, the last signal.
    void finished(viz::ExitStatus status);

private:
    void onListening(const QHostAddress& address, quint16 port);
    void printInvite();
    void onStateChanged(CallState state);
    void onRinging();
    void decide();
    void ask();
    void takeAnswer(const QString& line);
    void onReconnecting();
    [[nodiscard]] QString adviceWhileReconnecting() const;
    void takeNewAddress(const QString& line);
    void onInCall();
    void onResumed(std::chrono::milliseconds silentFor);
    void onNoticed(CallNotice notice);
    void onDeviceChanged(const DeviceEvent& event);
    void onPeerChanged();
    void onEnded(const CallEnd& end);
    void onDurationOver();
    [[nodiscard]] EndReason toldReason(EndReason reason) const;
    /// Signals of `m_call` must return before it is told what to do next.
    void later(std::function<void()> step);

    CallControl& m_call;
    EventLines& m_lines;
    QIODevice& m_errors;
    Options m_options;
    QTimer m_duration;
    bool m_isRinging = false;
    bool m_isConnected = false; ///< the call has begun, whether it reconnects now or not
    bool m_isDurationOver = false;
    bool m_waitsForAddress = false;
    bool m_hasTunnelFailed = false;
    bool m_areLinesOver = false;
    bool m_canPeerHear = true; ///< as was said last
};

} // namespace viz
