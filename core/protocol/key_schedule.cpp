#include "core/protocol/key_schedule.h"

#include "core/protocol/blake2b.h"
#include "core/protocol/sodium_bytes.h"
#include "core/protocol/wiped_array.h"
#include "core/protocol/wire_format.h"

namespace viz {

namespace {

std::uint64_t deriveSas(ByteView exporter, const SasTranscript& transcript) {
    std::array<std::byte, crypto_generichash_BYTES_MIN> hash{};
    blake2b(hash, exporter,
            {bytesOf(wire::label::kSas), transcript.knock, transcript.offer, transcript.joinerEphemeral});
    return ByteReader(hash).u64();
}

void deriveTicket(ByteView exporter, ByteView handshakeHash, SessionKeys& keys) {
    keys.resumePsk = SecretBytes(wire::kKeyBytes);
    blake2b(keys.resumePsk.mutableView(), exporter, {bytesOf(wire::label::kResumePsk), handshakeHash});
    blake2b(keys.resumeId, exporter, {bytesOf(wire::label::kResumeId), handshakeHash});
}

} // namespace

SecretBytes deriveKnockKey(const SecretBytes& psk) {
    SecretBytes key(wire::kKeyBytes);
    blake2b(key.mutableView(), psk.view(), {bytesOf(wire::label::kKnock)});
    return key;
}

SessionKeys deriveSessionKeys(const NoiseNN& noise, HandshakeRole role, const SasTranscript& transcript) {
    WipedArray<kHashBytes> exported;
    hmacBlake2b(exported.span(), noise.chainingKey(), {bytesOf(wire::label::kExporter)});
    const ByteView exporter = exported.view().first(wire::kKeyBytes);

    auto [hostToJoiner, joinerToHost] = noise.split();
    const bool isHost = role == HandshakeRole::Host;
    SessionKeys keys;
    keys.sealing = std::move(isHost ? hostToJoiner : joinerToHost);
    keys.opening = std::move(isHost ? joinerToHost : hostToJoiner);
    keys.sas = deriveSas(exporter, transcript);
    deriveTicket(exporter, noise.handshakeHash(), keys);
    return keys;
}

} // namespace viz
