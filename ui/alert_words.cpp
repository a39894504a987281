#include "ui/alert_words.h"

#include "ui/formatting.h"
#include "ui/status_text.h"

#include <algorithm>

namespace viz {

QString AlertWords::title(CallAlert alert, const AlertFacts& facts) {
    return networkTitle(alert, facts) + voiceTitle(alert, facts) + deviceTitle(alert, facts);
}

QString AlertWords::more(CallAlert alert, const AlertFacts& facts) {
    return networkMore(alert, facts) + voiceMore(alert, facts) + deviceMore(alert, facts);
}

QString AlertWords::networkTitle(CallAlert alert, const AlertFacts& facts) {
    switch (alert) {
    case CallAlert::Reconnecting:
        return tr("Reconnecting … %1").arg(secondsText(facts.stalledFor));
    case CallAlert::Resumed:
        return tr("Back after %1.")
            .arg(secondsText(std::max<std::chrono::milliseconds>(facts.silentFor, std::chrono::seconds{1})));
    case CallAlert::RateRefused:
        return tr("The tunnel lets only few messages through.");
    case CallAlert::HedgingAdvised:
        return tr("The connection stutters.");
    case CallAlert::WeakNetwork:
        return tr("Weak network: quality lowered.");
    default:
        return {};
    }
}

QString AlertWords::networkMore(CallAlert alert, const AlertFacts& facts) {
    switch (alert) {
    case CallAlert::Reconnecting:
        return facts.role == CallRole::Joiner
                   ? tr("Viz dials again by itself. You need not do anything.")
                   : tr("The other side dials again by itself. Their place is kept for two minutes.");
    case CallAlert::RateRefused:
        return tr("So Viz puts more of your voice into each. The other side hears you a third of a second later.");
    case CallAlert::HedgingAdvised:
        return tr("A second connection can bridge the gaps. It takes twice the data.");
    default:
        return {};
    }
}

QString AlertWords::voiceTitle(CallAlert alert, const AlertFacts& facts) {
    switch (alert) {
    case CallAlert::Howling:
        return tr("It howled, so your microphone was muted.");
    case CallAlert::MicrophoneSilent:
        return tr("Nothing comes from your microphone.");
    case CallAlert::PeerCannotHear:
        return tr("%1 does not hear you now.").arg(facts.peerName);
    case CallAlert::TalkingUnheard:
        return facts.muted ? tr("You are talking, but you are muted.") : tr("You are talking, but nobody hears it.");
    case CallAlert::KeyTaken:
        return tr("Another program has your key to talk: %1").arg(facts.talkKey);
    default:
        return {};
    }
}

QString AlertWords::voiceMore(CallAlert alert, const AlertFacts& facts) {
    switch (alert) {
    case CallAlert::Howling:
        return tr("Your microphone heard your loudspeaker. Put on headphones or turn the volume down, then unmute.");
    case CallAlert::MicrophoneSilent:
        return tr("It may have a switch of its own that is off. Otherwise choose another one in the settings.");
    case CallAlert::PeerCannotHear:
        return tr("The sound is switched off there, or there is no loudspeaker.");
    case CallAlert::TalkingUnheard:
        return facts.muted ? tr("To be heard, unmute: with the button below or the M key.")
                           : tr("Hold %1 as long as you talk.").arg(facts.talkKey);
    case CallAlert::KeyTaken:
        return tr("It counts only while this window is in front. You can choose another key in the settings.");
    default:
        return {};
    }
}

QString AlertWords::deviceTitle(CallAlert alert, const AlertFacts& facts) {
    const auto isDenied = [](DeviceEvent::Kind fate) { return fate == DeviceEvent::Kind::Denied; };
    switch (alert) {
    case CallAlert::MicrophoneLost:
        return isDenied(facts.microphoneFate) ? tr("Viz is not allowed to use the microphone.")
                                              : tr("Your microphone is gone.");
    case CallAlert::LoudspeakerLost:
        return isDenied(facts.loudspeakerFate) ? tr("Viz is not allowed to use the loudspeaker.")
                                               : tr("Your loudspeaker is gone.");
    case CallAlert::DeviceReplaced:
        return facts.replaced.input ? tr("Your microphone is gone.") : tr("Your loudspeaker is gone.");
    case CallAlert::DeviceReturned:
        return facts.returned.input ? tr("Your microphone is back.") : tr("Your loudspeaker is back.");
    default:
        return {};
    }
}

QString AlertWords::deviceMore(CallAlert alert, const AlertFacts& facts) {
    switch (alert) {
    case CallAlert::MicrophoneLost:
        return lostMicrophone(facts.microphoneFate);
    case CallAlert::LoudspeakerLost:
        return lostLoudspeaker(facts.loudspeakerFate);
    case CallAlert::DeviceReplaced:
        return tr("Viz uses this one until it is back: %1").arg(facts.replaced.name);
    case CallAlert::DeviceReturned:
        return tr("Viz uses it again: %1").arg(facts.returned.name);
    default:
        return {};
    }
}

QString AlertWords::lostMicrophone(DeviceEvent::Kind fate) {
    return fate == DeviceEvent::Kind::Denied
               ? StatusText::howToAllow(true) + QLatin1Char(' ') + tr("Until then the other side hears silence.")
               : tr("Connect it or another one: Viz takes it at once. Until then the other side hears silence.");
}

QString AlertWords::lostLoudspeaker(DeviceEvent::Kind fate) {
    return fate == DeviceEvent::Kind::Denied
               ? StatusText::howToAllow(false) + QLatin1Char(' ') + tr("Until then you hear nothing.")
               : tr("Connect it, or headphones: Viz takes them at once. Until then you hear nothing.");
}

} // namespace viz
