#include "app/messages.h"

#include "core/media/voice_encoder.h"

namespace viz {
namespace {

/// Ends a sentence about the microphone, otherwise the loudspeaker.
QString howToAllow([[maybe_unused]] bool input) {
#if defined(Q_OS_LINUX)
    return u"this user has no access to the sound server, so start Viz as the one who is logged in to the desktop"_qs;
#else
    if (!input)
        return u"allow it in the system's settings"_qs;
#if defined(Q_OS_WIN)
    return u"in Settings > Privacy & security > Microphone, turn on \"Microphone access\" and \"Let desktop apps "
           u"access "
           "your microphone\""_qs;
#elif defined(Q_OS_MACOS)
    return u"allow it in System Settings > Privacy & Security > Microphone"_qs;
#else
    return u"allow it in the system's privacy settings"_qs;
#endif
#endif
}

QString ofTheCall(EndReason reason) {
    switch (reason) {
    case EndReason::HungUpHere:
        return u"You hung up."_qs;
    case EndReason::HungUpThere:
        return u"The other side hung up."_qs;
    case EndReason::DurationReached:
        return u"The time set by --duration was over."_qs;
    case EndReason::WordsDiffer:
        return u"The five words did not match, so somebody may sit in the middle: call again with a full invite."_qs;
    case EndReason::ConnectionLost:
        return u"The connection broke off without a goodbye and could not be brought back: check the network and the "
               "tunnel, then call again."_qs;
    case EndReason::PeerMisbehaved:
        return u"The call was cut because something arrived that no Viz sends: the tunnel changes the data, or the "
               "other program is not Viz. Try another tunnel."_qs;
    default:
        return {};
    }
}

QString ofRefusal(EndReason reason) {
    switch (reason) {
    case EndReason::DeclinedThere:
        return u"The other side declined the call."_qs;
    case EndReason::Busy:
        return u"The host is in another call: try again later."_qs;
    case EndReason::NoAnswer:
        return u"Nobody answered within 45 seconds: try again later."_qs;
    case EndReason::Throttled:
        return u"The host has had too many attempts and asks to wait: try again in a minute."_qs;
    case EndReason::NotAuthentic:
        return u"The other side could not prove that it holds this invite: ask for a new one, and if it happens again, "
               "do not trust this tunnel."_qs;
    case EndReason::InviteNeeded:
        return u"This host takes only callers with its invite, or its tunnel is gone: ask for the whole line that "
               u"begins with "
               "viz1:, and whether the tunnel is open."_qs;
    case EndReason::InviteUnknown:
        return u"The address answers, but does not know this invite: it is an old one, or the tunnel is gone or "
               "leads somewhere else. Ask for a new invite."_qs;
    case EndReason::VersionMismatch:
        return u"The other side speaks another version of Viz: update the older of the two programs."_qs;
    default:
        return {};
    }
}

QString webPage(const CallEnd& end) {
    if (end.httpStatus <= 0)
        return u"The tunnel answered with a web page instead of Viz: is the host's Viz still waiting?"_qs;
    return u"The tunnel answered with a web page instead of Viz (status %1): is the host's Viz still waiting?"_qs.arg(
        end.httpStatus);
}

QString redirected(const CallEnd& end) {
    const QString status = end.httpStatus > 0 ? u" (status %1)"_qs.arg(end.httpStatus) : QString();
    return u"The address sends callers on to another one%1, which Viz does not follow: ask the host for the tunnel's "
           "own address."_qs.arg(status);
}

QString ofTheWay(const CallEnd& end) {
    switch (end.reason) {
    case EndReason::CannotListen:
        return u"Viz cannot listen on this address and port: another program may use the port; choose another one with "
               "--port, or --port 0 for a free one."_qs;
    case EndReason::TunnelFailed:
        return u"The tunnel did not come about: choose another one, or start one yourself and give its address with "
               "--public-url."_qs;
    case EndReason::HostNotFound:
        return u"There is no host with this name: check the address; a new tunnel can need a minute until its name is "
               "known."_qs;
    case EndReason::ConnectionRefused:
        return u"Nobody listens at this address: is the host's Viz, or its tunnel, still running?"_qs;
    case EndReason::ConnectTimeout:
        return u"The address did not answer within 15 seconds: check the network and the address."_qs;
    case EndReason::TlsFailed:
        return u"The encrypted connection to the tunnel failed: check this computer's clock and the address; a tunnel "
               "without TLS needs an address that begins with ws://."_qs;
    case EndReason::WebPage:
        return webPage(end);
    case EndReason::Redirected:
        return redirected(end);
    case EndReason::NotViz:
        return u"Something answered there, but it is not Viz: check the address."_qs;
    case EndReason::HandshakeTimeout:
        return u"The other side did not answer in time: is it still waiting, and is the network very slow?"_qs;
    case EndReason::NetworkError:
        return u"The network failed before the call began: check the connection and try again."_qs;
    default:
        return {};
    }
}

QString ofThisComputer(EndReason reason) {
    switch (reason) {
    case EndReason::NoInputDevice:
        return u"This computer has no microphone that Viz can see: connect one, or use --input silence."_qs;
    case EndReason::NoOutputDevice:
        return u"This computer has no sound output that Viz can see: connect one, or use --output null."_qs;
    case EndReason::DeviceNotFound:
        return u"There is no sound device with this id: `viz devices` lists those that exist."_qs;
    case EndReason::DevicePermission:
        return u"The system does not let Viz use the microphone: %1."_qs.arg(howToAllow(true));
    case EndReason::DeviceFailed:
        return u"The sound device stopped or does not start: check that it is connected and not in use elsewhere."_qs;
    case EndReason::InputFileUnreadable:
        return u"The input file cannot be read as WAV: check its path and that it holds 16-bit PCM sound."_qs;
    case EndReason::OutputFileUnwritable:
        return u"The output file cannot be written: check its folder, its permissions and the free space."_qs;
    case EndReason::Internal:
        return u"Something went wrong inside Viz: please report it with the output of --log-level debug."_qs;
    default:
        return {};
    }
}

QString withDetail(const QString& sentence, const QString& detail) {
    return detail.isEmpty() ? sentence : u"%1 (%2)"_qs.arg(sentence, detail.simplified());
}

} // namespace

QString sentenceFor(const CallEnd& end) {
    for (const QString& sentence :
         {ofTheCall(end.reason), ofRefusal(end.reason), ofTheWay(end), ofThisComputer(end.reason)})
        if (!sentence.isEmpty())
            return withDetail(sentence, end.detail);
    return sentenceFor(CallEnd{.reason = EndReason::Internal, .httpStatus = 0, .detail = end.detail});
}

QString sentenceFor(AddressError error) {
    switch (error) {
    case AddressError::Empty:
        return u"The address is empty: paste the invite or the tunnel's address."_qs;
    case AddressError::TooLong:
        return u"This is too long for an address: copy only the invite."_qs;
    case AddressError::UnknownScheme:
        return u"Viz cannot call this kind of address: use an invite (viz1:…), or https, wss, http or ws."_qs;
    case AddressError::NoHost:
        return u"The address names no host: copy it again."_qs;
    case AddressError::BadHost:
        return u"This is not the name of a host: copy the address again, without spaces."_qs;
    case AddressError::BadPort:
        return u"The port in the address must be a number from 1 to 65535."_qs;
    case AddressError::HasUserInfo:
        return u"The address contains a user name before '@', which Viz never needs: it may lead somewhere else than "
               u"it "
               "seems to; ask for a plain address."_qs;
    case AddressError::HasQuery:
        return u"The address contains a '?', so it belongs to a web page: copy the tunnel's address."_qs;
    case AddressError::SecretTooShort:
        return u"The invite is cut short: copy it again, to its very end."_qs;
    case AddressError::SecretTooLong:
        return u"There is something after the end of the invite: copy only the invite."_qs;
    case AddressError::SecretBadCharacter:
        return u"The invite contains a character that no invite has: copy it again."_qs;
    case AddressError::SecretBadChecksum:
        return u"A character of the invite was changed on its way: copy it again."_qs;
    case AddressError::NewerVersion:
        return u"The invite is from a newer Viz: update this program."_qs;
    case AddressError::SecretMissing:
        return u"The invite ends before its secret: copy it again, with the part after '#'."_qs;
    }
    return u"The address is not understood: copy it again."_qs;
}

QString sentenceFor(CallNotice notice) {
    switch (notice) {
    case CallNotice::HedgingAdvised:
        return u"The tunnel stutters: --robust uses two connections at once, which bridges most of it at twice the "
               "data."_qs;
    case CallNotice::RateRefused:
        return u"The tunnel lets only few messages through: from now on 320 ms of voice go into one, so the delay "
               "grows."_qs;
    case CallNotice::Howling:
        return u"The microphone was muted: it hears the loudspeaker and the two would howl. Use headphones, or turn "
               u"the "
               "loudspeaker down."_qs;
    }
    return {};
}

QString sentenceFor(const DeviceEvent& event) {
    const QString device = event.input ? u"microphone"_qs : u"loudspeaker"_qs;
    const QString silence = event.input ? u"the other side hears silence"_qs : u"nothing is heard here"_qs;
    switch (event.kind) {
    case DeviceEvent::Kind::Replaced:
        return u"The %1 is gone; %2 is used instead."_qs.arg(device, event.name);
    case DeviceEvent::Kind::Missing:
        return u"There is no %1: %2 until there is one."_qs.arg(device, silence);
    case DeviceEvent::Kind::Returned:
        return u"%1 is the %2 again."_qs.arg(event.name, device);
    case DeviceEvent::Kind::Denied:
        return u"This system does not let Viz use the %1, so %2: %3."_qs.arg(device, silence, howToAllow(event.input));
    }
    return {};
}

QString sentenceFor(DeviceError error, const QString& what) {
    switch (error) {
    case DeviceError::NoDevice:
        return u"This computer has no sound device that Viz can see: connect one, or use --input silence and --output "
               "null."_qs;
    case DeviceError::NotFound:
        return u"There is no sound device %1: `viz devices` lists those that exist."_qs.arg(what);
    case DeviceError::PermissionDenied:
        return u"The system does not let Viz use %1: %2."_qs.arg(what, howToAllow(true));
    case DeviceError::CannotOpen:
        return u"The sound device %1 does not start: check that it is connected and not in use elsewhere."_qs.arg(what);
    case DeviceError::Lost:
        return u"The sound device %1 is gone: connect it again."_qs.arg(what);
    case DeviceError::FileUnreadable:
        return u"Viz cannot read %1 as WAV: check its path and that it holds PCM sound."_qs.arg(what);
    case DeviceError::FileUnwritable:
        return u"Viz cannot write %1: check its folder and its permissions."_qs.arg(what);
    }
    return u"The sound device %1 failed."_qs.arg(what);
}

QString sentenceFor(ProfileFault fault) {
    switch (fault) {
    case ProfileFault::None:
        return {};
    case ProfileFault::FramesPerMessage:
        return u"--frames must be from 1 to %1."_qs.arg(kMaxFramesPerMessage);
    case ProfileFault::BatchTooLong:
        return u"--frame-ms times --frames must be at most %1 ms: choose fewer or shorter frames."_qs.arg(
            toMs(kMaxBatchLength));
    case ProfileFault::Bitrate:
        return u"--bitrate must be from %1 to %2 bit/s."_qs.arg(kMinBitrateBps).arg(kMaxBitrateBps);
    case ProfileFault::RecordTooLarge:
        return u"So much sound at this bit rate does not fit into one message: choose fewer frames or a lower "
               "--bitrate."_qs;
    }
    return u"The profile is not valid."_qs;
}

ExitStatus exitStatusOf(EndReason reason) {
    switch (reason) {
    case EndReason::HungUpHere:
    case EndReason::HungUpThere:
    case EndReason::DurationReached:
        return ExitStatus::Ok;
    case EndReason::ConnectionLost:
    case EndReason::PeerMisbehaved:
        return ExitStatus::Lost;
    case EndReason::DeclinedThere:
    case EndReason::Busy:
    case EndReason::NoAnswer:
    case EndReason::Throttled:
        return ExitStatus::Declined;
    case EndReason::WordsDiffer:
    case EndReason::NotAuthentic:
    case EndReason::InviteNeeded:
    case EndReason::InviteUnknown:
        return ExitStatus::NotAuthentic;
    case EndReason::VersionMismatch:
    case EndReason::CannotListen:
    case EndReason::TunnelFailed:
    case EndReason::HostNotFound:
    case EndReason::ConnectionRefused:
    case EndReason::ConnectTimeout:
    case EndReason::TlsFailed:
    case EndReason::WebPage:
    case EndReason::Redirected:
    case EndReason::NotViz:
    case EndReason::HandshakeTimeout:
    case EndReason::NetworkError:
        return ExitStatus::NoConnection;
    case EndReason::NoInputDevice:
    case EndReason::NoOutputDevice:
    case EndReason::DeviceNotFound:
    case EndReason::DevicePermission:
    case EndReason::DeviceFailed:
    case EndReason::InputFileUnreadable:
    case EndReason::OutputFileUnwritable:
        return ExitStatus::NoDevice;
    case EndReason::Internal:
        return ExitStatus::Internal;
    }
    return ExitStatus::Internal;
}

QString wordFor(EndReason reason) {
    switch (reason) {
    case EndReason::HungUpHere:
        return u"hung-up-here"_qs;
    case EndReason::HungUpThere:
        return u"hung-up-there"_qs;
    case EndReason::DurationReached:
        return u"duration-reached"_qs;
    case EndReason::WordsDiffer:
        return u"words-differ"_qs;
    case EndReason::ConnectionLost:
        return u"connection-lost"_qs;
    case EndReason::PeerMisbehaved:
        return u"peer-misbehaved"_qs;
    case EndReason::DeclinedThere:
        return u"declined-there"_qs;
    case EndReason::Busy:
        return u"busy"_qs;
    case EndReason::NoAnswer:
        return u"no-answer"_qs;
    case EndReason::Throttled:
        return u"throttled"_qs;
    case EndReason::NotAuthentic:
        return u"not-authentic"_qs;
    case EndReason::InviteNeeded:
        return u"invite-needed"_qs;
    case EndReason::InviteUnknown:
        return u"invite-unknown"_qs;
    case EndReason::VersionMismatch:
        return u"version-mismatch"_qs;
    case EndReason::CannotListen:
        return u"cannot-listen"_qs;
    case EndReason::TunnelFailed:
        return u"tunnel-failed"_qs;
    case EndReason::HostNotFound:
        return u"host-not-found"_qs;
    case EndReason::ConnectionRefused:
        return u"connection-refused"_qs;
    case EndReason::ConnectTimeout:
        return u"connect-timeout"_qs;
    case EndReason::TlsFailed:
        return u"tls-failed"_qs;
    case EndReason::WebPage:
        return u"web-page"_qs;
    case EndReason::Redirected:
        return u"redirected"_qs;
    case EndReason::NotViz:
        return u"not-viz"_qs;
    case EndReason::HandshakeTimeout:
        return u"handshake-timeout"_qs;
    case EndReason::NetworkError:
        return u"network-error"_qs;
    case EndReason::NoInputDevice:
        return u"no-input-device"_qs;
    case EndReason::NoOutputDevice:
        return u"no-output-device"_qs;
    case EndReason::DeviceNotFound:
        return u"device-not-found"_qs;
    case EndReason::DevicePermission:
        return u"device-permission"_qs;
    case EndReason::DeviceFailed:
        return u"device-failed"_qs;
    case EndReason::InputFileUnreadable:
        return u"input-file-unreadable"_qs;
    case EndReason::OutputFileUnwritable:
        return u"output-file-unwritable"_qs;
    case EndReason::Internal:
        return u"internal"_qs;
    }
    return u"internal"_qs;
}

QString wordFor(CallState state) {
    switch (state) {
    case CallState::Idle:
        return u"idle"_qs;
    case CallState::Hosting:
        return u"hosting"_qs;
    case CallState::Connecting:
        return u"connecting"_qs;
    case CallState::Ringing:
        return u"ringing"_qs;
    case CallState::InCall:
        return u"connected"_qs;
    case CallState::Reconnecting:
        return u"reconnecting"_qs;
    case CallState::Ended:
        return u"ended"_qs;
    }
    return u"idle"_qs;
}

QString wordFor(Verification verification) {
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

} // namespace viz
