#pragma once

#include "core/call/connection/arrival.h"
#include "core/call/connection/dial.h"
#include "core/call/connection/redialer.h"

#include <QObject>

#include <optional>

namespace viz {

/// The joiner's way in, on the network thread: dials, shakes hands, and hands over an authenticated channel or says why
/// not. Afterwards it owns the channel and what redials for it. A joiner with a secret never tries without it.
class JoinAttempt final : public QObject {
    Q_OBJECT

public:
    struct Setup {
        HostAddress address;
        std::optional<InviteKeys> keys; ///< of the invite's secret; without it SAS mode
        QString name;
        StallWatch::Times times;
    };

    /// The references outlive this object.
    JoinAttempt(Setup setup, CallWires& wires, const Clock& clock);
    ~JoinAttempt() override;

    /// Network thread, all of them.
    void start();
    /// After arrived(): the host can be reached there, too.
    void addHostAddress(const viz::HostAddress& address);

Q_SIGNALS:
    void arrived(const viz::ArrivalPtr& arrival);
    void failed(const viz::CallEnd& end);
    /// See Redialer.
    void rateRefused();

private:
    void onSucceeded();
    void onFailed(CallEnd end);

    [[nodiscard]] const InviteKeys* keys() const { return m_setup.keys ? &*m_setup.keys : nullptr; }

    Setup m_setup;
    CallWires& m_wires;
    const Clock& m_clock;
    // Made on the network thread, in this order; the redialer uses the channel, and both are children of this object.
    Dial* m_dial = nullptr;
    CallChannel* m_channel = nullptr;
    Redialer* m_redialer = nullptr;
};

} // namespace viz
