#include "core/call/call_channel.h"

#include "core/call/byte_array.h"
#include "core/call/link_end_reason.h"
#include "core/call/logging.h"

#include <utility>

namespace viz {

CallChannel::CallChannel(std::unique_ptr<Link> link, CallRole role, SecretBytes openingKey, CallWires& wires,
                         const Clock& clock)
    : m_link(std::move(link))
    , m_role(role)
    , m_wires(wires)
    , m_clock(clock)
    , m_pipeline(std::move(openingKey), wires.inbox, wires.acks,
                 [this](const ControlMessage& message) { onControl(message); })
    , m_aliveTimer(this)
    , m_lastReceived(clock.now()) {
    connect(m_link.get(), &Link::received, this, &CallChannel::take);
    connect(m_link.get(), &Link::closed, this, &CallChannel::onClosed);
    connect(&m_aliveTimer, &QTimer::timeout, this, &CallChannel::checkAlive);
    m_aliveTimer.start(std::chrono::milliseconds{500});
}

CallChannel::~CallChannel() { m_link->disconnect(this); }

void CallChannel::start() {
    m_started = true;
    for (const QByteArray& record : std::exchange(m_early, {}))
        receive(record);
    if (m_earlyEnd)
        onClosed(*m_earlyEnd);
}

void CallChannel::take(const QByteArray& record) {
    if (m_started)
        receive(record);
    else if (m_early.size() < kMaxEarlyRecords)
        m_early += record;
    else
        m_link->close(CloseCode::Throttled);
}

void CallChannel::send(const QByteArray& record) {
    if (!m_over)
        m_link->send(record);
}

void CallChannel::allowSound() {
    m_inCall = true;
    m_pipeline.allowSound();
}

void CallChannel::receive(const QByteArray& record) {
    if (m_over)
        return;
    m_lastReceived = m_clock.now();
    const auto bytes = toView(record);
    const auto verdict = m_pipeline.consume(bytes, m_lastReceived);
    m_wires.receiveStats.publish(m_pipeline.stats());
    switch (verdict) {
    case ReceivePipeline::Verdict::Ok:
        return;
    case ReceivePipeline::Verdict::NotAuthentic:
        return fail(EndReason::PeerMisbehaved, CloseCode::Authentication, QStringLiteral("a record did not verify"));
    case ReceivePipeline::Verdict::Malformed:
        return fail(EndReason::PeerMisbehaved, CloseCode::Malformed, QStringLiteral("a record was malformed"));
    case ReceivePipeline::Verdict::Flood:
        return fail(EndReason::PeerMisbehaved, CloseCode::Throttled, QStringLiteral("too many records"));
    }
}

void CallChannel::onControl(const ControlMessage& message) {
    // The host's voice may be in the very next record.
    if (message.type == ControlType::Accept && m_role == CallRole::Joiner)
        allowSound();
    Q_EMIT controlArrived(message.type, toByteArray(message.data));
}

void CallChannel::onClosed(const LinkEnd& end) {
    if (!m_started) {
        m_earlyEnd = end;
        return;
    }
    if (std::exchange(m_over, true))
        return;
    m_aliveTimer.stop();
    Q_EMIT over(endReasonOf(end, m_inCall), end.detail);
}

void CallChannel::checkAlive() {
    const MonotonicTime limit = m_inCall ? MonotonicTime{kDeadInCall} : MonotonicTime{kDeadIdle};
    if (m_clock.now() - m_lastReceived > limit)
        fail(EndReason::ConnectionLost, CloseCode::Normal, QStringLiteral("nothing was heard for too long"));
}

void CallChannel::fail(EndReason reason, CloseCode code, const QString& detail) {
    qCInfo(vizCall) << "closing the connection:" << detail;
    m_over = true;
    m_aliveTimer.stop();
    m_link->close(code);
    Q_EMIT over(reason, detail);
}

} // namespace viz
