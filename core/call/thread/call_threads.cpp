#include "core/call/thread/call_threads.h"

#include <QObject>

#include <memory>

namespace viz {
namespace {

// A microphone closes within milliseconds; a sound server that hangs must not hang the window with it.
constexpr std::chrono::milliseconds kCloseMicrophone{250};

} // namespace

void CallThreads::makeSound(AudioFactory& factory, const AudioInputSpec& input, const AudioOutputSpec& output) {
    loudspeaker = playback.adopt(std::make_unique<PlaybackWorker>(factory, output, wires, clock));
    microphone = capture.adopt(std::make_unique<CaptureWorker>(factory, input, wires));
    QObject::connect(microphone, &CaptureWorker::captured, sender, &SendWorker::drainCaptured);
}

void CallThreads::startSound(bool muted) {
    playback.run([worker = loudspeaker] { worker->start(); });
    send.run([worker = sender, muted] {
        worker->startSound();
        if (muted)
            worker->setMuted(true);
    });
    capture.run([worker = microphone] { worker->start(); });
}

void CallThreads::stopSound() {
    if (microphone)
        (void)capture.runAndWait([worker = microphone] { worker->stop(); }, kCloseMicrophone);
    if (loudspeaker)
        playback.run([worker = loudspeaker] { worker->stop(); });
}

bool CallThreads::stop() {
    // A sound server that does not answer is given up after this; everything else stops within milliseconds.
    constexpr std::chrono::seconds limit{3};
    return capture.stop(limit) && send.stop(limit) && network.stop(limit) && playback.stop(limit);
}

} // namespace viz
