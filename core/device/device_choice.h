#pragma once

#include "core/device/device_catalog.h"
#include "core/device/switch_budget.h"

#include <QByteArray>

#include <cstdint>
#include <map>
#include <optional>

namespace viz {

/// Decides which device one direction of a call uses: what the person chose, else the system's default, else any real
/// one, else none. Never a stand-in (DeviceInfo::isStandIn) unless the person chose that very one.
///
/// Pure: is told the devices and the time, and what happened to those it named. A device that failed is left alone for
/// a while, longer each time; taking one that came is bounded by SwitchBudget.
class DeviceChoice {
public:
    enum class Reason : std::uint8_t {
        Unchanged,
        Wished,   ///< the first decision after choose(): what the person chose, or the system's default
        Followed, ///< the person left it to the system, and the system's default is another one now
        Replaced, ///< the one before is gone or does not work; or, the first time, what the person chose is not there
        Returned, ///< what the person chose is back, or the first device at all has come
        Missing,  ///< there is none
    };
    struct Decision {
        Reason reason = Reason::Unchanged;
        QByteArray id; ///< to be used from now on; empty if there is none, or if nothing changes
        QString name;

        friend bool operator==(const Decision&, const Decision&) = default;
    };

    /// After a failure: so long, then twice as long, up to the longest. Gone devices are forgiven when they come back.
    static constexpr std::chrono::milliseconds kFirstPause{300};
    static constexpr std::chrono::seconds kLongestPause{2};
    /// A device whose start never returned: each further try may cost a thread.
    static constexpr std::chrono::seconds kHangPause{60};
    /// A device that started, but no sound moved in it: each further try costs seconds of silence. Twice as long each
    /// time, up to kHangPause.
    static constexpr std::chrono::seconds kFirstStillPause{5};
    /// The system does not let us: asking again is of little use.
    static constexpr std::chrono::seconds kDenialPause{30};
    /// A device that has worked so long is trusted again.
    static constexpr std::chrono::seconds kTrusted{10};

    /// What the person chose; empty: the system's default.
    void choose(const QByteArray& id);
    /// `devices`: those of this direction, all that there are. The caller does at once what is decided. Call it every
    /// few hundred milliseconds and when something happened.
    [[nodiscard]] Decision decide(const QList<DeviceInfo>& devices, MonotonicTime now);
    /// The device in use did not start or stopped working; nothing is in use any more.
    void failed(MonotonicTime now);
    /// The same; it had started, but no sound moved in it.
    void stoodStill(MonotonicTime now);
    /// The same; it must not be tried again for so long.
    void failed(MonotonicTime now, MonotonicTime pause);

    [[nodiscard]] const std::optional<QByteArray>& inUse() const { return m_inUse; }

private:
    struct Failure {
        MonotonicTime until{};
        MonotonicTime pause{};
    };

    void forgiveThoseGone(const QList<DeviceInfo>& devices);
    [[nodiscard]] bool isPaused(const QByteArray& id, MonotonicTime now) const;
    [[nodiscard]] bool isUsable(const DeviceInfo& device, MonotonicTime now) const;
    [[nodiscard]] int rank(const DeviceInfo& device) const;
    [[nodiscard]] std::optional<DeviceInfo> best(const QList<DeviceInfo>& devices, MonotonicTime now) const;
    [[nodiscard]] Reason reasonFor(const DeviceInfo& device, bool isCurrentUsable) const;
    [[nodiscard]] Decision use(const DeviceInfo& device, Reason reason, MonotonicTime now);
    [[nodiscard]] Decision useNone();

    QByteArray m_wish;
    bool m_isFirst = true;        ///< nothing decided since choose()
    bool m_isReplacement = false; ///< the person was told, or would be, that something else is used
    bool m_isMissing = false;
    std::optional<QByteArray> m_inUse;
    QByteArray m_lastUsed;
    MonotonicTime m_usedSince{};
    std::map<QByteArray, Failure> m_failures;
    SwitchBudget m_budget;
};

} // namespace viz
