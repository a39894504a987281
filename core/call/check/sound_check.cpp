#include "core/call/check/sound_check.h"

#include "core/call/check/check_microphone.h"
#include "core/call/sounds/sound_output.h"
#include "core/call/sounds/thread_end.h"
#include "core/call/thread/worker_thread.h"
#include "core/media/call_tones.h"

#include <utility>

namespace viz {

struct SoundCheck::State {
    State(AudioFactory& devices, const Limits& allowed)
        : factory(devices), limits(allowed), loudspeaker(devices, allowed.answer) {}

    AudioFactory& factory;
    Limits limits;
    SoundOutput loudspeaker;
    AudioOutputSpec output;
    Step step = Step::Off;
    std::unique_ptr<WorkerThread> thread;  ///< the microphone's; null while it is closed
    CheckMicrophone* microphone = nullptr; ///< lives on `thread`
    quint64 opened = 0;                    ///< counts microphones: what one said may arrive after its end
};

SoundCheck::SoundCheck(AudioFactory& factory, QObject* parent) : SoundCheck(factory, Limits{}, parent) {}

SoundCheck::SoundCheck(AudioFactory& factory, const Limits& limits, QObject* parent)
    : QObject(parent), m_state(std::make_unique<State>(factory, limits)) {
    connect(&m_state->loudspeaker, &SoundOutput::finished, this, [this] {
        if (step() == Step::Playing)
            changeStep(Step::Listening);
    });
    connect(&m_state->loudspeaker, &SoundOutput::failed, this, [this](DeviceError error) { fail(error, false); });
}

SoundCheck::~SoundCheck() { closeMicrophone(); }

void SoundCheck::start(const AudioInputSpec& input, const AudioOutputSpec& output) {
    stop();
    if (const auto error = checkInput(input))
        return fail(*error, true);
    if (const auto error = checkOutput(output))
        return fail(*error, false);
    m_state->output = output;
    openMicrophone(input);
    changeStep(Step::Recording);
}

void SoundCheck::openMicrophone(const AudioInputSpec& input) {
    const CheckMicrophone::Limits limits{.openFor = m_state->limits.openFor, .recordFor = m_state->limits.recordFor};
    m_state->thread = std::make_unique<WorkerThread>(QStringLiteral("viz-check"));
    m_state->microphone = m_state->thread->adopt(std::make_unique<CheckMicrophone>(m_state->factory, input, limits));
    connectMicrophone();
    m_state->thread->run([microphone = m_state->microphone] { microphone->open(); });
}

void SoundCheck::connectMicrophone() {
    const auto whileItIsOpen = [this, opened = ++m_state->opened](auto act) {
        return [this, opened, act](const auto&... values) {
            if (m_state->microphone && m_state->opened == opened)
                act(values...);
        };
    };
    CheckMicrophone* const microphone = m_state->microphone;
    connect(microphone, &CheckMicrophone::recorded, this, whileItIsOpen([this](const MadeSound& sound) {
                m_state->loudspeaker.play(sound, m_state->output);
                changeStep(Step::Playing);
            }));
    connect(microphone, &CheckMicrophone::silent, this, whileItIsOpen([this] {
                changeStep(Step::Listening);
                Q_EMIT microphoneSilent();
            }));
    connect(microphone, &CheckMicrophone::timeIsUp, this, whileItIsOpen([this] { stop(); }));
    connect(microphone, &CheckMicrophone::failed, this,
            whileItIsOpen([this](DeviceError error) { fail(error, true); }));
}

void SoundCheck::closeMicrophone() {
    if (!m_state->thread)
        return;
    std::exchange(m_state->microphone, nullptr)->abandon();
    (void)endOrLeaveBehind(std::move(m_state->thread), m_state->limits.answer);
}

void SoundCheck::playTone(const AudioOutputSpec& output) {
    stop();
    m_state->loudspeaker.play(std::make_shared<const std::vector<std::int16_t>>(makeCallTone(CallTone::Check)), output);
}

void SoundCheck::stop() {
    closeMicrophone();
    m_state->loudspeaker.stop();
    changeStep(Step::Off);
}

void SoundCheck::fail(DeviceError error, bool input) {
    stop();
    Q_EMIT failed(error, input);
}

void SoundCheck::changeStep(Step step) {
    if (std::exchange(m_state->step, step) != step)
        Q_EMIT stepChanged(step);
}

SoundCheck::Step SoundCheck::step() const { return m_state->step; }

float SoundCheck::inputLevelDbfs() const {
    return m_state->microphone ? m_state->microphone->levelDbfs() : LevelMeter::kSilenceDbfs;
}

float SoundCheck::outputLevelDbfs() const { return m_state->loudspeaker.levelDbfs(); }

} // namespace viz
