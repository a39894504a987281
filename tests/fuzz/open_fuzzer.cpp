#include "core/protocol/handshake_messages.h"
#include "fuzz_input.h"

#include <algorithm>

namespace {

using namespace viz;

/// The key that an OPEN opens, so that the KNOCK can have promised it and the parser goes on.
PublicKey keyIn(ByteView open) {
    PublicKey key{};
    const ByteView bytes = open.subspan(std::min(wire::open::kHeaderBytes, open.size()));
    std::copy_n(bytes.begin(), std::min(key.size(), bytes.size()), key.begin());
    return key;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const ByteView open = fuzz::asBytes(data, size);
    HostHandshake host(nullptr, true, fuzz::fixedSecret(3, 32));
    const Bytes knock = packKnock({.mode = HandshakeMode::Sas, .commitment = commitmentTo(keyIn(open))}, nullptr);
    fuzz::require(host.consumeKnock(knock) == HandshakeVerdict::Ok, "our own KNOCK is fine");
    (void)host.createOffer();
    fuzz::require(host.consumeOpen(open) != HandshakeVerdict::Ok, "no tag is guessed");

    // What stands behind the tag.
    if (const std::optional<std::string> name = unpackName(open))
        fuzz::require(name->size() <= kMaxNameBytes && unpackName(packName(*name)) == name, "a clean name stays clean");
    return 0;
}
