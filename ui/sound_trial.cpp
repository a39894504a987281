#include "ui/sound_trial.h"

#include "core/call/call_settings.h"
#include "core/settings/settings_store.h"
#include "ui/sound_panel.h"

namespace viz {
namespace {

constexpr std::chrono::milliseconds kMeterInterval{50};
constexpr std::chrono::milliseconds kToneIsOver{3'000}; // the first sound came 2 s after start on a loaded machine

} // namespace

SoundTrial::SoundTrial(SoundPanel& panel, SoundCheck& check, SettingsStore& store, const VoiceOptions& base)
    : m_panel(panel)
    , m_check(check)
    , m_store(store)
    , m_base(base)
    , m_inputId(store.settings().sound.inputId)
    , m_outputId(store.settings().sound.outputId) {
    m_meters.setInterval(kMeterInterval);
    connect(&m_meters, &QTimer::timeout, this, &SoundTrial::readLevels);
    connect(&panel, &SoundPanel::checkRequested, this, &SoundTrial::setChecking);
    connect(&panel, &SoundPanel::toneRequested, this, &SoundTrial::playTone);
    // Until the trial ends: another panel may be next.
    connect(&check, &SoundCheck::stepChanged, this, [&panel](SoundCheck::Step step) { panel.showStep(step); });
    connect(&check, &SoundCheck::microphoneSilent, this, [&panel] { panel.showSilent(); });
    connect(&check, &SoundCheck::failed, this,
            [&panel](DeviceError error, bool input) { panel.showFailure(error, input); });
    connect(&store, &SettingsStore::changed, this, &SoundTrial::onDevicesChosen);
}

SoundTrial::~SoundTrial() { stop(); }

void SoundTrial::stop() {
    m_check.stop();
    m_sinceTone.invalidate();
}

void SoundTrial::setChecking(bool on) {
    m_meters.start();
    m_sinceTone.invalidate();
    on ? m_check.start(input(), output()) : m_check.stop();
}

void SoundTrial::playTone() {
    m_meters.start();
    m_sinceTone.start();
    m_check.playTone(output());
}

void SoundTrial::onDevicesChosen() {
    const SoundChoices& sound = m_store.settings().sound;
    if (sound.inputId == m_inputId && sound.outputId == m_outputId)
        return;
    m_inputId = sound.inputId;
    m_outputId = sound.outputId;
    if (m_check.step() != SoundCheck::Step::Off)
        setChecking(true);
}

void SoundTrial::readLevels() {
    m_panel.showLevels(m_check.inputLevelDbfs(), m_check.outputLevelDbfs());
    const bool tone = m_sinceTone.isValid() && !m_sinceTone.hasExpired(kToneIsOver.count());
    if (m_check.step() == SoundCheck::Step::Off && !tone)
        m_meters.stop();
}

AudioInputSpec SoundTrial::input() const { return inputOf(m_store.settings(), m_base.input); }

AudioOutputSpec SoundTrial::output() const { return outputOf(m_store.settings(), m_base.output); }

} // namespace viz
