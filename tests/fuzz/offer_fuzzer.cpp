#include "core/protocol/handshake.h"
#include "fuzz_input.h"

namespace {

using namespace viz;

void consume(const InviteKeys* keys, ByteView offer) {
    JoinerHandshake joiner(keys, "Alice", fuzz::fixedSecret(2, 32));
    if (joiner.consumeOffer(offer) == HandshakeVerdict::Ok) {
        fuzz::require(keys == nullptr, "without the secret nobody makes a LINK offer");
        fuzz::require(joiner.createOpen().size() == kOpenBytes, "an OPEN has 184 bytes");
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const InviteKeys keys = InviteKeys::derive(fuzz::fixedSecret(1, wire::kInviteSecretBytes));
    consume(nullptr, fuzz::asBytes(data, size));
    consume(&keys, fuzz::asBytes(data, size));
    return 0;
}
