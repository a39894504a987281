#include "core/protocol/frame_batch.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace viz {
namespace {

constexpr float kLevelStepDb = 2;
constexpr float kNotToldDbfs = -kLevelStepDb * wire::audio::kMaxHeardLevel;

} // namespace

std::uint8_t heardLevelCode(float levelDbfs) {
    const float highest = wire::audio::kMaxHeardLevel;
    return static_cast<std::uint8_t>(std::lround(std::clamp((levelDbfs - kNotToldDbfs) / kLevelStepDb, 1.0F, highest)));
}

std::optional<float> heardLevelDbfs(std::uint8_t code) {
    assert(code <= wire::audio::kMaxHeardLevel);
    return code == 0 ? std::nullopt : std::optional(kNotToldDbfs + kLevelStepDb * static_cast<float>(code));
}

FrameBatch::FrameBatch() { m_bytes.reserve(wire::audio::kMaxFramesBytes); }

FrameBatch::FrameBatch(const FrameBatch& other) : FrameBatch() { *this = other; }

FrameBatch& FrameBatch::operator=(const FrameBatch& other) = default;

void FrameBatch::clear() {
    m_bytes.clear();
    m_count = 0;
    endsTalkspurt = false;
    tailProbe = false;
    announcedLength.reset();
}

bool FrameBatch::add(ByteView frame) {
    const std::size_t lengths = (m_count + 1) * wire::audio::kLengthBytes;
    if (frame.empty() || frame.size() > wire::audio::kMaxFrameBytes || m_count == kMaxFrames ||
        m_bytes.size() + frame.size() + lengths > wire::audio::kMaxFramesBytes)
        return false;
    m_bytes.insert(m_bytes.end(), frame.begin(), frame.end());
    m_ends[m_count++] = static_cast<std::uint16_t>(m_bytes.size());
    return true;
}

ByteView FrameBatch::frame(std::size_t index) const {
    assert(index < m_count);
    const std::size_t begin = index == 0 ? 0 : m_ends[index - 1];
    return ByteView(m_bytes).subspan(begin, m_ends[index] - begin);
}

bool FrameBatch::sizesVary() const {
    for (std::size_t i = 1; i < m_count; ++i)
        if (frame(i).size() != frame(0).size())
            return true;
    return false;
}

} // namespace viz
