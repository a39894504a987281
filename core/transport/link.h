#pragma once

#include <QByteArray>
#include <QObject>
#include <QString>

#include <cstdint>

namespace viz {

/// WebSocket close codes that Viz uses (RFC 6455 section 7.4). Hints for people, never decisions: the tunnel can forge
/// them.
enum class CloseCode : std::uint16_t {
    Normal = 1000,
    TryLater = 1013,
    Malformed = 4400,
    Authentication = 4401,
    HandshakeTimeout = 4408,
    Busy = 4409,
    Declined = 4410,
    Version = 4426,
    Throttled = 4429,
};

/// How a link ended, or why it never opened.
struct LinkEnd {
    enum class Reason : std::uint8_t {
        ClosedByUs,
        ClosedByPeer,      ///< closeCode says what the peer said
        HostNotFound,      ///< no such name
        ConnectionRefused, ///< nobody listens there
        ConnectTimeout,    ///< no connection within 15 s
        TlsFailed,         ///< the certificate or the TLS handshake
        WebPage,           ///< an HTTP answer instead of a WebSocket; httpStatus
        Redirected,        ///< httpStatus 301..308; the target is in detail
        Violation,         ///< text frame, message over the limit, too many fragments
        NetworkError,      ///< reset, unreachable, cut; detail
    };
    Reason reason = Reason::ClosedByUs;
    int closeCode = 0;
    int httpStatus = 0;
    QString detail{}; ///< for logs and "Details"; never contains a path or a secret
};

/// Moves opaque binary messages to one peer and back, in order. Lives on the network thread.
class Link : public QObject {
    Q_OBJECT

public:
    /// Messages of strangers, until admit(); messages of a peer after it.
    static constexpr int kMaxStrangerMessageBytes = 256;
    static constexpr int kMaxMessageBytes = 8192;

    virtual void send(const QByteArray& message) = 0;
    /// What send() took and the operating system has not (says nothing about the tunnel).
    [[nodiscard]] virtual qint64 bytesPending() const = 0;
    /// The peer is authenticated: allow kMaxMessageBytes from now on.
    virtual void admit() = 0;
    /// Orderly; closed() follows within 1 s, by abort if the peer does not answer, or before this returns. Harmless
    /// when closed.
    virtual void close(viz::CloseCode code) = 0;
    /// At once, without a goodbye; closed() is emitted before it returns if the link was open.
    virtual void abort() = 0;

Q_SIGNALS:
    void opened();
    void received(const QByteArray& message);
    /// Exactly once, the last signal.
    void closed(const viz::LinkEnd& end);
};

} // namespace viz

Q_DECLARE_METATYPE(viz::LinkEnd)
