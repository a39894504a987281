#pragma once

#include "core/call/call_control.h"

#include <QIODevice>
#include <QObject>
#include <QTimer>

namespace viz {

/// --stats: one JSON object a line, once a second while a call runs and once at its end. Main thread.
class StatsWriter : public QObject {
    Q_OBJECT

public:
    static constexpr std::chrono::seconds kInterval{1};

    /// `voice`: what this side was told to use. `out` is borrowed, open and unbuffered; so is `call`.
    StatsWriter(CallControl& call, const VoiceOptions& voice, QIODevice& out);

private:
    void onStateChanged(CallState state);
    void writeLine();

    CallControl& m_call;
    ProfileName m_profileName;
    VoiceProfile m_profile;
    QIODevice& m_out;
    QTimer m_timer;
    bool m_isPeerKnown = false; ///< since the handshake
};

} // namespace viz
