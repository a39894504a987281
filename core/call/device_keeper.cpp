#include "core/call/device_keeper.h"

#include <utility>

namespace viz {

using Reason = DeviceChoice::Reason;

void DeviceKeeper::forget() {
    m_openingSince.reset();
    m_missingSince.reset();
    m_isMissingTold = false;
    m_told.clear();
}

void DeviceKeeper::keepFixed(MonotonicTime now) {
    m_choice.choose({});
    open({.kind = Target::Kind::Fixed, .id = {}}, now);
}

void DeviceKeeper::keepDevice(const QByteArray& id) {
    m_choice.choose(id);
    m_target = {.kind = Target::Kind::Device, .id = {}};
    m_openingSince.reset();
    m_told.clear();
}

void DeviceKeeper::look(const QList<DeviceInfo>& devices, MonotonicTime now) {
    checkHang(now);
    if (m_target.kind != Target::Kind::Fixed && !m_openingSince)
        follow(m_choice.decide(devices, now), now);
    tellMissing(now); // last: whoever hears it may end the call
}

void DeviceKeeper::follow(const DeviceChoice::Decision& decision, MonotonicTime now) {
    if (decision.reason == Reason::Unchanged)
        return;
    m_decision = decision;
    if (decision.reason == Reason::Missing)
        return useNothing(now);
    open({.kind = Target::Kind::Device, .id = decision.id}, now);
}

void DeviceKeeper::open(const Target& target, MonotonicTime now) {
    m_target = target;
    m_openingSince = now;
    m_port.open(++m_attempt, target);
}

void DeviceKeeper::useNothing(MonotonicTime now) {
    m_missingSince = m_missingSince.value_or(now);
    open({.kind = Target::Kind::Nothing, .id = {}}, now);
}

void DeviceKeeper::onOpened(quint64 attempt) {
    if (attempt != m_attempt)
        return;
    m_openingSince.reset();
    if (m_target.kind == Target::Kind::Device)
        announceDevice();
    else if (m_target.kind == Target::Kind::Fixed)
        announceFixed();
}

void DeviceKeeper::onFailed(quint64 attempt, DeviceError error, MonotonicTime now) {
    if (attempt != m_attempt)
        return;
    const bool wasOpened = !std::exchange(m_openingSince, std::nullopt);
    if (m_target.kind == Target::Kind::Fixed)
        return m_port.tellUnusable(error);
    if (error == DeviceError::PermissionDenied) {
        m_choice.failed(now, DeviceChoice::kDenialPause);
        tellDenied();
    } else if (error == DeviceError::CannotOpen && wasOpened) {
        m_choice.stoodStill(now);
    } else {
        m_choice.failed(now);
    }
}

/// After it the new thread has nothing open. What is to be open there is decided anew, unless it is nothing.
void DeviceKeeper::checkHang(MonotonicTime now) {
    if (!m_openingSince || now - *m_openingSince < kPatience)
        return;
    m_missingSince = m_missingSince.value_or(now);
    if (!m_port.replaceThread())
        return;
    m_openingSince.reset();
    m_choice.failed(now, DeviceChoice::kHangPause);
    if (m_target.kind == Target::Kind::Nothing)
        open(m_target, now);
    else if (m_target.kind == Target::Kind::Fixed)
        m_port.tellUnusable(DeviceError::CannotOpen);
}

void DeviceKeeper::tellMissing(MonotonicTime now) {
    if (!m_missingSince || m_isMissingTold || now - *m_missingSince < kWordless)
        return;
    m_isMissingTold = true;
    m_port.tell(m_port.isDenied() ? DeviceEvent::Kind::Denied : DeviceEvent::Kind::Missing, {});
}

void DeviceKeeper::tellDenied() {
    if (!std::exchange(m_isMissingTold, true))
        m_port.tell(DeviceEvent::Kind::Denied, {});
}

void DeviceKeeper::announceFixed() {
    m_missingSince.reset();
    if (std::exchange(m_isMissingTold, false))
        m_port.tell(DeviceEvent::Kind::Returned, {});
}

void DeviceKeeper::announceDevice() {
    const bool isAnother = m_decision.reason == Reason::Replaced || m_decision.reason == Reason::Returned;
    const bool isNews = m_isMissingTold || (isAnother && m_told != m_decision.id);
    m_missingSince.reset();
    m_isMissingTold = false;
    m_told = m_decision.id;
    if (isNews)
        m_port.tell(m_decision.reason == Reason::Replaced ? DeviceEvent::Kind::Replaced : DeviceEvent::Kind::Returned,
                    m_decision.name);
}

} // namespace viz
