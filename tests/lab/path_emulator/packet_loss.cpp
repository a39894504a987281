#include "tests/lab/path_emulator/packet_loss.h"

namespace viz::lab {

PacketLoss::PacketLoss(const Rule& rule)
    : m_loss(rule.percent / 100)
    , m_toBad(rule.burstPackets > 0 ? m_loss / (rule.burstPackets * (1 - m_loss)) : 0)
    , m_toGood(rule.burstPackets > 0 ? 1 / rule.burstPackets : 1)
    , m_random(rule.seed) {}

bool PacketLoss::losesNext() {
    if (m_toBad == 0)
        return happens(m_loss);
    m_bad = m_bad ? !happens(m_toGood) : happens(m_toBad);
    return m_bad;
}

} // namespace viz::lab
