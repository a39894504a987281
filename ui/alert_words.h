#pragma once

#include "core/call/call_state.h"
#include "core/call/device_event.h"
#include "ui/call_alerts.h"

#include <QCoreApplication>
#include <QString>

#include <chrono>

namespace viz {

/// What the sentences of an alert speak of.
struct AlertFacts {
    CallRole role = CallRole::Joiner;
    std::chrono::milliseconds stalledFor{};
    std::chrono::milliseconds silentFor{}; ///< before it resumed
    bool muted = false;
    QString peerName;                   ///< never empty
    QString talkKey;                    ///< as the person reads it
    DeviceEvent::Kind microphoneFate{}; ///< of MicrophoneLost: Missing or Denied
    DeviceEvent::Kind loudspeakerFate{};
    DeviceEvent replaced; ///< the newest of its kind
    DeviceEvent returned;
};

/// Alerts as sentences: what is wrong, and what to do about it.
class AlertWords {
    Q_DECLARE_TR_FUNCTIONS(viz::AlertWords)

public:
    [[nodiscard]] static QString title(CallAlert alert, const AlertFacts& facts);
    /// Empty where the title says all.
    [[nodiscard]] static QString more(CallAlert alert, const AlertFacts& facts);

private:
    [[nodiscard]] static QString networkTitle(CallAlert alert, const AlertFacts& facts);
    [[nodiscard]] static QString networkMore(CallAlert alert, const AlertFacts& facts);
    [[nodiscard]] static QString voiceTitle(CallAlert alert, const AlertFacts& facts);
    [[nodiscard]] static QString voiceMore(CallAlert alert, const AlertFacts& facts);
    [[nodiscard]] static QString deviceTitle(CallAlert alert, const AlertFacts& facts);
    [[nodiscard]] static QString deviceMore(CallAlert alert, const AlertFacts& facts);
    [[nodiscard]] static QString lostMicrophone(DeviceEvent::Kind fate);
    [[nodiscard]] static QString lostLoudspeaker(DeviceEvent::Kind fate);
};

} // namespace viz
