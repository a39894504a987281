#pragma once

#include <QMetaType>
#include <QString>

#include <cstdint>

namespace viz {

/// What happened to the microphone or the loudspeaker of a call that goes on.
struct DeviceEvent {
    enum class Kind : std::uint8_t {
        Replaced, ///< the one in use is gone; `name` is used instead
        Missing,  ///< it is gone, and there is none to use instead: silence until one comes
        Returned, ///< `name`, the one that the person chose, is used again
        Denied,   ///< the system does not let us use it: silence
    };
    Kind kind = Kind::Replaced;
    bool input = true; ///< microphone; otherwise loudspeaker
    QString name;      ///< of the device that is used now; empty if none is

    friend bool operator==(const DeviceEvent&, const DeviceEvent&) = default;
};

} // namespace viz

Q_DECLARE_METATYPE(viz::DeviceEvent)
