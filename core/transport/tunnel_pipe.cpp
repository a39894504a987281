#include "core/transport/tunnel_pipe.h"

#include <algorithm>
#include <utility>

namespace viz {

TunnelPipe::TunnelPipe(Ends ends, ImpairmentSchedule& schedule, std::function<ImpairmentSchedule::Time()> elapsed,
                       qint64& delivered)
    : m_from(ends.from), m_to(ends.to), m_schedule(schedule), m_elapsed(std::move(elapsed)), m_delivered(delivered) {
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &TunnelPipe::letOut);
    connect(&m_from, &QTcpSocket::readyRead, this, &TunnelPipe::takeIn);
    connect(&m_from, &QTcpSocket::disconnected, this, &TunnelPipe::takeIn);
    connect(&m_to, &QTcpSocket::bytesWritten, this, &TunnelPipe::takeIn);
    takeIn();
}

bool TunnelPipe::hasRoom() const { return m_queuedBytes + m_to.bytesToWrite() < kMaxHeldBytes; }

void TunnelPipe::takeIn() {
    while (hasRoom() && m_from.bytesAvailable() > 0) {
        Chunk chunk{.due = {}, .bytes = m_from.read(kChunkBytes)};
        chunk.due = m_schedule.release(m_elapsed(), static_cast<std::size_t>(chunk.bytes.size()));
        m_queuedBytes += chunk.bytes.size();
        m_chunks.push_back(std::move(chunk));
    }
    letOut();
}

void TunnelPipe::letOut() {
    while (!m_chunks.empty() && m_chunks.front().due <= m_elapsed()) {
        const QByteArray bytes = std::exchange(m_chunks.front().bytes, {});
        m_chunks.pop_front();
        m_queuedBytes -= bytes.size();
        m_delivered += std::max<qint64>(0, m_to.write(bytes));
    }
    if (m_chunks.empty())
        return passOnTheEnd();
    const auto wait = std::chrono::ceil<std::chrono::milliseconds>(m_chunks.front().due - m_elapsed());
    m_timer.start(std::max(wait, std::chrono::milliseconds{0}));
}

void TunnelPipe::passOnTheEnd() {
    if (m_from.state() == QAbstractSocket::UnconnectedState && m_from.bytesAvailable() == 0)
        m_to.disconnectFromHost();
}

} // namespace viz
