#pragma once

#include "core/transport/tunnel_spec.h"

#include <QObject>

#include <memory>

namespace viz {

/// A TCP proxy on loopback that behaves like a bad tunnel: delay, jitter, stalls, a slow link, cuts. In the product,
/// because `viz demo` shows with it what a call over a tunnel is like; same seed, same impairments.
class SimulatedTunnel : public QObject {
    Q_OBJECT

public:
    explicit SimulatedTunnel(const TunnelSpec& spec);
    ~SimulatedTunnel() override;

    /// Forwards to 127.0.0.1:`targetPort`. False if no port could be had.
    [[nodiscard]] bool listen(quint16 targetPort);
    [[nodiscard]] quint16 port() const;
    /// Bytes that came out on the host's side and on the joiner's side.
    [[nodiscard]] qint64 bytesToHost() const;
    [[nodiscard]] qint64 bytesToJoiner() const;

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace viz
