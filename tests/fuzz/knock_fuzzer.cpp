#include "core/protocol/blake2b.h"
#include "core/protocol/handshake.h"
#include "fuzz_input.h"

#include <algorithm>

namespace {

using namespace viz;

const InviteKeys& inviteKeys() {
    static const InviteKeys keys = InviteKeys::derive(fuzz::fixedSecret(1, wire::kInviteSecretBytes));
    return keys;
}

void consume(ByteView knock) {
    HostHandshake host(&inviteKeys(), true);
    if (host.consumeKnock(knock) != HandshakeVerdict::Ok)
        return;
    fuzz::require(knock.size() == kKnockBytes, "only 80 bytes are a KNOCK");
    fuzz::require(host.createOffer().size() == kOfferBytes, "an OFFER has 80 bytes");
}

/// As if the sender held the invite's secret, so that what is behind mac1 is reached too.
Bytes authenticated(ByteView knock) {
    Bytes signedKnock(knock.begin(), knock.end());
    std::array<std::byte, wire::knock::kMacBytes> mac{};
    blake2b(mac, inviteKeys().knockKey.view(), {knock.first(wire::knock::kMacAt)});
    std::copy(mac.begin(), mac.end(), signedKnock.begin() + wire::knock::kMacAt);
    return signedKnock;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const ByteView knock = fuzz::asBytes(data, size);
    consume(knock);
    if (size == kKnockBytes)
        consume(authenticated(knock));
    return 0;
}
