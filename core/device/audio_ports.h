#pragma once

#include "core/base/clock.h"
#include "core/base/media_time.h"

#include <QObject>

#include <cstdint>
#include <optional>
#include <span>

namespace viz {

enum class DeviceError : std::uint8_t {
    NoDevice,         ///< this computer has no such kind of device at all
    NotFound,         ///< no device with that id
    PermissionDenied, ///< the system does not let us
    CannotOpen,       ///< it is there but does not start
    Lost,             ///< it was unplugged or its server ended during use
    FileUnreadable,   ///< input: not there, or no WAV that we can read
    FileUnwritable,   ///< output
};

/// Takes what an AudioInput hears.
class CaptureSink {
public:
    virtual ~CaptureSink() = default;
    /// Capture thread. 48 kHz mono, blocks of any size. Must not block.
    virtual void onCaptured(std::span<const std::int16_t> samples) = 0;
};

/// Gives what an AudioOutput plays.
class PlaybackSource {
public:
    virtual ~PlaybackSource() = default;
    /// Playback thread. Fills all of `out` (48 kHz mono, a multiple of 10 ms); `queuedInDevice` is how much sound the
    /// device still holds in front of it. Must not block.
    virtual void onRender(std::span<std::int16_t> out, Samples queuedInDevice) = 0;
};

/// A microphone, or what stands for one. Lives on the capture thread: made, started, stopped and destroyed there.
class AudioInput : public QObject {
    Q_OBJECT

public:
    /// Begins to call `sink` from this thread's event loop; `sink` outlives stop(). Blocks while a sound server sets
    /// the stream up, and, with Qt 6.4 on PulseAudio, for ever if the server or the device ends at that very moment:
    /// whoever owns this thread joins it with a deadline.
    virtual void start(CaptureSink& sink) = 0;
    /// After it returns nothing is captured and the device is closed. Harmless when not started.
    virtual void stop() = 0;
    /// When sample 0 was taken, as well as the device tells; nullopt before the first sample.
    [[nodiscard]] virtual std::optional<MonotonicTime> startTime() const = 0;
    /// How long the newest sample of a block waits in the device before onCaptured(), on average. The older ones wait
    /// for it, as they would wait for the end of their frame in any case: that is the length of a message, not ours.
    [[nodiscard]] virtual Samples latency() const = 0;

Q_SIGNALS:
    /// Once; the input is stopped then.
    void failed(viz::DeviceError error);
};

/// A loudspeaker, or what stands for one. Lives on the playback thread.
class AudioOutput : public QObject {
    Q_OBJECT

public:
    /// As AudioInput::start().
    virtual void start(PlaybackSource& source) = 0;
    virtual void stop() = 0;
    /// When sample 0 of this output was handed to the device.
    [[nodiscard]] virtual std::optional<MonotonicTime> startTime() const = 0;
    /// From onRender() to the ear: what the device holds, on average.
    [[nodiscard]] virtual Samples latency() const = 0;

Q_SIGNALS:
    void failed(viz::DeviceError error);
};

} // namespace viz

Q_DECLARE_METATYPE(viz::DeviceError)
