#include "core/call/sounds/sound_output.h"

#include <utility>

namespace viz {

SoundOutput::SoundOutput(AudioFactory& factory, std::chrono::milliseconds answer, QObject* parent)
    : QObject(parent), m_factory(factory), m_answer(answer) {}

SoundOutput::~SoundOutput() {
    if (!m_thread)
        return;
    m_player->want(SoundPlayer::kNothing);
    (void)endOrLeaveBehind(std::move(m_thread), m_answer);
}

void SoundOutput::play(MadeSound sound, const AudioOutputSpec& output, Times times) {
    stop();
    ++m_number;
    m_isPlaying = true;
    if (const auto error = checkOutput(output))
        return failLater(*error);
    startThread();
    m_player->want(m_number);
    m_thread->run([player = m_player, order = SoundPlayer::Order{.number = m_number,
                                                                 .sound = std::move(sound),
                                                                 .output = output,
                                                                 .isRepeated = times == Times::Repeated}] {
        player->play(order);
    });
}

void SoundOutput::startThread() {
    if (m_thread)
        return;
    m_thread = std::make_unique<WorkerThread>(QStringLiteral("viz-sounds"));
    m_player = m_thread->adopt(std::make_unique<SoundPlayer>(m_factory));
    connect(m_player, &SoundPlayer::finished, this, &SoundOutput::onFinished);
    connect(m_player, &SoundPlayer::failed, this, &SoundOutput::onFailed);
}

void SoundOutput::failLater(DeviceError error) {
    QMetaObject::invokeMethod(
        this, [this, number = m_number, error] { onFailed(number, error); }, Qt::QueuedConnection);
}

void SoundOutput::stop() {
    if (!std::exchange(m_isPlaying, false) || !m_player)
        return;
    m_player->want(SoundPlayer::kNothing);
    m_thread->run([player = m_player] { player->rest(); });
}

float SoundOutput::levelDbfs() const {
    return m_isPlaying && m_player ? m_player->levelDbfs() : LevelMeter::kSilenceDbfs;
}

void SoundOutput::onFinished(quint64 number) {
    if (!m_isPlaying || number != m_number)
        return;
    stop();
    Q_EMIT finished();
}

void SoundOutput::onFailed(quint64 number, DeviceError error) {
    if (!m_isPlaying || number != m_number)
        return;
    stop();
    Q_EMIT failed(error);
}

} // namespace viz
