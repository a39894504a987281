#pragma once

#include <QObject>
#include <QString>

#include <cstdint>

namespace viz {

/// Why a call, or an attempt at one, is over. ui/status_text and app turn each into words; nothing else does.
enum class EndReason : std::uint8_t {
    // The call took place.
    HungUpHere,
    HungUpThere,
    DurationReached,
    WordsDiffer,    ///< one side said that the five words do not match
    ConnectionLost, ///< no goodbye: cut, or silent for too long
    PeerMisbehaved, ///< sent what no Viz sends (a record that does not verify, a flood)
    // It did not come about: refused by a person.
    DeclinedThere,
    Busy,
    NoAnswer,  ///< 45 s of ringing
    Throttled, ///< the host asks to try again later
    // It did not come about: not authentic.
    NotAuthentic,  ///< the other side does not hold the invite's secret, or something between changed the handshake
    InviteNeeded,  ///< the host takes only callers with its invite
    InviteUnknown, ///< the address answers, but not to this invite (404): an old invite, or a tunnel that leads
                   ///< elsewhere
    VersionMismatch,
    // It did not come about: no way there.
    CannotListen,
    TunnelFailed, ///< the host's own tunnel program was given up before anybody called; only the app says it
    HostNotFound,
    ConnectionRefused,
    ConnectTimeout,
    TlsFailed,
    WebPage, ///< httpStatus: the tunnel answered, Viz did not
    Redirected,
    NotViz, ///< a WebSocket, but not Viz behind it
    HandshakeTimeout,
    NetworkError,
    // This computer.
    NoInputDevice,
    NoOutputDevice,
    DeviceNotFound,
    DevicePermission,
    DeviceFailed,
    InputFileUnreadable,
    OutputFileUnwritable,
    Internal,
};

struct CallEnd {
    EndReason reason = EndReason::HungUpHere;
    int httpStatus = 0; ///< WebPage, Redirected
    QString detail;     ///< technical, for "Details" and logs; no secret
};

} // namespace viz

Q_DECLARE_METATYPE(viz::CallEnd)
