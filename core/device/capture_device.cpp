#include "core/device/capture_device.h"

namespace viz {

namespace {

constexpr std::size_t kReadBytes = 1 << 16;

// A stream that was killed has no clock any more (processedUSecs() is 0): then a short silence is enough.
constexpr std::chrono::milliseconds kSuspiciousSilence{100};

} // namespace

CaptureDevice::CaptureDevice(const QAudioDevice& device, const Clock& clock) : CaptureDevice(device, clock, Config{}) {}

CaptureDevice::CaptureDevice(const QAudioDevice& device, const Clock& clock, const Config& config)
    : m_device(device), m_clock(clock), m_config(config), m_format(nearestFormat(device)), m_bytes(kReadBytes) {
    m_timer.setTimerType(Qt::PreciseTimer);
    m_timer.setInterval(config.period);
    connect(&m_timer, &QTimer::timeout, this, &CaptureDevice::read);
}

CaptureDevice::~CaptureDevice() { stop(); }

void CaptureDevice::start(CaptureSink& sink) {
    stop();
    m_sink = &sink;
    m_startTime.reset();
    m_flow.begin(m_clock.now());
    if (isConvertible(m_format))
        open();
    if (!m_stream)
        return fail(DeviceError::CannotOpen);
    m_timer.start();
}

void CaptureDevice::open() {
    auto use = AudioBackendUse::beginOpening();
    if (!use)
        return;
    m_use = *std::move(use);
    m_converter = std::make_unique<CaptureConverter>(m_format);
    m_source = std::make_unique<QAudioSource>(m_device, m_format);
    m_source->setBufferSize(m_format.bytesForDuration(std::chrono::microseconds(m_config.buffer).count()));
    m_stream = m_source->start();
    m_use.setOpened();
    // Queued: Qt is inside the object that stop() destroys.
    connect(m_source.get(), &QAudioSource::stateChanged, this, &CaptureDevice::onStateChanged, Qt::QueuedConnection);
}

void CaptureDevice::stop() {
    m_timer.stop();
    m_sink = nullptr;
    if (!m_source)
        return;
    m_source->disconnect(this);
    m_source->stop();
    // Its destructor runs this thread's event loop once (Qt 6.4.2), which nobody who calls stop() expects.
    m_source.release()->deleteLater();
    m_stream.clear();
    m_use.release();
}

void CaptureDevice::read() {
    while (m_sink && m_stream) {
        const qint64 count = m_stream->read(m_bytes.data(), static_cast<qint64>(m_bytes.size()));
        if (count <= 0)
            break;
        deliver(std::span(m_bytes).first(static_cast<std::size_t>(count)));
    }
    if (m_sink)
        checkAlive();
}

void CaptureDevice::deliver(std::span<const char> bytes) {
    const MonotonicTime now = m_clock.now();
    m_flow.moved(now);
    const std::span<const std::int16_t> samples = m_converter->convert(bytes);
    if (samples.empty())
        return;
    if (!m_startTime)
        m_startTime =
            now - std::chrono::duration_cast<MonotonicTime>(Samples{static_cast<std::int64_t>(samples.size())});
    m_sink->onCaptured(samples);
}

void CaptureDevice::checkAlive() {
    const MonotonicTime now = m_clock.now();
    if (const auto fault = m_flow.fault(now))
        fail(*fault);
    else if (m_flow.hasMoved() && m_flow.stillFor(now) > kSuspiciousSilence && m_source->processedUSecs() == 0)
        fail(DeviceError::Lost);
}

void CaptureDevice::onStateChanged() {
    if (m_source && m_source->state() == QAudio::StoppedState)
        fail(DeviceError::Lost);
}

void CaptureDevice::fail(DeviceError error) {
    stop();
    const bool isDenied = error == DeviceError::CannotOpen && m_config.isDenied && m_config.isDenied();
    Q_EMIT failed(isDenied ? DeviceError::PermissionDenied : error);
}

Samples CaptureDevice::latency() const {
    const auto waiting = std::chrono::nanoseconds(m_config.period) / 2;
    const auto filter = m_converter ? m_converter->latency() : std::chrono::nanoseconds{};
    return std::chrono::duration_cast<Samples>(waiting + filter);
}

} // namespace viz
