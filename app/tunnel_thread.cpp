#include "app/tunnel_thread.h"

namespace viz {

template<typename Step>
void TunnelThread::runThere(Step&& step) {
    QMetaObject::invokeMethod(&m_place, std::forward<Step>(step), Qt::BlockingQueuedConnection);
}

TunnelThread::TunnelThread(const TunnelSpec& spec) {
    m_thread.setObjectName(u"tunnel"_qs);
    m_place.moveToThread(&m_thread);
    m_thread.start();
    runThere([&] { m_tunnel = std::make_unique<SimulatedTunnel>(spec); });
}

TunnelThread::~TunnelThread() {
    runThere([this] { m_tunnel.reset(); });
    m_thread.quit();
    m_thread.wait();
}

quint16 TunnelThread::open(quint16 targetPort) {
    quint16 port = 0;
    runThere([&] { port = m_tunnel->listen(targetPort) ? m_tunnel->port() : 0; });
    return port;
}

qint64 TunnelThread::bytesToHost() {
    qint64 bytes = 0;
    runThere([&] { bytes = m_tunnel->bytesToHost(); });
    return bytes;
}

qint64 TunnelThread::bytesToJoiner() {
    qint64 bytes = 0;
    runThere([&] { bytes = m_tunnel->bytesToJoiner(); });
    return bytes;
}

} // namespace viz
