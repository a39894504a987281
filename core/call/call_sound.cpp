#include "core/call/call_sound.h"

#include <utility>

namespace viz {

CallSound::CallSound(AudioFactory& factory, QObject* parent) : QObject(parent), m_factory(factory), m_devices(factory) {
    connect(&m_devices, &CallDevices::unusable, this, &CallSound::unusable);
    connect(&m_devices, &CallDevices::workerReplaced, this, &CallSound::tellLoudspeaker);
    connect(&m_devices, &CallDevices::happened, this, [this](const DeviceEvent& event) {
        tellHearing();
        Q_EMIT deviceChanged(event);
    });
}

void CallSound::begin(const VoiceOptions& voice) {
    m_settings = voice.sound;
    m_input = voice.input;
    m_output = voice.output;
    m_muted = voice.startMuted;
    m_canHear = true;
    setDeafened(false);
}

bool CallSound::checkFiles() {
    const auto inputError = m_input.isDevice() ? std::nullopt : checkInput(m_input);
    const auto error = inputError || m_output.isDevice() ? inputError : checkOutput(m_output);
    if (error)
        Q_EMIT unusable(*error, inputError.has_value());
    return !error;
}

void CallSound::attach(CallThreads& threads) { m_threads = &threads; }

void CallSound::prepareSender() {
    tellSender([sound = inputSettings(), mayHowl = m_input.isDevice()](SendWorker& sender) {
        sender.setSound(sound);
        sender.setMayHowl(mayHowl);
    });
}

void CallSound::start() {
    m_isOn = true;
    m_threads->makeSound(m_factory);
    tellLoudspeaker();
    m_threads->startSound(m_muted);
    m_devices.attach(*m_threads, m_input, m_output);
    tellHearing();
}

void CallSound::end() {
    m_isOn = false;
    m_devices.detach();
    if (CallThreads* const threads = std::exchange(m_threads, nullptr))
        threads->stopSound();
}

void CallSound::setMuted(bool muted) {
    if (std::exchange(m_muted, muted) == muted)
        return;
    tellSender([muted](SendWorker& sender) { sender.setMuted(muted); });
    Q_EMIT mutedChanged(muted);
}

void CallSound::setDeafened(bool deafened) {
    if (std::exchange(m_deafened, deafened) == deafened)
        return;
    tellLoudspeaker();
    tellHearing();
    Q_EMIT deafenedChanged(deafened);
}

void CallSound::setTalking(bool talking) {
    tellSender([talking](SendWorker& sender) { sender.setTalking(talking); });
}

void CallSound::setSettings(const SoundSettings& settings) {
    m_settings = settings;
    prepareSender();
    tellLoudspeaker();
}

void CallSound::setInput(const AudioInputSpec& input) {
    m_input = input;
    prepareSender();
    m_devices.setInput(input);
}

void CallSound::setOutput(const AudioOutputSpec& output) {
    m_output = output;
    m_devices.setOutput(output);
}

/// A file was recorded in another room than the one in which the other side is heard, so it has no echo of it. If both
/// sides play the same file, a canceller would even take all of it for one.
SoundSettings CallSound::inputSettings() const {
    SoundSettings sound = m_settings;
    if (!m_input.isDevice())
        sound.echo = EchoHandling::Off;
    return sound;
}

void CallSound::tellLoudspeaker() {
    if (!m_isOn)
        return;
    m_threads->playback.run([worker = m_threads->loudspeaker, sound = m_settings, deafened = m_deafened] {
        worker->setSound(sound);
        worker->setDeafened(deafened);
    });
}

void CallSound::tellHearing() {
    const bool canHear = !m_deafened && m_devices.canHear();
    if (m_isOn && std::exchange(m_canHear, canHear) != canHear)
        tellSender([canHear](SendWorker& sender) { sender.setCanHear(canHear); });
}

template<typename Work>
void CallSound::tellSender(Work work) {
    if (m_threads && m_threads->sender)
        m_threads->send.run([sender = m_threads->sender, work] { work(*sender); });
}

} // namespace viz
