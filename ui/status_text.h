#pragma once

#include "core/call/address_preview.h"
#include "core/call/call_end.h"
#include "core/call/call_state.h"

#include <QCoreApplication>
#include <QString>

#include <optional>

namespace viz {

/// The only place where states, ends of calls and mistakes in addresses become words: whole sentences in the second
/// person, in the language of the installed translation.
class StatusText {
    Q_DECLARE_TR_FUNCTIONS(viz::StatusText)

public:
    /// What happened, in one sentence.
    [[nodiscard]] static QString endTitle(const CallEnd& end);
    /// Why, as far as it helps, and what to try.
    [[nodiscard]] static QString endAdvice(EndReason reason);
    /// What to do on this system so that it lets Viz use the microphone, otherwise the loudspeaker.
    [[nodiscard]] static QString howToAllow(bool input);

    [[nodiscard]] static QString state(CallState state, CallRole role);
    /// How far it is known who the other side is, and what follows from it.
    [[nodiscard]] static QString verification(Verification verification);

    /// What is wrong with an address and how to mend it.
    [[nodiscard]] static QString addressError(AddressError error);
    /// What joining will do.
    [[nodiscard]] static QString joinPreview(const AddressPreview& preview);
    /// The same for an address that a running call is to use, too.
    [[nodiscard]] static QString newAddressPreview(const AddressPreview& preview);
    /// The same for the address of the host's own tunnel.
    [[nodiscard]] static QString tunnelPreview(const AddressPreview& preview);

private:
    [[nodiscard]] static QString talkEnd(EndReason reason);
    [[nodiscard]] static QString refusalEnd(EndReason reason);
    [[nodiscard]] static QString wayEnd(const CallEnd& end);
    [[nodiscard]] static QString deviceEnd(EndReason reason);
    [[nodiscard]] static QString talkAdvice(EndReason reason);
    [[nodiscard]] static QString refusalAdvice(EndReason reason);
    [[nodiscard]] static QString wayAdvice(EndReason reason);
    [[nodiscard]] static QString deviceAdvice(EndReason reason);
};

/// The whole delay from mouth to ear, as a person feels it.
enum class DelayGrade : std::uint8_t { Good, Fair, Slow };

inline constexpr double kGoodDelayMs = 200; ///< ITU-T G.114: conversation is hardly affected up to here
inline constexpr double kFairDelayMs = 400; ///< G.114's limit for planning; above it people talk over each other

[[nodiscard]] DelayGrade delayGrade(double totalMs);

/// Whether the same call can be tried once more with hope. A host can always wait again, with a new invite. A joiner
/// can not where trust was broken or a new program is needed, nor after a talk: an invite serves for one.
[[nodiscard]] bool canCallAgain(EndReason reason, CallRole role);

} // namespace viz
