#include "core/protocol/record_sealer.h"

#include "core/protocol/aead.h"
#include "core/protocol/wire_format.h"

#include <cassert>
#include <utility>

namespace viz {

RecordSealer::RecordSealer(SecretBytes key) : m_key(std::move(key)) { assert(m_key.size() == wire::kKeyBytes); }

void RecordSealer::seal(ByteView plaintext, Bytes& record) {
    assert(!plaintext.empty() && plaintext.size() <= wire::kMaxPlaintextBytes && m_next < wire::kMaxRecords);
    aeadRekeyIfDue(m_key.mutableView(), m_next);
    record.resize(plaintext.size() + wire::kTagBytes);
    aeadSeal({.key = m_key.view(), .number = m_next, .associatedData = {}}, plaintext, record);
    ++m_next;
}

} // namespace viz
