#pragma once

#include "core/call/connection/host_reception.h"
#include "core/call/connection/join_attempt.h"
#include "core/call/thread/call_wires.h"
#include "core/call/thread/capture_worker.h"
#include "core/call/thread/playback_worker.h"
#include "core/call/thread/send_worker.h"
#include "core/call/thread/worker_thread.h"

#include <memory>

namespace viz {

/// The four threads of one call besides main, what lives on each, and what they share. CallSession makes and wires
/// them; the pointers are null until it has, and each object may be touched only through its thread's run().
struct CallThreads {
    /// Makes microphone and loudspeaker, closed; the sender is there. CallDevices opens them. `factory` outlives this.
    void makeSound(AudioFactory& factory);
    /// The sender takes what the microphone will hear.
    void startSound(bool muted);
    /// The microphone is closed when it returns, unless a sound server hangs.
    void stopSound();
    /// The microphone's thread hangs in the sound system: leaves it behind and makes a new thread and a new worker with
    /// nothing open. False if it does not hang, or if too many do already.
    [[nodiscard]] bool replaceMicrophone();
    /// The same. What the worker was told since it hangs is lost: tell the new one.
    [[nodiscard]] bool replaceLoudspeaker();
    /// Stops all in the opposite order of starting: capture, send, network, playback. False if one of them hangs (a
    /// sound server can), with the others stopped: then this object must never be destroyed.
    [[nodiscard]] bool stop();

    SteadyClock clock;
    CallWires wires;
    std::unique_ptr<PlayoutPipeline> playout; ///< of the playback thread; goes on from one loudspeaker to the next
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

private:
    void adoptMicrophone(const CaptureReport& report);
    void adoptLoudspeaker();

    AudioFactory* m_factory = nullptr;
};

} // namespace viz
