#pragma once

#include "core/pipeline/route.h"
#include "core/protocol/session_keys.h"
#include "core/transport/link.h"

#include <QString>

#include <memory>
#include <utility>

namespace viz {

/// What a finished handshake leaves on the network thread: an open, admitted link and the keys for it.
struct Connection {
    std::unique_ptr<Link> link;
    SessionKeys keys;
    QString peerName; ///< host: from the OPEN; joiner: empty
};

/// A route that is to be sent on, on its way from the network thread to the send thread. Shared because a queued signal
/// copies its arguments, and a key must not be copied; the receiver takes it.
struct RouteOpening {
    RouteId route = 0;
    SecretBytes sealingKey;
};

using RouteOpeningPtr = std::shared_ptr<RouteOpening>;

[[nodiscard]] inline RouteOpeningPtr openingOf(RouteId route, SecretBytes sealingKey) {
    return std::make_shared<RouteOpening>(RouteOpening{.route = route, .sealingKey = std::move(sealingKey)});
}

} // namespace viz

Q_DECLARE_METATYPE(viz::RouteOpeningPtr)
