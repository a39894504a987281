#pragma once

#include "core/call/byte_array.h"
#include "core/call/connection/connection.h"
#include "core/protocol/control_message.h"
#include "core/protocol/record_sealer.h"
#include "tests/support/voice_link.h"

#include <memory>
#include <optional>

namespace viz::test {

/// A link whose other end is the test.
class FakeLink final : public Link {
public:
    struct Record {
        std::optional<CloseCode> closed;
        bool aborted = false;
        int sent = 0;
    };
    explicit FakeLink(Record& record) : m_record(record) {}
    void send(const QByteArray&) override { ++m_record.sent; }
    [[nodiscard]] qint64 bytesPending() const override { return 0; }
    void admit() override {}
    void close(CloseCode code) override { m_record.closed = code; }
    void abort() override { m_record.aborted = true; }

private:
    Record& m_record;
};

/// The peer's end of one connection.
struct FakeRoute {
    explicit FakeRoute(int keySeed) : seed(keySeed), sealer(fixedKey(keySeed)) {}

    [[nodiscard]] Connection connection() {
        auto owned = std::make_unique<FakeLink>(record);
        link = owned.get();
        Connection made{.link = std::move(owned), .keys = {}, .peerName = {}};
        made.keys.opening = fixedKey(seed);
        made.keys.sealing = fixedKey(seed + 100);
        return made;
    }
    void says(const Bytes& bytes) const { Q_EMIT link->received(toByteArray(bytes)); }
    void says(ControlType type) {
        Bytes plaintext;
        Bytes sealed;
        packControl({.type = type, .data = {}}, 64, plaintext);
        sealer.seal(plaintext, sealed);
        says(sealed);
    }
    void closes(int code = 1006) const {
        Q_EMIT link->closed({.reason = LinkEnd::Reason::ClosedByPeer, .closeCode = code, .detail = {}});
    }

    int seed;
    RecordSealer sealer;
    FakeLink::Record record;
    Link* link = nullptr;
    RouteId id = 1;
};

} // namespace viz::test
