#pragma once

#include "core/call/device_event.h"
#include "core/device/audio_ports.h"
#include "core/device/device_choice.h"

#include <QByteArray>
#include <QString>

#include <cstdint>
#include <optional>

namespace viz {

/// Keeps one direction of a call's sound going: has opened what DeviceChoice decides, gives up what hangs, and says
/// what the person should know. No clock, no thread of its own; main thread.
class DeviceKeeper {
public:
    struct Target {
        enum class Kind : std::uint8_t {
            Fixed,   ///< a file, a tone, ...: as the person asked, whatever devices there are
            Nothing, ///< silence goes out, what comes in is heard by nobody, but everything goes on
            Device,
        };
        Kind kind = Kind::Nothing;
        QByteArray id;
    };

    /// What the keeper can do. The calls come from inside its functions.
    class Port {
    public:
        virtual ~Port() = default;
        /// Close what is open and open this; onOpened() or onFailed() answer with the same `attempt`.
        virtual void open(quint64 attempt, const Target& target) = 0;
        /// The thread that opens hangs: take another one. False if that is not possible now.
        [[nodiscard]] virtual bool replaceThread() = 0;
        /// `name` is empty if no device is used.
        virtual void tell(DeviceEvent::Kind kind, const QString& name) = 0;
        /// Whether there is no device because the system does not let us see one.
        [[nodiscard]] virtual bool isDenied() const = 0;
        /// What was asked for as Fixed does not work.
        virtual void tellUnusable(DeviceError error) = 0;
    };

    /// Opening takes some 50 ms, on a loaded machine a second.
    static constexpr std::chrono::seconds kPatience{3};
    /// Devices that come back so soon, as when a headset changes its profile, are not worth a word.
    static constexpr std::chrono::seconds kWordless{1};

    /// `port` outlives this object.
    explicit DeviceKeeper(Port& port) : m_port(port) {}

    /// Another call: nothing was told in it yet.
    void forget();
    /// What the person asked for; opens at the next look() or now. An empty `id`: the system's default. If it was told
    /// that there is no sound, it is told when there is again.
    void keepFixed(MonotonicTime now);
    void keepDevice(const QByteArray& id);
    /// Every few hundred milliseconds, and when the list has changed. `devices`: those of this direction.
    void look(const QList<DeviceInfo>& devices, MonotonicTime now);
    void onOpened(quint64 attempt);
    void onFailed(quint64 attempt, DeviceError error, MonotonicTime now);

    /// False from Missing or Denied until something is used again.
    [[nodiscard]] bool hasSound() const { return !m_isMissingTold; }

private:
    void open(const Target& target, MonotonicTime now);
    void follow(const DeviceChoice::Decision& decision, MonotonicTime now);
    void checkHang(MonotonicTime now);
    void useNothing(MonotonicTime now);
    void tellMissing(MonotonicTime now);
    void tellDenied();
    void announceFixed();
    void announceDevice();

    Port& m_port;
    DeviceChoice m_choice;
    Target m_target{.kind = Target::Kind::Fixed, .id = {}};
    quint64 m_attempt = 0;
    std::optional<MonotonicTime> m_openingSince;
    DeviceChoice::Decision m_decision; ///< that is being carried out
    QByteArray m_told;                 ///< the device that the person believes to be in use
    bool m_isMissingTold = false;
    std::optional<MonotonicTime> m_missingSince;
};

} // namespace viz
