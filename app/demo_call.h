#pragma once

#include "core/call/call_control.h"

#include <QObject>
#include <QStringList>
#include <QTimer>

#include <functional>

namespace viz {

/// Leads two parties in this process through one call: the host waits behind a tunnel, the joiner calls with the
/// invite, the host answers, and after the set time the joiner hangs up. Main thread; borrows both parties.
class DemoCall : public QObject {
    Q_OBJECT

public:
    /// How long the second side may take to hear the goodbye of the first.
    static constexpr std::chrono::seconds kGoodbye{3};

    struct Options {
        VoiceOptions hostVoice;
        VoiceOptions joinerVoice;
        std::chrono::milliseconds duration{};
        /// Puts a tunnel in front of a local port; its own port, 0 if there is none.
        std::function<quint16(quint16 hostPort)> openTunnel;
    };

    /// What is left of the call when it is over.
    struct Outcome {
        CallEnd end; ///< of the side that ended first; HungUpHere: as planned
        bool tookPlace = false;
        CallStats hostStats; ///< at the end
        CallStats joinerStats;
        QStringList hostWords;
        QStringList joinerWords;
    };

    DemoCall(CallControl& host, CallControl& joiner, Options options);

    void start();
    /// A signal: as if the time were over.
    void interrupt();
    [[nodiscard]] const Outcome& outcome() const { return m_outcome; }

Q_SIGNALS:
    void finished();

private:
    void onHostListening(const QHostAddress& address, quint16 port);
    void onInviteChanged();
    void onHostState(CallState state);
    void onJoinerState(CallState state);
    void onOneEnded(const CallEnd& end);
    void endBoth();
    void finishWhenBothEnded();

    CallControl& m_host;
    CallControl& m_joiner;
    Options m_options;
    Outcome m_outcome;
    QTimer m_duration;
    QTimer m_goodbye;
    quint16 m_tunnelPort = 0;
    bool m_isJoining = false;
    bool m_isEnding = false;
    bool m_isFinished = false;
};

} // namespace viz
