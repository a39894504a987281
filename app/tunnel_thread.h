#pragma once

#include "core/transport/simulated_tunnel.h"

#include <QThread>

#include <memory>

namespace viz {

/// A SimulatedTunnel on a thread of its own, so that nothing of the two parties holds it up. Main thread.
class TunnelThread {
public:
    explicit TunnelThread(const TunnelSpec& spec);
    ~TunnelThread();
    TunnelThread(const TunnelThread&) = delete;
    TunnelThread& operator=(const TunnelThread&) = delete;

    /// Begins to forward to 127.0.0.1:`targetPort`; the tunnel's own port, 0 if it could not have one.
    [[nodiscard]] quint16 open(quint16 targetPort);
    [[nodiscard]] qint64 bytesToHost();
    [[nodiscard]] qint64 bytesToJoiner();

private:
    template<typename Step>
    void runThere(Step&& step);

    QThread m_thread;
    QObject m_place;                           ///< on m_thread; where things are asked of it
    std::unique_ptr<SimulatedTunnel> m_tunnel; ///< made, used and destroyed on m_thread
};

} // namespace viz
