#include "core/device/playback_device.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace viz {

namespace {

// PulseAudio does not begin to play before its buffer has once been full (prebuf). Elsewhere a buffer may come out much
// larger than was asked for, and then it is better left half empty.
#ifdef Q_OS_LINUX
constexpr bool kMustFillWholeBuffer = true;
#else
constexpr bool kMustFillWholeBuffer = false;
#endif

constexpr double kSmoothing = 0.02; // of a mean over about 50 blocks, half a second

} // namespace

PlaybackDevice::PlaybackDevice(const QAudioDevice& device, const Clock& clock)
    : PlaybackDevice(device, clock, Config{}) {}

PlaybackDevice::PlaybackDevice(const QAudioDevice& device, const Clock& clock, const Config& config)
    : m_device(device), m_clock(clock), m_config(config), m_format(nearestFormat(device)), m_block(kBlockSamples) {
    m_timer.setTimerType(Qt::PreciseTimer);
    m_timer.setInterval(config.period);
    connect(&m_timer, &QTimer::timeout, this, &PlaybackDevice::feed);
}

PlaybackDevice::~PlaybackDevice() { stop(); }

void PlaybackDevice::start(PlaybackSource& source) {
    stop();
    m_source = &source;
    m_startTime.reset();
    m_pending = {};
    m_meanQueued = 0;
    if (isConvertible(m_format))
        open();
    if (!m_stream)
        return fail(DeviceError::CannotOpen);
    m_timer.start();
    fill();
    m_flow.begin(m_clock.now()); // a device that stands still takes one buffer, too
}

void PlaybackDevice::open() {
    auto use = AudioBackendUse::beginOpening();
    if (!use)
        return;
    m_use = *std::move(use);
    m_converter = std::make_unique<PlaybackConverter>(m_format);
    m_sink = std::make_unique<QAudioSink>(m_device, m_format);
    m_sink->setBufferSize(m_format.bytesForDuration(std::chrono::microseconds(m_config.buffer).count()));
    m_stream = m_sink->start();
    m_use.setOpened();
    // Queued: Qt is inside the object that stop() destroys.
    connect(m_sink.get(), &QAudioSink::stateChanged, this, &PlaybackDevice::onStateChanged, Qt::QueuedConnection);
}

void PlaybackDevice::stop() {
    m_timer.stop();
    m_source = nullptr;
    if (!m_sink)
        return;
    m_sink->disconnect(this);
    m_sink->stop();
    // Its destructor runs this thread's event loop once (Qt 6.4.2), which nobody who calls stop() expects.
    m_sink.release()->deleteLater();
    m_stream.clear();
    m_use.release();
}

void PlaybackDevice::feed() {
    fill();
    if (m_source)
        checkAlive();
}

void PlaybackDevice::fill() {
    while (m_source && m_stream) {
        // Never write without asking: QPulseAudioSink::write() of Qt 6.4.2 keeps the server's lock for ever when the
        // stream is dead, and a dead stream has -1 bytes free.
        const qsizetype bytesFree = m_sink->bytesFree();
        if (bytesFree < 0)
            return fail(DeviceError::Lost);
        const qsizetype bytesWanted = room(bytesFree);
        if (bytesWanted <= 0)
            return;
        if (m_pending.empty())
            render(bytesFree);
        if (!m_stream || !write(bytesWanted))
            return;
    }
}

bool PlaybackDevice::write(qsizetype bytesWanted) {
    const auto count = std::min(bytesWanted, static_cast<qsizetype>(m_pending.size()));
    const qint64 written = m_stream->write(m_pending.data(), count);
    m_pending = m_pending.subspan(static_cast<std::size_t>(std::max<qint64>(written, 0)));
    if (written > 0)
        m_flow.moved(m_clock.now());
    return written > 0;
}

void PlaybackDevice::checkAlive() {
    if (const auto fault = m_flow.fault(m_clock.now()))
        fail(*fault);
}

qsizetype PlaybackDevice::room(qsizetype bytesFree) const {
    if (kMustFillWholeBuffer)
        return bytesFree;
    const qsizetype wish = m_format.bytesForDuration(std::chrono::microseconds(m_config.buffer).count());
    return bytesFree - std::max<qsizetype>(m_sink->bufferSize() - wish, 0);
}

void PlaybackDevice::render(qsizetype bytesFree) {
    if (!m_startTime)
        m_startTime = m_clock.now();
    const Samples before = queued(bytesFree);
    m_meanQueued += (m_meanQueued == 0 ? 1 : kSmoothing) * (static_cast<double>(before.count()) - m_meanQueued);
    m_source->onRender(m_block, before);
    m_pending = m_converter->convert(m_block);
}

Samples PlaybackDevice::queued(qsizetype bytesFree) const {
    const qsizetype bytes = std::max<qsizetype>(m_sink->bufferSize() - bytesFree, 0);
    const std::chrono::microseconds inBuffer{m_format.durationForBytes(static_cast<qint32>(bytes))};
    // PulseAudio gives a part of the time that we ask for to the card and reports the rest as its buffer: 30 of 40 ms
    // on a null sink.
    const std::chrono::microseconds buffer{m_format.durationForBytes(static_cast<qint32>(m_sink->bufferSize()))};
    const auto inCard = std::max(std::chrono::microseconds{}, m_config.buffer - buffer);
    return std::chrono::duration_cast<Samples>(inBuffer + inCard + m_converter->latency());
}

void PlaybackDevice::onStateChanged() {
    if (m_sink && m_sink->state() == QAudio::StoppedState)
        fail(DeviceError::Lost);
}

void PlaybackDevice::fail(DeviceError error) {
    stop();
    Q_EMIT failed(error);
}

Samples PlaybackDevice::latency() const {
    return m_startTime ? Samples{std::lround(m_meanQueued)} : std::chrono::duration_cast<Samples>(m_config.buffer);
}

} // namespace viz
