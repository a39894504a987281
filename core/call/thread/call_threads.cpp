#include "core/call/thread/call_threads.h"

#include <QObject>

#include <memory>

namespace viz {
namespace {

// A microphone closes within milliseconds; a sound server that hangs must not hang the window with it.
constexpr std::chrono::milliseconds kCloseMicrophone{250};

// A device that is being opened must first be open, which takes up to a second on a loaded machine.
constexpr std::chrono::milliseconds kStopDevice{1000};
// Nothing hangs there: milliseconds, unless the machine starves the thread.
constexpr std::chrono::milliseconds kStopWorker{3000};

// A thread that hangs costs 8 MB of addresses and some hundred KB of memory.
constexpr int kMaxHanging = 4;

} // namespace

void CallThreads::makeSound(AudioFactory& factory) {
    m_factory = &factory;
    playout = std::make_unique<PlayoutPipeline>(wires.inbox, wires.acks);
    adoptLoudspeaker();
    adoptMicrophone({});
}

void CallThreads::adoptMicrophone(const CaptureReport& report) {
    microphone = capture.adopt(std::make_unique<CaptureWorker>(*m_factory, wires, report));
    QObject::connect(microphone, &CaptureWorker::captured, sender, &SendWorker::drainCaptured);
    QObject::connect(microphone, &CaptureWorker::microphoneChanged, sender, &SendWorker::changeMicrophone);
}

void CallThreads::adoptLoudspeaker() {
    loudspeaker = playback.adopt(std::make_unique<PlaybackWorker>(*m_factory, *playout, wires, clock));
}

bool CallThreads::replaceMicrophone() {
    if (capture.hangingCount() >= kMaxHanging || !microphone->giveUp())
        return false;
    capture.leaveBehind();
    adoptMicrophone(wires.captureReport.read());
    return true;
}

bool CallThreads::replaceLoudspeaker() {
    if (playback.hangingCount() >= kMaxHanging || !loudspeaker->giveUp())
        return false;
    playback.leaveBehind();
    playout->changeThread();
    adoptLoudspeaker();
    return true;
}

void CallThreads::startSound(bool muted) {
    send.run([worker = sender, muted] {
        worker->startSound();
        if (muted)
            worker->setMuted(true);
    });
}

void CallThreads::stopSound() {
    if (microphone)
        (void)capture.runAndWait([worker = microphone] { worker->close(); }, kCloseMicrophone);
    if (loudspeaker)
        playback.run([worker = loudspeaker] { worker->close(); });
}

bool CallThreads::stop() {
    const bool isCaptureDone = capture.stop(kStopDevice);
    const bool isSendDone = send.stop(kStopWorker);
    const bool isNetworkDone = network.stop(kStopWorker);
    const bool isPlaybackDone = playback.stop(kStopDevice);
    return isCaptureDone && isSendDone && isNetworkDone && isPlaybackDone;
}

} // namespace viz
