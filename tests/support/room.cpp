#include "tests/support/room.h"

#include "tests/sim/speech_signal.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>

namespace viz::test {
namespace {

std::vector<float> decayingNoise(const Room::Options& options) {
    Random random(options.seed);
    const auto length = static_cast<std::size_t>(Room::kDecay.count());
    std::vector<float> response(length);
    for (std::size_t i = 0; i < length; ++i) // e^-6.9 is -60 dB
        response[i] = static_cast<float>(random.gaussian(1) * std::exp(-6.9 * static_cast<double>(i) / length));
    const double energy = std::inner_product(response.begin(), response.end(), response.begin(), 0.0);
    const double scale = std::pow(10.0, options.gainDb / 20) / std::sqrt(energy);
    for (float& tap : response)
        tap *= static_cast<float>(scale);
    return response;
}

std::int16_t sum(std::int16_t recorded, float echo) {
    return static_cast<std::int16_t>(std::lround(std::clamp(static_cast<float>(recorded) + echo, -32768.0F, 32767.0F)));
}

} // namespace

Room::Room(const Options& options)
    : m_response(decayingNoise(options))
    , m_extraDelay(static_cast<std::size_t>(options.extraDelay.count()))
    , m_isDistorting(options.isDistorting) {}

void Room::pass(std::span<const std::int16_t> played, std::span<std::int16_t> recorded) {
    assert(played.size() == recorded.size());
    std::vector<float> sound(played.size());
    std::ranges::transform(played, sound.begin(), [this](std::int16_t sample) { return spoken(sample); });
    m_coming.resize(m_extraDelay + sound.size() + m_response.size(), 0.0F);
    reflect(sound);
    std::ranges::transform(recorded, m_coming, recorded.begin(), sum);
    m_coming.erase(m_coming.begin(), m_coming.begin() + static_cast<std::ptrdiff_t>(played.size()));
}

float Room::spoken(std::int16_t sample) const {
    constexpr float kBend = 8000; // speech at -23 dBFS has peaks of three times that
    const auto value = static_cast<float>(sample);
    return m_isDistorting ? kBend * std::tanh(value / kBend) : value;
}

/// The inner loop goes over the sound, which compilers turn into vector instructions; the other way round is a sum,
/// which they may not reorder.
void Room::reflect(std::span<const float> sound) {
    for (std::size_t tap = 0; tap < m_response.size(); ++tap) {
        float* const from = m_coming.data() + m_extraDelay + tap;
        for (std::size_t i = 0; i < sound.size(); ++i)
            from[i] += m_response[tap] * sound[i];
    }
}

} // namespace viz::test
