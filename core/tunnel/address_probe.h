#pragma once

#include "core/base/clock.h"
#include "core/tunnel/probe_schedule.h"
#include "core/tunnel/probe_verdict.h"

#include <QHash>
#include <QNetworkAccessManager>
#include <QObject>
#include <QTimer>
#include <QUrl>

#include <functional>

namespace viz {

/// Tests from outside whether a public address leads to this very Viz: asks it without a WebSocket, and expects 426 and
/// a proof that only the holder of the invite's secret can make for the question. Again and again while it is watched.
///
/// The request: GET of the WebSocket's path, `X-Viz-Nonce: <16 bytes in base64url, without padding>`; the answer's
/// proof: `X-Viz: <proof in base64url, without padding>`. Redirects are not followed, answers' bodies not read.
class AddressProbe final : public QObject {
    Q_OBJECT

public:
    static constexpr int kNonceBytes = 16;

    /// The bytes that the host answers to a nonce. Called once for each question.
    using ProofOf = std::function<QByteArray(const QByteArray& nonce)>;
    /// Whether the certificate matters. It does not where the proof vouches for the host; it is only reported then.
    enum class Certificate : std::uint8_t { MustBeTrusted, NeedNotBeTrusted };
    struct Options {
        ProofOf proofOf;
        Certificate certificate = Certificate::MustBeTrusted;
        ProbeTimes times{};
    };
    /// `clock` outlives this object.
    AddressProbe(Options options, const Clock& clock);

    /// Begins anew with this address: http or https, with the path of the WebSocket. `headers` are the provider's;
    /// `firstLook` waits for a new name to be known.
    void watch(const QUrl& url, const QHash<QByteArray, QByteArray>& headers = {},
               std::chrono::milliseconds firstLook = {});
    void stop();

Q_SIGNALS:
    /// After each question.
    void judged(const viz::ProbeReport& report);

private:
    void ask();
    void take(QNetworkReply& reply, const QByteArray& expected);
    void drop();
    [[nodiscard]] QNetworkRequest request(const QByteArray& nonce) const;
    [[nodiscard]] ProbeAnswer answerOf(QNetworkReply& reply) const;

    Options m_options;
    const Clock& m_clock;
    ProbeSchedule m_schedule;
    QNetworkAccessManager m_network;
    QNetworkReply* m_reply = nullptr; ///< the question that waits for its answer
    QString m_certificateError;
    QTimer m_timer;
    QUrl m_url;
    QHash<QByteArray, QByteArray> m_headers;
};

} // namespace viz
