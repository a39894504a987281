#pragma once

#include "core/base/clock.h"
#include "core/media/jitter/jitter_buffer.h"
#include "core/media/level_meter.h"
#include "core/protocol/batch_compressor.h"

#include <cstdint>
#include <optional>

namespace viz {

/// What the sending side has done since the call began. Filled on the send thread.
struct SendStats {
    std::uint64_t records = 0;
    std::uint64_t bytes = 0; ///< of records, tags included, WebSocket and TLS framing not
    std::uint64_t opusBytes = 0;
    std::uint64_t frames = 0;             ///< sealed and handed to the link
    std::uint64_t framesDroppedStale = 0; ///< given up before sealing, because the tunnel was stuck
    std::uint64_t zstdSavedBytes = 0;
    Samples batchLength{};                   ///< now: the rung's, or the interval that the round trip suggested
    int bitrateBps = 0;                      ///< now
    SizePolicy sizes = SizePolicy::Constant; ///< now: what the sizes of records may tell
    int rung = 0;                            ///< 0: the profile itself; more: lowered because the path is slow
    double capacityBps = 0; ///< what the path was last found to carry, all overhead included; 0: not known
    Samples codecLookahead{};
    std::optional<MonotonicTime> roundTrip; ///< of the newest acknowledgement, without the peer's hold time
    std::optional<MonotonicTime> minimumRoundTrip;
    float inputLevelDbfs = LevelMeter::kSilenceDbfs; ///< as the microphone hears, before anything is cleaned
    float inputPeakDbfs = LevelMeter::kSilenceDbfs;  ///< the highest sample of the last 100..200 ms
    bool transmitting = false;                       ///< the transmit gate is open
    bool voice = false;                              ///< somebody speaks into the microphone, not only noise
    bool voiceHeldBack = false;                      ///< somebody spoke within 300 ms, but the gate is closed
    bool howling = false;                            ///< MicrophoneCleaner::isHowling()
    Samples inputSilence{};                          ///< for how long the microphone has given nothing but zeros
    Samples cleanerDelay{};
    std::optional<float> heardLevelDbfs{}; ///< our voice's level as the peer plays it; empty: not told yet
};

/// Filled on the network thread.
struct ReceiveStats {
    std::uint64_t records = 0;
    std::uint64_t bytes = 0;
    std::uint64_t frames = 0;
    std::uint64_t framesDroppedFull = 0; ///< no room in the playout inbox: the peer sends faster than real time
    Samples batchLength{};               ///< of the newest message with sound
    int stallsLastMinute = 0;            ///< messages that came 50 ms and more late after others had come in time
    int routes = 0;                      ///< connections of this call that are open
};

/// Filled on the playback thread.
struct PlayoutReport {
    PlayoutStats playout;
    Samples outputLatency{};
    float outputLevelDbfs = LevelMeter::kSilenceDbfs; ///< as it is played, after volume and limiter
    float outputPeakDbfs = LevelMeter::kSilenceDbfs;  ///< the same of the last 100..200 ms
    std::optional<MonotonicTime> startTime;           ///< sample 0 handed to the device
};

/// Filled on the capture thread.
struct CaptureReport {
    Samples latency{};
    std::uint64_t samples = 0;
    std::uint64_t samplesDroppedFull = 0; ///< the send thread did not keep up
    std::optional<MonotonicTime> startTime;
};

/// Mouth to ear, by its parts; what is not known yet is empty, and then so is the total.
struct DelayParts {
    std::optional<double> captureMs;
    std::optional<double> batchMs;   ///< a message's length and the codec's look-ahead, of the peer's voice
    std::optional<double> networkMs; ///< half of the round trip
    std::optional<double> jitterBufferMs;
    std::optional<double> outputMs;
    std::optional<double> totalMs;
};

/// One picture of a call for people and scripts, put together on the main thread.
struct CallStats {
    MonotonicTime sinceConnected{};
    SendStats sent;
    ReceiveStats received;
    PlayoutReport playout;
    CaptureReport capture;
    std::optional<Samples> peerCaptureDelay; ///< from their mouth to their encoder, as they say; empty: not told yet
    DelayParts delay;
    std::uint32_t reconnects = 0;
};

} // namespace viz
