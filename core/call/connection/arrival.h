#pragma once

#include "core/call/connection/call_channel.h"

#include <QString>

#include <memory>

namespace viz {

/// A call's first finished handshake on its way from the network thread to CallSession. `channel` lives on the network
/// thread and is owned there.
struct Arrival {
    CallChannel* channel = nullptr;
    QString peerName; ///< host: from the OPEN; joiner: empty, the host's NAME follows
    Verification verification = Verification::Unverified;
    std::uint64_t sas = 0;
    RouteOpeningPtr route;
};

using ArrivalPtr = std::shared_ptr<Arrival>;

} // namespace viz

Q_DECLARE_METATYPE(viz::ArrivalPtr)
