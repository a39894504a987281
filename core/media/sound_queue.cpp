#include "core/media/sound_queue.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace viz {
namespace {

/// Where the sound begins after it was moved: with room for one repeat() of any length in front of its history.
constexpr std::size_t kHome = 2 * SoundQueue::kHistory;
/// Room behind it, so that only one push() in many has to move the sound.
constexpr std::size_t kSlack = 8192;

} // namespace

SoundQueue::SoundQueue(std::size_t capacity)
    : m_capacity(capacity), m_sound(kHome + capacity + kSlack), m_read(kHome), m_end(kHome) {}

void SoundQueue::push(std::span<const float> sound) {
    assert(sound.size() <= room());
    if (m_end + sound.size() > m_sound.size())
        moveTo(kHome);
    std::copy(sound.begin(), sound.end(), m_sound.data() + m_end);
    m_end += sound.size();
}

std::size_t SoundQueue::read(std::span<float> out, double rate) {
    std::size_t filled = 0;
    for (; filled < out.size() && m_read < m_end; ++filled) {
        out[filled] = interpolate(m_read, static_cast<float>(m_fraction));
        m_fraction += rate;
        const double whole = std::floor(m_fraction);
        m_fraction -= whole;
        m_read = std::min(m_end, m_read + static_cast<std::size_t>(whole));
    }
    return filled;
}

void SoundQueue::pass(std::span<const float> sound) {
    assert(unread() == 0);
    push(sound);
    m_read = m_end;
    m_fraction = 0;
}

void SoundQueue::clear() {
    m_end = m_read;
    m_fraction = 0;
}

void SoundQueue::cut(std::size_t count) {
    assert(count <= unread());
    float* const front = m_sound.data() + m_read;
    std::copy_backward(front - kHistory, front, front + count);
    m_read += count;
}

void SoundQueue::repeat(std::size_t count) {
    assert(count <= kHistory);
    if (m_read < kHistory + count)
        moveTo(kHome);
    float* const front = m_sound.data() + m_read;
    if (m_read >= kHistory + count)
        std::copy(front - kHistory, front, front - kHistory - count);
    m_read -= count;
}

float SoundQueue::interpolate(std::size_t at, float fraction) const {
    if (fraction == 0)
        return m_sound[at];
    // Catmull-Rom through four samples; at the very end the last sample stands for those that are not there yet.
    const float before = m_sound[at - 1];
    const float here = m_sound[at];
    const float next = m_sound[std::min(at + 1, m_end - 1)];
    const float after = m_sound[std::min(at + 2, m_end - 1)];
    const float slope = 0.5F * (next - before);
    const float curve = before - 2.5F * here + 2 * next - 0.5F * after;
    const float twist = 0.5F * (after - before) + 1.5F * (here - next);
    return here + fraction * (slope + fraction * (curve + fraction * twist));
}

void SoundQueue::moveTo(std::size_t read) {
    const std::size_t waiting = unread();
    float* const from = m_sound.data() + m_read - kHistory;
    float* const to = m_sound.data() + read - kHistory;
    if (to < from)
        std::copy(from, from + kHistory + waiting, to);
    else
        std::copy_backward(from, from + kHistory + waiting, to + kHistory + waiting);
    m_read = read;
    m_end = read + waiting;
}

} // namespace viz
