#include "core/call/device_end_reason.h"

namespace viz {

EndReason endReasonOf(DeviceError error, bool input) {
    switch (error) {
    case DeviceError::NoDevice:
        return input ? EndReason::NoInputDevice : EndReason::NoOutputDevice;
    case DeviceError::NotFound:
        return EndReason::DeviceNotFound;
    case DeviceError::PermissionDenied:
        return EndReason::DevicePermission;
    case DeviceError::FileUnreadable:
        return EndReason::InputFileUnreadable;
    case DeviceError::FileUnwritable:
        return EndReason::OutputFileUnwritable;
    case DeviceError::CannotOpen:
    case DeviceError::Lost:
        break;
    }
    return EndReason::DeviceFailed;
}

} // namespace viz
