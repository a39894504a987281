#pragma once

#include "core/protocol/secret.h"

#include <cstdint>

namespace viz {

/// Turns plaintexts into the records of one direction of one connection: ChaCha20-Poly1305 with an implicit counter,
/// rekeyed before every 4096th record. The order of seal() calls is the order in which records must be sent.
class RecordSealer {
public:
    /// `key`: SessionKeys::sealing.
    explicit RecordSealer(SecretBytes key);

    /// Replaces `record` by plaintext + 16 bytes; it may not be the buffer that `plaintext` looks at. `plaintext` is 1
    /// to wire::kMaxPlaintextBytes (wire_format.h) long. Does not allocate once `record` has grown to the largest size
    /// used.
    void seal(ByteView plaintext, Bytes& record);
    /// The number that the next record will have.
    [[nodiscard]] std::uint64_t nextNumber() const { return m_next; }

private:
    SecretBytes m_key;
    std::uint64_t m_next = 0;
};

} // namespace viz
