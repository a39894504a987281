#include "tests/lab/message_trace/talker.h"

#include <QRandomGenerator>

#include <algorithm>

namespace viz::lab {

using namespace std::chrono_literals;

Talker::Talker(const StreamSpec& spec) : m_spec(spec) {
    const int firstMs = QRandomGenerator::global()->bounded(int{spec.intervalMs});
    m_next = m_clock.now() + std::chrono::milliseconds{firstMs};
    for (QTimer* const timer : {&m_timer, &m_probe}) {
        timer->setTimerType(Qt::PreciseTimer);
        timer->setSingleShot(true);
    }
    connect(&m_timer, &QTimer::timeout, this, &Talker::sendDue);
    connect(&m_probe, &QTimer::timeout, this, [this] { send(TraceMessage::Kind::TailProbe); });
    m_timer.start(firstMs);
}

void Talker::sendDue() {
    for (const MonotonicTime now = m_clock.now(); m_next <= now; m_next += std::chrono::milliseconds{m_spec.intervalMs})
        send(TraceMessage::Kind::Sound);
    if (m_spec.tailProbeMs != 0)
        m_probe.start(m_spec.tailProbeMs);
    const MonotonicTime wait = std::max<MonotonicTime>(m_next - m_clock.now(), 0ns);
    m_timer.start(std::chrono::ceil<std::chrono::milliseconds>(wait));
}

void Talker::send(TraceMessage::Kind kind) {
    std::erase(m_links, nullptr);
    const QByteArray message = packed({.kind = kind, .spec = m_spec, .sentNs = m_clock.now().count()});
    for (const QPointer<Link>& link : m_links)
        link->send(message);
}

} // namespace viz::lab
