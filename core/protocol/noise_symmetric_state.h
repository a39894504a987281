#pragma once

#include "core/protocol/blake2b.h"
#include "core/protocol/secret.h"
#include "core/protocol/wire_format.h"

#include <array>
#include <optional>
#include <string_view>
#include <utility>

namespace viz {

/// SymmetricState and CipherState of the Noise specification (revision 34, section 5), for ChaChaPoly and BLAKE2b.
class NoiseSymmetricState {
public:
    /// `protocolName` is at most 64 bytes long.
    explicit NoiseSymmetricState(std::string_view protocolName);

    void mixHash(ByteView data);
    void mixKey(ByteView inputKey);
    void mixKeyAndHash(ByteView inputKey);
    /// Without a key yet the plaintext itself.
    [[nodiscard]] Bytes encryptAndHash(ByteView plaintext);
    /// nullopt: not authentic.
    [[nodiscard]] std::optional<Bytes> decryptAndHash(ByteView sealed);
    /// Keys of the initiator's and of the responder's direction.
    [[nodiscard]] std::pair<SecretBytes, SecretBytes> split() const;

    [[nodiscard]] ByteView chainingKey() const { return m_chainingKey.view(); }
    [[nodiscard]] ByteView handshakeHash() const { return m_hash; }

private:
    [[nodiscard]] bool hasKey() const { return !m_key.empty(); }
    void setKey(ByteView key);
    [[nodiscard]] std::optional<Bytes> decrypt(ByteView sealed);

    SecretBytes m_chainingKey{kHashBytes};
    SecretBytes m_key; ///< empty until the first mixKey
    std::uint64_t m_number = 0;
    std::array<std::byte, kHashBytes> m_hash{};
};

} // namespace viz
