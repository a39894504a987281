#include "tests/sim/wire_tap.h"

namespace viz::test {

void WireTap::look(ByteView record) {
    if (!m_opener.open(record, m_plaintext))
        return;
    const auto section = unpackAudioHeader(m_plaintext, m_batch);
    if (!section)
        return;
    m_probes += m_batch.tailProbe;
    if (section->count == 0)
        return;
    const Samples length = lengthOf(m_batch.duration) * static_cast<int>(section->count);
    m_dropped += m_batch.captureEnd - length - m_captureEnd;
    m_captureEnd = m_batch.captureEnd;
}

} // namespace viz::test
