#include "app/host_tunnel.h"

#include "core/call/address_preview.h"
#include "core/tunnel/tunnel_words.h"

#include <QEventLoop>
#include <QTimer>

#include <utility>

namespace viz {
namespace {

constexpr qsizetype kToldLines = 5; ///< of the program's own output, when it is given up

/// While an address may still be settling, only that is worth a word.
bool isWorthSaying(const ProbeReport& report) { return report.isSettled || report.verdict == ProbeVerdict::DnsNotYet; }

QString sentenceFor(const ProbeReport& report) {
    QString sentence = TunnelWords::ofReport(report);
    if (report.verdict != ProbeVerdict::Live || report.certificateError.isEmpty())
        return sentence;
    return u"%1 Its certificate is not trusted (%2), so callers need the whole invite, not only the address."_qs.arg(
        sentence, report.certificateError);
}

} // namespace

HostTunnel::HostTunnel(Options options) : m_options(std::move(options)) {}

void HostTunnel::serve(CallControl& call) {
    m_call = &call;
    connect(&call, &CallControl::listening, this, [this](const QHostAddress&, quint16 port) { start(port); });
    connect(&call, &CallControl::stateChanged, this, &HostTunnel::onCallState);
}

void HostTunnel::stop() {
    if (!m_tunnel)
        return;
    m_tunnel->disconnect(this);
    QEventLoop loop;
    bool isStopped = false;
    connect(m_tunnel.get(), &PublicTunnel::stopped, &loop, [&] {
        isStopped = true;
        loop.quit();
    });
    QTimer::singleShot(kLongestStop, &loop, &QEventLoop::quit);
    m_tunnel->stop();
    if (!isStopped)
        loop.exec();
    m_tunnel.reset();
}

void HostTunnel::start(quint16 port) {
    Q_EMIT said(TunnelWords::ofConsent(m_options.selection.provider));
    m_tunnel = std::make_unique<PublicTunnel>(setupFor(port), m_clock);
    connect(m_tunnel.get(), &PublicTunnel::addressChanged, this, &HostTunnel::onAddress);
    connect(m_tunnel.get(), &PublicTunnel::judged, this, &HostTunnel::onJudged);
    connect(m_tunnel.get(), &PublicTunnel::failed, this, &HostTunnel::onFailed);
    connect(&m_tunnel->process(), &TunnelProcess::stateChanged, this, &HostTunnel::onStateChanged);
    m_tunnel->start();
}

PublicTunnel::Setup HostTunnel::setupFor(quint16 port) const {
    const TunnelSelection& selection = m_options.selection;
    const auto proofOf = [call = m_call](const QByteArray& nonce) {
        return call ? call->probeProof(nonce) : QByteArray();
    };
    return {.process = {.provider = selection.provider,
                        .program = selection.program,
                        .port = port,
                        .dataFolder = m_options.dataFolder,
                        .settings = selection.settings,
                        .times = m_options.times},
            // The proof vouches for the host, as the invite does for callers who hold it.
            .probe = {.proofOf = proofOf,
                      .certificate = AddressProbe::Certificate::NeedNotBeTrusted,
                      .times = m_options.probeTimes},
            .path = m_call->probePath()};
}

void HostTunnel::onAddress(const QUrl& url) {
    m_verdict.clear();
    if (const auto invite = understandAddress(url.toString(QUrl::FullyEncoded)))
        Q_EMIT addressFound(invite->address);
    else
        Q_EMIT said(u"The tunnel has an address that Viz cannot use: %1"_qs.arg(url.toDisplayString()));
}

void HostTunnel::onJudged(const ProbeReport& report) {
    const QString sentence = sentenceFor(report);
    if (isWorthSaying(report) && std::exchange(m_verdict, sentence) != sentence)
        Q_EMIT said(sentence);
}

void HostTunnel::onFailed(TunnelFault fault) {
    const QStringList lines = m_tunnel->process().recentLines();
    for (const QString& line : lines.sliced(std::max<qsizetype>(0, lines.size() - kToldLines)))
        Q_EMIT said(u"%1: %2"_qs.arg(m_options.selection.provider.program, line));
    Q_EMIT failed(TunnelWords::ofFault(fault, m_options.selection.provider, m_tunnel->process().missingSetting()));
}

void HostTunnel::onStateChanged(TunnelLife::State state) {
    if (state == TunnelLife::State::Waiting)
        Q_EMIT said(u"The tunnel %1 ended; Viz starts it again."_qs.arg(m_options.selection.provider.name));
}

void HostTunnel::onCallState(CallState state) {
    if (m_tunnel)
        m_tunnel->setInUse(state == CallState::InCall || state == CallState::Reconnecting);
}

} // namespace viz
