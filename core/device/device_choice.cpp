#include "core/device/device_choice.h"

#include <algorithm>

namespace viz {

namespace {

const DeviceInfo* withId(const QList<DeviceInfo>& devices, const QByteArray& id) {
    const auto found = std::ranges::find(devices, id, &DeviceInfo::id);
    return found == devices.end() ? nullptr : &*found;
}

} // namespace

void DeviceChoice::choose(const QByteArray& id) {
    m_wish = id;
    m_isFirst = true;
    m_isReplacement = m_isMissing = false;
    m_inUse.reset();
    m_lastUsed.clear();
    m_failures.clear();
    m_budget = {};
}

DeviceChoice::Decision DeviceChoice::decide(const QList<DeviceInfo>& devices, MonotonicTime now) {
    forgiveThoseGone(devices);
    const DeviceInfo* current = m_inUse ? withId(devices, *m_inUse) : nullptr;
    const auto wanted = best(devices, now);
    if (current && wanted && wanted->id == current->id)
        return {};
    const bool isGone = m_inUse && !current; // without it there is no sound, so another one costs nothing
    if (wanted && (m_isFirst || isGone || m_budget.take(now)))
        return use(*wanted, reasonFor(*wanted, current != nullptr), now);
    return current ? Decision{} : useNone();
}

void DeviceChoice::failed(MonotonicTime now) {
    if (!m_inUse)
        return;
    const auto before = m_failures.find(*m_inUse);
    const bool isTrusted = before == m_failures.end() || now - m_usedSince >= kTrusted;
    failed(now,
           isTrusted ? MonotonicTime{kFirstPause} : std::min<MonotonicTime>(before->second.pause * 2, kLongestPause));
}

void DeviceChoice::stoodStill(MonotonicTime now) {
    const auto before = m_inUse ? m_failures.find(*m_inUse) : m_failures.end();
    const MonotonicTime pause = before == m_failures.end() ? MonotonicTime{} : before->second.pause * 2;
    failed(now, std::clamp<MonotonicTime>(pause, kFirstStillPause, kHangPause));
}

void DeviceChoice::failed(MonotonicTime now, MonotonicTime pause) {
    if (m_inUse)
        m_failures[*m_inUse] = {.until = now + pause, .pause = pause};
    m_inUse.reset();
}

void DeviceChoice::forgiveThoseGone(const QList<DeviceInfo>& devices) {
    std::erase_if(m_failures, [&](const auto& failure) { return !withId(devices, failure.first); });
}

bool DeviceChoice::isPaused(const QByteArray& id, MonotonicTime now) const {
    const auto failure = m_failures.find(id);
    return failure != m_failures.end() && now < failure->second.until;
}

bool DeviceChoice::isUsable(const DeviceInfo& device, MonotonicTime now) const {
    const bool isChosen = !m_wish.isEmpty() && device.id == m_wish;
    return (isChosen || !device.isStandIn) && !isPaused(device.id, now);
}

/// Lower is better. What is in use stays where nothing better is there: another order of the list is no reason.
int DeviceChoice::rank(const DeviceInfo& device) const {
    if (!m_wish.isEmpty() && device.id == m_wish)
        return 0;
    if (device.isDefault)
        return 1;
    return m_inUse == device.id ? 2 : 3;
}

std::optional<DeviceInfo> DeviceChoice::best(const QList<DeviceInfo>& devices, MonotonicTime now) const {
    std::optional<DeviceInfo> found;
    for (const DeviceInfo& device : devices) {
        if (isUsable(device, now) && (!found || rank(device) < rank(*found)))
            found = device;
    }
    return found;
}

DeviceChoice::Reason DeviceChoice::reasonFor(const DeviceInfo& device, bool isCurrentUsable) const {
    const bool isWished = m_wish.isEmpty() ? device.isDefault : device.id == m_wish;
    if (m_isFirst && !m_isMissing)
        return isWished ? Reason::Wished : Reason::Replaced;
    if (!m_wish.isEmpty())
        return isWished ? Reason::Returned : Reason::Replaced;
    if (isCurrentUsable)
        return m_isReplacement && isWished ? Reason::Returned : Reason::Followed;
    return m_lastUsed.isEmpty() || device.id == m_lastUsed ? Reason::Returned : Reason::Replaced;
}

DeviceChoice::Decision DeviceChoice::use(const DeviceInfo& device, Reason reason, MonotonicTime now) {
    m_isFirst = m_isMissing = false;
    m_isReplacement = reason == Reason::Replaced || (reason == Reason::Followed && m_isReplacement);
    m_inUse = m_lastUsed = device.id;
    m_usedSince = now;
    return {.reason = reason, .id = device.id, .name = device.name};
}

DeviceChoice::Decision DeviceChoice::useNone() {
    m_inUse.reset();
    m_isFirst = false;
    if (m_isMissing)
        return {};
    m_isMissing = true;
    return {.reason = Reason::Missing, .id = {}, .name = {}};
}

} // namespace viz
