#include "tests/sim/sim_wire.h"

namespace viz::test {

void SimWire::send(ByteView record, double nowMs) {
    m_tap.look(record);
    m_flying.push_back({.arrivalMs = m_path.arrivalOf(nowMs, record.size()),
                        .record = Bytes(record.begin(), record.end()),
                        .captureEnd = m_tap.captureEnd()});
}

void SimWire::reconnect(int key) {
    m_flying.clear();
    m_tap.changeKey(key);
}

} // namespace viz::test
