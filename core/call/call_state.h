#pragma once

#include <QObject>

#include <cstdint>

namespace viz {

enum class CallRole : std::uint8_t { Host, Joiner };

/// Where a call is. The way is Idle → Hosting or Connecting → Ringing → InCall (⇄ Reconnecting) → Ended → Idle; every
/// state can end.
enum class CallState : std::uint8_t {
    Idle,
    Hosting,    ///< listening, nobody has called
    Connecting, ///< joiner: dialling, or the handshake runs
    Ringing,    ///< authenticated; host: we are asked, joiner: the other side is asked. No microphone is open
    InCall,
    Reconnecting, ///< in a call, but nothing has come through for a second: the joiner dials, the host keeps the place
    Ended,
};

/// How far it is known who the other side is.
enum class Verification : std::uint8_t {
    Unverified, ///< only our address was known to them: somebody may sit in the middle until the words were compared
    ByInvite,   ///< both hold the invite's secret
    ByWords,    ///< this side's person said that the five words match
};

} // namespace viz

Q_DECLARE_METATYPE(viz::CallState)
