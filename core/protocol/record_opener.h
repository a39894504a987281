#pragma once

#include "core/protocol/secret.h"

#include <cstdint>

namespace viz {

/// The other end of RecordSealer.
class RecordOpener {
public:
    /// `key`: SessionKeys::opening.
    explicit RecordOpener(SecretBytes key);

    /// Checks the length, then the tag. False is final: the key is wiped, the connection must be closed (4401), and
    /// every later call fails; `plaintext` is then empty. Does not allocate once `plaintext` has grown to the largest
    /// size seen.
    [[nodiscard]] bool open(ByteView record, Bytes& plaintext);

private:
    [[nodiscard]] bool openNext(ByteView record, Bytes& plaintext);

    SecretBytes m_key;
    std::uint64_t m_next = 0;
    bool m_failed = false;
};

} // namespace viz
