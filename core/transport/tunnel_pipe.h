#pragma once

#include "core/transport/impairment_schedule.h"

#include <QByteArray>
#include <QObject>
#include <QTcpSocket>
#include <QTimer>

#include <deque>
#include <functional>

namespace viz {

/// One direction of one connection through a simulated tunnel: takes chunks from one socket, holds each as long as the
/// schedule says, puts it into the other. Holds at most kMaxHeldBytes and then stops reading, as a tunnel does.
class TunnelPipe final : public QObject {
public:
    static constexpr qint64 kMaxHeldBytes = 256 * 1024;
    /// Chunks of about a network packet, so that a slow link trickles instead of gushing.
    static constexpr qint64 kChunkBytes = 1400;

    struct Ends {
        QTcpSocket& from;
        QTcpSocket& to;
    };
    /// All of it is borrowed and must live longer. `elapsed` gives the time since the tunnel's first byte; `delivered`
    /// counts the bytes that came out.
    TunnelPipe(Ends ends, ImpairmentSchedule& schedule, std::function<ImpairmentSchedule::Time()> elapsed,
               qint64& delivered);

private:
    struct Chunk {
        ImpairmentSchedule::Time due{};
        QByteArray bytes;
    };
    [[nodiscard]] bool hasRoom() const;
    void takeIn();
    void letOut();
    void passOnTheEnd();

    QTcpSocket& m_from;
    QTcpSocket& m_to;
    ImpairmentSchedule& m_schedule;
    std::function<ImpairmentSchedule::Time()> m_elapsed;
    qint64& m_delivered;
    std::deque<Chunk> m_chunks;
    qint64 m_queuedBytes = 0;
    QTimer m_timer;
};

} // namespace viz
