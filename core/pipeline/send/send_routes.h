#pragma once

#include "core/pipeline/route.h"
#include "core/protocol/record_sealer.h"

#include <cstdint>
#include <functional>
#include <map>

namespace viz {

/// Seals what is to be sent, once for each connection that carries the call. Send thread.
class SendRoutes {
public:
    using RecordSink = std::function<void(RouteId route, ByteView record)>;

    explicit SendRoutes(RecordSink onRecord);

    /// In use from now on. `sealingKey`: SessionKeys::sealing.
    void add(RouteId route, SecretBytes sealingKey);
    /// Whether that changed anything. An unknown route is ignored: it may have gone a moment ago.
    bool setInUse(RouteId route, bool inUse);
    bool remove(RouteId route);

    /// One record on every route in use, each given to the sink at once: what was sealed must be sent.
    void send(ByteView plaintext);
    [[nodiscard]] bool anyInUse() const;

    /// On all routes together.
    [[nodiscard]] std::uint64_t records() const { return m_records; }
    [[nodiscard]] std::uint64_t bytes() const { return m_bytes; }

private:
    struct Route {
        RecordSealer sealer;
        bool inUse = true;
    };

    RecordSink m_onRecord;
    std::map<RouteId, Route> m_routes;
    Bytes m_record;
    std::uint64_t m_records = 0;
    std::uint64_t m_bytes = 0;
};

} // namespace viz
