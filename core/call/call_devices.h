#pragma once

#include "core/call/device_event.h"
#include "core/call/thread/call_threads.h"

#include <QObject>

#include <memory>

namespace viz {

/// Keeps the microphone and the loudspeaker of a call going while devices come and go: falls back to another one, says
/// so, comes back when the chosen one does, follows the system's default. Decides; the workers of CallThreads act.
/// Main thread. A sound server that hangs does not block it, but costs a thread and is told as a device that is
/// missing; only the process's first connection to the server, made with the first look at the devices, waits for it.
class CallDevices final : public QObject {
    Q_OBJECT

public:
    /// `factory` outlives this object.
    explicit CallDevices(AudioFactory& factory, QObject* parent = nullptr);
    ~CallDevices() override;

    /// The call's sound begins: microphone and loudspeaker exist in `threads` (CallThreads::makeSound()), closed, and
    /// are opened now. `threads` outlives detach().
    void attach(CallThreads& threads, const AudioInputSpec& input, const AudioOutputSpec& output);
    /// The call is over; nothing is opened again. Before CallThreads::stopSound(), which closes what is open.
    void detach();

    /// Another microphone or loudspeaker, now; before attach() without effect.
    void setInput(const AudioInputSpec& input);
    void setOutput(const AudioOutputSpec& output);
    /// False while there is no loudspeaker: the other side should know that it is not heard. Changes only together with
    /// happened().
    [[nodiscard]] bool canHear() const;

    /// Looks now whether devices came or went; an own timer does it five times a second.
    void look();

Q_SIGNALS:
    /// In the call of a receiver the call may be ended and detach() called.
    void happened(const viz::DeviceEvent& event);
    /// A file that cannot be read or written: there is nothing to fall back to, the call has to end.
    void unusable(viz::DeviceError error, bool input);
    /// The thread of the microphone or loudspeaker hung and was replaced, and so was its worker in CallThreads: what
    /// that one was told meanwhile may be lost.
    void workerReplaced(bool input);

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace viz
