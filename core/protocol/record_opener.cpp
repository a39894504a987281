#include "core/protocol/record_opener.h"

#include "core/protocol/aead.h"
#include "core/protocol/wire_format.h"

#include <cassert>
#include <utility>

namespace viz {

RecordOpener::RecordOpener(SecretBytes key) : m_key(std::move(key)) { assert(m_key.size() == wire::kKeyBytes); }

bool RecordOpener::open(ByteView record, Bytes& plaintext) {
    if (!m_failed)
        m_failed = !openNext(record, plaintext);
    if (m_failed) {
        plaintext.clear();
        m_key = {};
    }
    return !m_failed;
}

bool RecordOpener::openNext(ByteView record, Bytes& plaintext) {
    if (record.size() < wire::kMinRecordBytes || record.size() > wire::kMaxRecordBytes || m_next == wire::kMaxRecords)
        return false;
    aeadRekeyIfDue(m_key.mutableView(), m_next);
    plaintext.resize(record.size() - wire::kTagBytes);
    return aeadOpen({.key = m_key.view(), .number = m_next++, .associatedData = {}}, record, plaintext);
}

} // namespace viz
