#include "core/device/capture_device.h"

#include <gtest/gtest.h>

#include <vector>

namespace viz {
namespace {

class NoSink final : public CaptureSink {
public:
    void onCaptured(std::span<const std::int16_t>) override {}
};

std::vector<DeviceError> failuresOfStart(const CaptureDevice::Config& config) {
    const SteadyClock clock;
    NoSink sink;
    CaptureDevice device(QAudioDevice(), clock, config);
    std::vector<DeviceError> failures;
    QObject::connect(&device, &AudioInput::failed, &device, [&](DeviceError error) { failures.push_back(error); });
    device.start(sink);
    return failures;
}

TEST(CaptureDevice, SaysWhyItDoesNotStart) {
    EXPECT_EQ(failuresOfStart({}), std::vector{DeviceError::CannotOpen});
    EXPECT_EQ(failuresOfStart({.isDenied = [] { return false; }}), std::vector{DeviceError::CannotOpen});
    EXPECT_EQ(failuresOfStart({.isDenied = [] { return true; }}), std::vector{DeviceError::PermissionDenied});
}

} // namespace
} // namespace viz
