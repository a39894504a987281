#include "tests/lab/echo_room/room.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <numeric>
#include <random>

namespace viz::lab {
namespace {

constexpr double kEchoesPerSecond = 2000;
constexpr double kDecayDb = 60;

/// 0..1, the same on every computer, as the distributions of the standard library are not.
double uniform(std::mt19937& random) { return static_cast<double>(random()) / 4294967296.0; }

std::size_t samplesIn(double milliseconds, double sampleRate) {
    return static_cast<std::size_t>(std::lround(milliseconds * sampleRate / 1000));
}

} // namespace

Room::Room(const Config& config) : m_drive(config.drive) {
    placeEchoes(config);
    m_past.resize(std::bit_ceil(m_echoes.back().delaySamples + 1));
}

void Room::placeEchoes(const Config& config) {
    std::mt19937 random(1);
    const double spacing = config.sampleRate / kEchoesPerSecond;
    const std::size_t delay = samplesIn(std::clamp(config.delayMs, 0.0, kMaxDelayMs), config.sampleRate);
    const double length = kLengthMs * config.sampleRate / 1000;
    for (double cell = 0; cell < length; cell += spacing) {
        const double at = cell == 0 ? 0 : cell + uniform(random) * (spacing - 1);
        const double sign = uniform(random) < 0.5 ? -1 : 1;
        m_echoes.push_back({.delaySamples = delay + static_cast<std::size_t>(at),
                            .gain = sign * std::pow(10, -kDecayDb / 20 * at / length)});
    }
    const double energy = std::accumulate(m_echoes.begin(), m_echoes.end(), 0.0,
                                          [](double sum, const Echo& echo) { return sum + echo.gain * echo.gain; });
    for (Echo& echo : m_echoes)
        echo.gain *= std::pow(10, config.gainDb / 20) / std::sqrt(energy);
}

double Room::distorted(double played) const { return m_drive > 0 ? std::tanh(m_drive * played) / m_drive : played; }

float Room::next(float played) {
    const std::size_t mask = m_past.size() - 1;
    m_now = (m_now + 1) & mask;
    m_past[m_now] = static_cast<float>(distorted(played));
    double heard = 0;
    for (const Echo& echo : m_echoes)
        heard += echo.gain * m_past[(m_now - echo.delaySamples) & mask];
    return static_cast<float>(heard);
}

void Room::reset() { std::ranges::fill(m_past, 0.0F); }

} // namespace viz::lab
