#include "core/call/call_upkeep.h"

#include "core/call/byte_array.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <utility>

namespace viz {
namespace {

/// Whoever gave frames of their own wants those.
bool choosesInterval(const VoiceOptions& voice) {
    return voice.profileName == ProfileName::Auto &&
           voice.profile.batchLength() == voiceProfile(ProfileName::Auto).batchLength();
}

/// A change that a person would not see in the delay is not worth a message.
constexpr int kCaptureStepMs = 5;

/// 0 while the microphone has given nothing.
int captureMs(CallWires& wires) {
    const CaptureReport& capture = wires.captureReport.read();
    return capture.samples == 0
               ? 0
               : std::clamp(static_cast<int>(std::lround(toMs(capture.latency + wires.sendStats.read().cleanerDelay))),
                            1, 255);
}

/// 320 ms of voice in a message: three messages a second, which every tunnel allows. Sizes stay constant: they must not
/// begin to tell who speaks when.
SendSettings fewMessages(const VoiceOptions& voice) {
    SendSettings settings = sendSettings(voice);
    settings.profile.frame = FrameDuration::Ms40;
    settings.profile.framesPerMessage = 8;
    settings.profile.sizes = SizePolicy::Constant;
    settings.automaticInterval = false;
    return settings;
}

} // namespace

SendSettings sendSettings(const VoiceOptions& voice) {
    return {.profile = voice.profile, .automaticInterval = choosesInterval(voice), .adaptsToCapacity = true};
}

CallUpkeep::CallUpkeep(QObject* parent) : QObject(parent), m_lookTimer(this) {
    connect(&m_lookTimer, &QTimer::timeout, this, &CallUpkeep::look);
    m_lookTimer.setInterval(std::chrono::seconds{1});
}

void CallUpkeep::begin(CallRole role, const VoiceOptions& voice) {
    m_role = role;
    m_voice = voice;
    m_voiceChanged = false;
    m_asking = false;
    m_rateWasRefused = false;
    m_codec = codecOf(voice.profile);
    m_advice = {};
    changeHedging(voice.hedging);
}

void CallUpkeep::start(CallThreads& threads) {
    m_threads = &threads;
    m_lookTimer.start();
    if (m_voiceChanged)
        applyVoice();
    if (m_hedging)
        applyHedging();
}

void CallUpkeep::end() {
    m_threads = nullptr;
    m_lookTimer.stop();
}

void CallUpkeep::setVoice(const VoiceOptions& voice) {
    m_voice = voice;
    m_voiceChanged = true;
    if (m_threads)
        applyVoice();
}

/// A tunnel that refused so many messages refuses them still; who gives frames of their own, though, wants those.
SendSettings CallUpkeep::settingsNow() const {
    return m_rateWasRefused && choosesInterval(m_voice) ? fewMessages(m_voice) : sendSettings(m_voice);
}

void CallUpkeep::applyVoice() {
    const SendSettings settings = settingsNow();
    m_threads->send.run([sender = m_threads->sender, settings] { sender->changeSettings(settings); });
    const std::uint8_t known = m_codec.captureMs;
    m_codec = codecOf(settings.profile);
    m_codec.captureMs = known;
    tellCodec();
}

void CallUpkeep::setHedging(bool on) {
    changeHedging(on);
    if (m_threads)
        applyHedging();
}

void CallUpkeep::onHedge(const QByteArray& data) {
    if (!m_threads || data.size() != 1)
        return;
    const bool on = data.front() != '\0';
    if (m_role == CallRole::Joiner) {
        changeHedging(on);
        return applyHedging();
    }
    if (m_asking && on != m_hedging)
        return;
    m_asking = false;
    changeHedging(on);
    tellChannel();
    m_threads->send.run([sender = m_threads->sender] { sender->forgetState(ControlType::Hedge); });
}

void CallUpkeep::changeHedging(bool on) {
    if (std::exchange(m_hedging, on) != on)
        Q_EMIT hedgingChanged(on);
}

void CallUpkeep::applyHedging() {
    m_asking = m_role == CallRole::Host;
    tellChannel();
    m_threads->send.run([sender = m_threads->sender, on = m_hedging] {
        sender->sendState(ControlType::Hedge, QByteArray(1, on ? '\1' : '\0'));
    });
}

void CallUpkeep::tellChannel() {
    m_threads->network.run([channel = m_threads->channel, on = m_hedging] { channel->setHedging(on); });
}

void CallUpkeep::onRateRefused() {
    if (!m_threads || std::exchange(m_rateWasRefused, true) || !choosesInterval(m_voice))
        return;
    applyVoice();
    Q_EMIT noticed(CallNotice::RateRefused);
}

void CallUpkeep::tellCodec() {
    m_threads->send.run([sender = m_threads->sender, codec = toByteArray(packCodec(m_codec))] {
        sender->sendState(ControlType::Codec, codec);
    });
}

void CallUpkeep::look() {
    adviseHedging();
    noteCaptureDelay();
}

void CallUpkeep::noteCaptureDelay() {
    const int now = captureMs(m_threads->wires);
    if (std::abs(now - m_codec.captureMs) < kCaptureStepMs && (m_codec.captureMs != 0 || now == 0))
        return;
    m_codec.captureMs = static_cast<std::uint8_t>(now);
    tellCodec();
}

void CallUpkeep::adviseHedging() {
    const int stalls = m_threads->wires.receiveStats.read().stallsLastMinute;
    if (m_advice.isDue(stalls, m_hedging, m_threads->clock.now()))
        Q_EMIT noticed(CallNotice::HedgingAdvised);
}

} // namespace viz
