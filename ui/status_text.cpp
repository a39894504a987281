#include "ui/status_text.h"

namespace viz {

QString StatusText::endTitle(const CallEnd& end) {
    for (const QString& title : {talkEnd(end.reason), refusalEnd(end.reason), wayEnd(end), deviceEnd(end.reason)}) {
        if (!title.isEmpty())
            return title;
    }
    return {};
}

QString StatusText::endAdvice(EndReason reason) {
    for (const QString& advice : {talkAdvice(reason), refusalAdvice(reason), wayAdvice(reason), deviceAdvice(reason)}) {
        if (!advice.isEmpty())
            return advice;
    }
    return {};
}

QString StatusText::talkEnd(EndReason reason) {
    switch (reason) {
    case EndReason::HungUpHere:
        return tr("You ended the call.");
    case EndReason::HungUpThere:
        return tr("The other side ended the call.");
    case EndReason::DurationReached:
        return tr("The call ended after the time that was set for it.");
    case EndReason::WordsDiffer:
        return tr("The call was ended because the five words do not match.");
    case EndReason::ConnectionLost:
        return tr("The connection was lost.");
    case EndReason::PeerMisbehaved:
        return tr("The call was ended because something arrived that Viz never sends.");
    default:
        return {};
    }
}

QString StatusText::talkAdvice(EndReason reason) {
    switch (reason) {
    case EndReason::HungUpHere:
        return tr("To talk again, one of you waits for a call and sends a new invite.");
    case EndReason::HungUpThere:
        return tr("To talk again, ask for a new invite or send one yourself.");
    case EndReason::DurationReached:
        return tr("The program was started with a time limit. Start it without one to talk longer.");
    case EndReason::WordsDiffer:
        return tr("Somebody may have been listening in between. Send a new invite another way, for example with a "
                  "different messenger, and call with that one.");
    case EndReason::ConnectionLost:
        return tr(
            "Nothing came from the other side any more. Viz tries for two minutes to bring a call back. Check that "
            "both of you are online and that the tunnel still runs, then wait for a call or ask for a new invite.");
    case EndReason::PeerMisbehaved:
        return tr("The data was damaged or forged on the way, so Viz did not trust it. Use another tunnel and a new "
                  "invite; if it happens again, install the newest Viz on both sides.");
    default:
        return {};
    }
}

QString StatusText::refusalEnd(EndReason reason) {
    switch (reason) {
    case EndReason::DeclinedThere:
        return tr("Your call was declined.");
    case EndReason::Busy:
        return tr("The other side is in another call.");
    case EndReason::NoAnswer:
        return tr("Nobody answered.");
    case EndReason::Throttled:
        return tr("The other side asks you to wait before you try again.");
    case EndReason::NotAuthentic:
        return tr("The other side could not prove that it is the one who invited you.");
    case EndReason::InviteNeeded:
        return tr("The other side takes only calls that come with its invite, or its tunnel is gone.");
    case EndReason::InviteUnknown:
        return tr("The other side does not know this invite.");
    case EndReason::VersionMismatch:
        return tr("The two versions of Viz do not understand each other.");
    default:
        return {};
    }
}

QString StatusText::refusalAdvice(EndReason reason) {
    switch (reason) {
    case EndReason::DeclinedThere:
        return tr("It may be a bad moment. Send a message and ask when to call.");
    case EndReason::Busy:
        return tr("Try again in a few minutes.");
    case EndReason::NoAnswer:
        return tr("It rang for 45 seconds. Send a message that you want to talk, then try again.");
    case EndReason::Throttled:
        return tr("There were too many attempts in a short time. Wait for a minute, then try again.");
    case EndReason::NotAuthentic:
        return tr("Something on the way may have changed the connection, or the invite was meant for another computer. "
                  "Ask for a new invite, best over another messenger.");
    case EndReason::InviteNeeded:
        return tr(
            "You called with an address alone. Ask for the invite, which begins with viz1:, and paste it whole. If it "
            "still does not work, ask whether the tunnel is open.");
    case EndReason::InviteUnknown:
        return tr(
            "It is an old one, or the tunnel is gone: every time somebody starts to wait for a call, there is a new "
            "invite. Ask for the newest one.");
    case EndReason::VersionMismatch:
        return tr("Install the newest version on both computers.");
    default:
        return {};
    }
}

QString StatusText::wayEnd(const CallEnd& end) {
    switch (end.reason) {
    case EndReason::CannotListen:
        return tr("Viz could not start to wait for calls on this computer.");
    case EndReason::TunnelFailed:
        return tr("The tunnel program did not come up.");
    case EndReason::HostNotFound:
        return tr("There is no computer at this address.");
    case EndReason::ConnectionRefused:
        return tr("The address exists, but nothing takes calls there.");
    case EndReason::ConnectTimeout:
        return tr("No connection came about in time.");
    case EndReason::TlsFailed:
        return tr("The secure connection to the tunnel failed.");
    case EndReason::WebPage:
        return end.httpStatus == 0
                   ? tr("The tunnel answered with a web page instead of Viz.")
                   : tr("The tunnel answered with a web page instead of Viz (status %1).").arg(end.httpStatus);
    case EndReason::Redirected:
        return end.httpStatus == 0 ? tr("The tunnel points to another address.")
                                   : tr("The tunnel points to another address (status %1).").arg(end.httpStatus);
    case EndReason::NotViz:
        return tr("Something answered, but it is not Viz.");
    case EndReason::HandshakeTimeout:
        return tr("The other side did not finish greeting in time.");
    case EndReason::NetworkError:
        return tr("The network failed.");
    default:
        return {};
    }
}

QString StatusText::wayAdvice(EndReason reason) {
    switch (reason) {
    case EndReason::CannotListen:
        return tr(
            "Another program, perhaps a second Viz, uses the same port. Close it and try again, or choose another "
            "port in the settings, under Network.");
    case EndReason::TunnelFailed:
        return tr("Choose another tunnel, or start one yourself and type its address.");
    case EndReason::HostNotFound:
        return tr(
            "A tunnel gets a new address each time it starts: ask for the newest one. A very new address may need "
            "a minute until it works.");
    case EndReason::ConnectionRefused:
        return tr("The tunnel or the Viz behind it is probably not running. Ask the other side to start both, then try "
                  "again.");
    case EndReason::ConnectTimeout:
        return tr("The network may be slow or may block the way. Check that you are online, and try again or from "
                  "another network.");
    case EndReason::TlsFailed:
        return tr("Check the date and the time of this computer. Some company and hotel networks open secure "
                  "connections: try another network.");
    case EndReason::WebPage:
        return tr("The tunnel runs, but Viz does not answer behind it. Is the other side still waiting for a call?");
    case EndReason::Redirected:
        return tr("Viz does not follow, because the new address may belong to somebody else. Ask for the current "
                  "address.");
    case EndReason::NotViz:
        return tr(
            "The address may belong to a web page, or the tunnel may lead to another port. Compare the address and "
            "the port with the other side.");
    case EndReason::HandshakeTimeout:
        return tr("The connection is very slow, or the tunnel holds data back. Try again.");
    case EndReason::NetworkError:
        return tr("Check that this computer is online, then try again.");
    default:
        return {};
    }
}

QString StatusText::deviceEnd(EndReason reason) {
    switch (reason) {
    case EndReason::NoInputDevice:
        return tr("No microphone was found.");
    case EndReason::NoOutputDevice:
        return tr("No loudspeaker and no headphones were found.");
    case EndReason::DeviceNotFound:
        return tr("The sound device that you chose is not there any more.");
    case EndReason::DevicePermission:
        return tr("Viz is not allowed to use the microphone.");
    case EndReason::DeviceFailed:
        return tr("The sound device stopped working.");
    case EndReason::InputFileUnreadable:
        return tr("The sound file that was to be sent cannot be read.");
    case EndReason::OutputFileUnwritable:
        return tr("The sound file that was to be recorded cannot be written.");
    case EndReason::Internal:
        return tr("Something went wrong inside Viz.");
    default:
        return {};
    }
}

QString StatusText::deviceAdvice(EndReason reason) {
    switch (reason) {
    case EndReason::NoInputDevice:
        return tr("Connect a microphone or a headset, then try again.");
    case EndReason::NoOutputDevice:
        return tr("Connect loudspeakers or headphones, then try again.");
    case EndReason::DeviceNotFound:
        return tr("Connect it again, or choose another one on the first page.");
    case EndReason::DevicePermission:
        return howToAllow(true) + QLatin1Char(' ') + tr("Then try again.");
    case EndReason::DeviceFailed:
        return tr("Connect it again or choose another one on the first page. Another program may have taken it.");
    case EndReason::InputFileUnreadable:
        return tr("Check that the file exists and is a WAV file.");
    case EndReason::OutputFileUnwritable:
        return tr("Check that the folder exists and that the disk has room.");
    case EndReason::Internal:
        return tr("This is a mistake in the program. Try again; if it happens again, report it together with the "
                  "details.");
    default:
        return {};
    }
}

QString StatusText::howToAllow([[maybe_unused]] bool input) {
#if defined(Q_OS_LINUX)
    return tr("Your user has no access to the sound server: start Viz as the user who is logged in to this desktop.");
#else
    if (!input)
        return tr("Allow it in the settings of your system.");
#if defined(Q_OS_WIN)
    return tr("Open Settings > Privacy & security > Microphone and turn on \"Microphone access\" and \"Let desktop "
              "apps access your microphone\".");
#elif defined(Q_OS_MACOS)
    return tr("Open System Settings > Privacy & Security > Microphone and turn on Viz.");
#else
    return tr("Allow it in the privacy settings of your system.");
#endif
#endif
}

QString StatusText::state(CallState state, CallRole role) {
    switch (state) {
    case CallState::Idle:
        return tr("You are not in a call.");
    case CallState::Hosting:
        return tr("You are waiting for a call.");
    case CallState::Connecting:
        return tr("Viz is connecting to the other side.");
    case CallState::Ringing:
        return role == CallRole::Host ? tr("Somebody is calling you.") : tr("Waiting for the other side to answer.");
    case CallState::InCall:
        return tr("You are in a call.");
    case CallState::Reconnecting:
        return tr("The call is interrupted. Viz is reconnecting.");
    case CallState::Ended:
        return tr("The call is over.");
    }
    return {};
}

QString StatusText::verification(Verification verification) {
    switch (verification) {
    case Verification::Unverified:
        return tr("Not verified: only an address was known. Compare the five words first.");
    case Verification::ByInvite:
        return tr("Verified: you both hold the same invite.");
    case Verification::ByWords:
        return tr("Verified: you compared the five words.");
    }
    return {};
}

QString StatusText::addressError(AddressError error) {
    switch (error) {
    case AddressError::Empty:
        return tr("Paste the invite that you were sent, or a tunnel's address.");
    case AddressError::TooLong:
        return tr("This is too long for an address. Copy only the invite, without the text around it.");
    case AddressError::UnknownScheme:
        return tr("Viz cannot call this kind of address. An invite begins with viz1:, the address of a tunnel with "
                  "https:// or wss://.");
    case AddressError::NoHost:
        return tr("The name of the computer is missing. Copy the whole address again.");
    case AddressError::BadHost:
        return tr("No address has such characters. Copy the address again, without spaces in it.");
    case AddressError::BadPort:
        return tr("The number after the colon must be a port between 1 and 65535.");
    case AddressError::HasUserInfo:
        return tr(
            "The address has a user name in it, which is a common trick of fraudsters. Ask for the address again.");
    case AddressError::HasQuery:
        return tr("This is the address of a web page. Remove the question mark and everything after it.");
    case AddressError::SecretTooShort:
        return tr("The end of the invite is missing. Copy it again, to the last character.");
    case AddressError::SecretTooLong:
        return tr("There is something after the end of the invite. Copy only the invite.");
    case AddressError::SecretBadCharacter:
        return tr("A character in the invite does not belong there. Copy it again instead of typing it.");
    case AddressError::SecretBadChecksum:
        return tr("A character of the invite was changed on the way. Copy it again.");
    case AddressError::NewerVersion:
        return tr("The invite was made by a newer Viz. Install the newest version.");
    case AddressError::SecretMissing:
        return tr("Everything after the # of the invite was cut off. Copy the invite again, to its end.");
    }
    return {};
}

QString StatusText::joinPreview(const AddressPreview& preview) {
    if (!preview.valid)
        return addressError(preview.error);
    if (!preview.encrypted)
        return preview.hasSecret
                   ? tr("Will connect to %1. The way there shows that you call, but not what you say. The "
                        "invite proves who answers.")
                         .arg(preview.host)
                   : tr("Will connect to %1. The way there shows that you call, but not what you say. You "
                        "compare five words in the call.")
                         .arg(preview.host);
    return preview.hasSecret ? tr("Will connect securely to %1. The invite proves who answers.").arg(preview.host)
                             : tr("Will connect securely to %1. You compare five words in the call.").arg(preview.host);
}

QString StatusText::newAddressPreview(const AddressPreview& preview) {
    if (!preview.valid)
        return addressError(preview.error);
    return preview.encrypted ? tr("Leads to %1.").arg(preview.host)
                             : tr("Leads to %1. The way there is not encrypted; the call itself is.").arg(preview.host);
}

QString StatusText::tunnelPreview(const AddressPreview& preview) {
    if (!preview.valid)
        return preview.error == AddressError::Empty ? tr("Paste the address that the tunnel printed.")
                                                    : addressError(preview.error);
    return preview.encrypted ? tr("The invite below leads to %1.").arg(preview.host)
                             : tr("The invite below leads to %1. The way there is not encrypted; the call itself is.")
                                   .arg(preview.host);
}

DelayGrade delayGrade(double totalMs) {
    if (totalMs <= kGoodDelayMs)
        return DelayGrade::Good;
    return totalMs <= kFairDelayMs ? DelayGrade::Fair : DelayGrade::Slow;
}

bool canCallAgain(EndReason reason, CallRole role) {
    if (role == CallRole::Host)
        return true;
    switch (reason) {
    case EndReason::HungUpHere:
    case EndReason::HungUpThere:
    case EndReason::DurationReached:
    case EndReason::WordsDiffer:
    case EndReason::ConnectionLost:
    case EndReason::PeerMisbehaved:
    case EndReason::NotAuthentic:
    case EndReason::InviteNeeded:
    case EndReason::InviteUnknown:
    case EndReason::VersionMismatch:
        return false;
    default:
        return true;
    }
}

} // namespace viz
