#include "core/protocol/session_keys.h"

#include "core/protocol/blake2b.h"
#include "core/protocol/key_schedule.h"
#include "core/protocol/sodium_bytes.h"
#include "core/protocol/wire_format.h"

#include <cassert>

namespace viz {

namespace {

std::string pathTokenOf(const SecretBytes& psk) {
    std::array<std::byte, crypto_generichash_BYTES_MIN> hash{};
    blake2b(hash, psk.view(), {bytesOf(wire::label::kPath)});
    std::array<char, wire::kPathTokenChars + 1> text{};
    sodium_bin2base64(text.data(), text.size(), raw(hash), wire::kPathTokenBytes,
                      sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    return {text.data(), wire::kPathTokenChars};
}

} // namespace

InviteKeys InviteKeys::derive(const SecretBytes& secret) {
    assert(secret.size() == wire::kInviteSecretBytes);
    InviteKeys keys{.psk = SecretBytes(wire::kKeyBytes), .knockKey = {}, .pathToken = {}};
    blake2b(keys.psk.mutableView(), secret.view(), {bytesOf(wire::label::kPsk)});
    keys.knockKey = deriveKnockKey(keys.psk);
    keys.pathToken = pathTokenOf(keys.psk);
    return keys;
}

InviteKeys InviteKeys::duplicate() const {
    return {.psk = psk.duplicate(), .knockKey = knockKey.duplicate(), .pathToken = pathToken};
}

std::string requestPath(const InviteKeys* keys) {
    std::string path(wire::kBasePath);
    return keys == nullptr ? path : path + '/' + keys->pathToken;
}

ProbeProof probeProof(const InviteKeys& keys, ByteView nonce) {
    assert(nonce.size() == wire::kProbeNonceBytes);
    ProbeProof proof{};
    blake2b(proof, keys.psk.view(), {bytesOf(wire::label::kProbe), nonce});
    return proof;
}

ResumeTicket ResumeTicket::of(const SessionKeys& keys) {
    return {.id = keys.resumeId, .psk = keys.resumePsk.duplicate()};
}

ResumeTicket ResumeTicket::duplicate() const { return {.id = id, .psk = psk.duplicate()}; }

} // namespace viz
