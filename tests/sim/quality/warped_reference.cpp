#include "tests/sim/quality/warped_reference.h"

#include <algorithm>
#include <cassert>

namespace viz::test {
namespace {

constexpr std::int64_t kBlock = 480;
constexpr std::int64_t kCodecLookahead = 312; ///< decoded sound is that much later than its frame says
constexpr std::int64_t kFade = 240;           ///< as long as that of the player

class Reference {
public:
    explicit Reference(const Scenario& scenario)
        : m_sound(speakerOf(scenario).sound()), m_first(firstSampleOf(scenario) - kCodecLookahead) {}

    /// What is heard while the player makes all of 10 ms up.
    void goOn(std::vector<std::int16_t>& out) { goTo(m_next, out); }

    /// 10 ms from `position` on; if that is somewhere else than what is next, by a cross-fade.
    void goTo(std::int64_t position, std::vector<std::int16_t>& out) {
        for (std::int64_t i = 0; i < kBlock; ++i) {
            const double weight = std::min(1.0, static_cast<double>(i + 1) / (kFade + 1));
            const double sample = weight * at(position + i) + (1 - weight) * at(m_next + i);
            out.push_back(static_cast<std::int16_t>(sample));
        }
        m_next = position + kBlock;
    }

private:
    [[nodiscard]] std::int16_t at(std::int64_t position) const {
        const auto size = static_cast<std::int64_t>(m_sound.size());
        return m_sound[static_cast<std::size_t>((((position + m_first) % size) + size) % size)];
    }

    const std::vector<std::int16_t>& m_sound;
    std::int64_t m_first;
    std::int64_t m_next = 0;
};

} // namespace

AlignedSound alignedSound(const Scenario& scenario, const CallResult& call, double fromMs) {
    assert(call.heard.size() == call.pulls.size() * kBlock);
    Reference reference(scenario);
    AlignedSound aligned;
    for (std::size_t i = 0; i + 1 < call.pulls.size(); ++i) {
        if (call.pulls[i].atMs < fromMs)
            continue;
        const std::int64_t played = kBlock - call.pulls[i].concealed;
        if (played > 0) // sound comes first within a block, and ends where the next one begins
            reference.goTo(call.pulls[i + 1].position.count() - played, aligned.spoken);
        else
            reference.goOn(aligned.spoken);
        const auto block = call.heard.begin() + static_cast<std::ptrdiff_t>(i) * kBlock;
        aligned.heard.insert(aligned.heard.end(), block, block + kBlock);
    }
    return aligned;
}

} // namespace viz::test
