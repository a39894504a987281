#include "core/tunnel/public_tunnel.h"

namespace viz {

bool isCuredByRestart(ProbeVerdict verdict) {
    switch (verdict) {
    case ProbeVerdict::WebPage:
    case ProbeVerdict::NotFound:
    case ProbeVerdict::BadGateway:
    case ProbeVerdict::DnsNotYet:
    case ProbeVerdict::WrongProof:
        return true;
    case ProbeVerdict::Live:
    case ProbeVerdict::TooMany:
    case ProbeVerdict::Tls:
    case ProbeVerdict::Timeout:
    case ProbeVerdict::Unreachable:
        return false;
    }
    return false;
}

PublicTunnel::PublicTunnel(Setup setup, const Clock& clock)
    : m_provider(setup.process.provider)
    , m_path(setup.path)
    , m_process(std::move(setup.process), clock)
    , m_probe(std::move(setup.probe), clock) {
    connect(&m_process, &TunnelProcess::stateChanged, this, &PublicTunnel::onState);
    connect(&m_process, &TunnelProcess::addressChanged, this, &PublicTunnel::watch);
    connect(&m_process, &TunnelProcess::addressChanged, this, &PublicTunnel::addressChanged);
    connect(&m_process, &TunnelProcess::failed, this, &PublicTunnel::failed);
    connect(&m_process, &TunnelProcess::stopped, this, &PublicTunnel::stopped);
    connect(&m_probe, &AddressProbe::judged, this, &PublicTunnel::consider);
}

void PublicTunnel::start() {
    m_futileRestarts = 0;
    m_process.start();
}

void PublicTunnel::stop() {
    m_probe.stop();
    m_process.stop();
}

/// What comes back under its old address is a new tunnel all the same.
void PublicTunnel::onState(TunnelLife::State state) {
    if (state == TunnelLife::State::Up)
        watch();
    else
        m_probe.stop();
}

void PublicTunnel::watch() {
    QUrl url = m_process.address();
    url.setPath(url.path() + m_path);
    m_probe.watch(url, m_provider.headers, std::chrono::seconds{m_provider.firstLookSeconds});
}

void PublicTunnel::consider(const ProbeReport& report) {
    if (report.verdict == ProbeVerdict::Live)
        m_futileRestarts = 0;
    const bool mayRestart = !m_isInUse && m_futileRestarts < kMaxFutileRestarts;
    if (report.isSettled && isCuredByRestart(report.verdict) && mayRestart) {
        ++m_futileRestarts;
        m_process.restart();
    }
    Q_EMIT judged(report);
}

} // namespace viz
