#include "core/call/sounds/sound_player.h"

#include <algorithm>
#include <utility>

namespace viz {

SoundPlayer::SoundPlayer(AudioFactory& factory) : m_factory(factory), m_closing(this) {
    m_closing.setSingleShot(true);
    connect(&m_closing, &QTimer::timeout, this, [this] {
        if (m_wanted.load(std::memory_order_relaxed) == kNothing)
            close();
    });
}

SoundPlayer::~SoundPlayer() { close(); }

void SoundPlayer::want(quint64 number) { m_wanted.store(number, std::memory_order_relaxed); }

float SoundPlayer::levelDbfs() const { return m_levelDbfs.load(std::memory_order_relaxed); }

void SoundPlayer::play(const Order& order) {
    close();
    m_order = order;
    m_position = 0;
    m_notHeardYet.reset();
    if (isWanted())
        open();
}

void SoundPlayer::rest() {
    if (m_output)
        m_closing.start(kFadeOut + std::chrono::ceil<std::chrono::milliseconds>(m_output->latency()));
}

void SoundPlayer::open() {
    auto output = m_factory.makeOutput(m_order.output);
    if (!output) {
        Q_EMIT failed(m_order.number, output.error());
        return;
    }
    m_output = std::move(*output);
    connect(m_output.get(), &AudioOutput::failed, this,
            [this](DeviceError error) { Q_EMIT failed(m_order.number, error); });
    m_output->start(*this);
}

void SoundPlayer::close() {
    m_closing.stop();
    if (m_output)
        m_output->stop();
    m_output.reset();
    m_order = {}; // nobody needs the sound any more
    m_meter = {};
    m_levelDbfs.store(LevelMeter::kSilenceDbfs, std::memory_order_relaxed);
}

void SoundPlayer::onRender(std::span<std::int16_t> out, Samples queuedInDevice) {
    fill(out);
    if (!isWanted())
        fadeOut(out);
    m_meter.push(out);
    m_levelDbfs.store(m_meter.levelDbfs(), std::memory_order_relaxed);
    if (isAtEnd())
        waitForTheEar(out.size(), queuedInDevice);
}

void SoundPlayer::fill(std::span<std::int16_t> out) {
    const std::vector<std::int16_t>& sound = *m_order.sound;
    for (std::int16_t& sample : out) {
        if (m_order.isRepeated && isAtEnd())
            m_position = 0;
        sample = isAtEnd() ? std::int16_t{0} : sound[m_position++];
    }
}

void SoundPlayer::fadeOut(std::span<std::int16_t> out) {
    for (std::size_t i = 0; i < out.size(); ++i)
        out[i] = static_cast<std::int16_t>(out[i] * static_cast<std::int64_t>(out.size() - i) /
                                           static_cast<std::int64_t>(out.size()));
    m_order.isRepeated = false;
    m_position = m_order.sound->size();
}

void SoundPlayer::waitForTheEar(std::size_t rendered, Samples queuedInDevice) {
    const auto count = static_cast<std::int64_t>(rendered);
    if (!m_notHeardYet) {
        m_notHeardYet = queuedInDevice.count() + count;
        return;
    }
    const bool wasHeard = *m_notHeardYet <= 0;
    *m_notHeardYet -= count;
    if (!wasHeard && *m_notHeardYet <= 0 && isWanted())
        Q_EMIT finished(m_order.number);
}

} // namespace viz
