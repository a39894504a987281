#pragma once

#include "core/call/connection/host_reception.h"
#include "core/call/connection/join_attempt.h"
#include "core/call/thread/call_wires.h"
#include "core/call/thread/capture_worker.h"
#include "core/call/thread/playback_worker.h"
#include "core/call/thread/send_worker.h"
#include "core/call/thread/worker_thread.h"

namespace viz {

/// The four threads of one call besides main, what lives on each, and what they share. CallSession makes and wires
/// them; the pointers are null until it has, and each object may be touched only through its thread's run().
struct CallThreads {
    /// Makes microphone and loudspeaker, closed; the sender is there.
    void makeSound(AudioFactory& factory, const AudioInputSpec& input, const AudioOutputSpec& output);
    /// Opens them: a consumer before its producer.
    void startSound(bool muted);
    /// The microphone is closed when it returns, unless a sound server hangs.
    void stopSound();
    /// Stops in the opposite order of starting: capture, send, network, playback. False if a thread hangs (a sound
    /// server can): then this object must never be destroyed.
    [[nodiscard]] bool stop();

    SteadyClock clock;
    CallWires wires;
    WorkerThread playback{QStringLiteral("viz-playback")};
    WorkerThread network{QStringLiteral("viz-network")};
    WorkerThread send{QStringLiteral("viz-send")};
    WorkerThread capture{QStringLiteral("viz-capture")};

    HostReception* reception = nullptr; ///< host
    JoinAttempt* attempt = nullptr;     ///< joiner
    CallChannel* channel = nullptr;     ///< on network, owned by one of the two
    SendWorker* sender = nullptr;
    CaptureWorker* microphone = nullptr;
    PlaybackWorker* loudspeaker = nullptr;
};

} // namespace viz
