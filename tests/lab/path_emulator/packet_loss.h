#pragma once

#include <cstdint>
#include <random>

namespace viz::lab {

/// Decides which packets are lost: each by itself, or in runs (the simple Gilbert model, in whose bad state every
/// packet is lost).
class PacketLoss {
public:
    struct Rule {
        double percent = 0;
        double burstPackets = 0; ///< mean length of a run; 0: each by itself
        std::uint32_t seed = 1;
    };

    explicit PacketLoss(const Rule& rule);
    [[nodiscard]] bool losesNext();

private:
    [[nodiscard]] bool happens(double probability) { return m_uniform(m_random) < probability; }

    double m_loss;
    double m_toBad; ///< 0: no runs
    double m_toGood;
    bool m_bad = false;
    std::mt19937_64 m_random;
    std::uniform_real_distribution<double> m_uniform{0, 1};
};

} // namespace viz::lab
