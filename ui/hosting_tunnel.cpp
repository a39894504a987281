#include "ui/hosting_tunnel.h"

#include "core/tunnel/tunnel_address.h"
#include "core/tunnel/tunnel_words.h"
#include "ui/address_step.h"
#include "ui/tunnel_picker.h"
#include "ui/tunnel_step.h"

#include <algorithm>

namespace viz {
namespace {

/// What makes the service's own pages step aside, if it is one that Viz knows.
QHash<QByteArray, QByteArray> headersFor(const QUrl& url, const TunnelCatalog& catalog) {
    for (const TunnelProvider& provider : catalog.providers()) {
        if (acceptAddress(url.toString(QUrl::RemovePath), provider))
            return provider.headers;
    }
    return {};
}

} // namespace

HostingTunnel::HostingTunnel(TunnelStep& step, AddressStep& address, CallControl& call, const TunnelMeans& means)
    : m_step(step)
    , m_address(address)
    , m_call(call)
    , m_means(means)
    , m_consents(means.consentFile)
    , m_typedProbe(probeOptions(), m_clock) {
    m_farewell.setSingleShot(true);
    connectSteps();
    connect(&m_farewell, &QTimer::timeout, this, &HostingTunnel::stop);
    connect(&m_call, &CallControl::farewellOver, this, [this] {
        if (m_farewell.isActive())
            stop();
    });
    connect(&m_call, &CallControl::stateChanged, this, &HostingTunnel::onState);
    connect(&m_call, &CallControl::listening, this, [this](const QHostAddress&, quint16 port) { setPort(port); });
    offer();
}

// Those that end are children; the clock that they read must outlive them.
HostingTunnel::~HostingTunnel() { qDeleteAll(findChildren<PublicTunnel*>(Qt::FindDirectChildrenOnly)); }

void HostingTunnel::connectSteps() {
    connect(&m_step, &TunnelStep::startRequested, this, &HostingTunnel::start);
    connect(&m_step, &TunnelStep::consentGiven, this, &HostingTunnel::agree);
    connect(&m_step, &TunnelStep::stopRequested, this, &HostingTunnel::stop);
    connect(&m_step, &TunnelStep::linesWanted, this, &HostingTunnel::showLines);
    connect(&m_step, &TunnelStep::commandCopied, this, &makeTunnelFiles);
    connect(&m_address, &AddressStep::addressChanged, this, &HostingTunnel::onAddress);
    connect(&m_typedProbe, &AddressProbe::judged, &m_address, &AddressStep::showReport);
}

void HostingTunnel::onState(CallState state) {
    if (m_tunnel)
        m_tunnel->setInUse(isInUse());
    switch (state) {
    case CallState::Hosting:
        if (m_farewell.isActive())
            stop();
        offer();
        testTyped();
        break;
    case CallState::Ringing:
    case CallState::InCall:
    case CallState::Reconnecting:
        m_typedProbe.stop();
        break;
    case CallState::Idle:
    case CallState::Connecting:
    case CallState::Ended:
        m_port = 0;
        stopAfterFarewell();
        break;
    }
}

/// Anew each time, for programs come and go.
void HostingTunnel::offer() {
    const TunnelCatalog::Loaded loaded = TunnelCatalog::fromFile(m_means.catalogFile);
    m_catalog = loaded.catalog;
    m_choices = easiestFirst(tunnelChoices(m_catalog, m_means.finder, m_port));
    m_step.setChoices(m_choices, m_port != 0);
    m_step.setComplaint(loaded.complaints.isEmpty()
                            ? QString()
                            : tr("Part of tunnels.json cannot be used. %1").arg(loaded.complaints.front()));
}

void HostingTunnel::setPort(quint16 port) {
    const bool leadsNowhere = m_tunnel && m_port != 0 && port != m_port;
    m_port = port;
    if (leadsNowhere)
        m_tunnel->setPort(port);
    offer();
    testTyped();
}

void HostingTunnel::start(const QString& providerId) {
    const TunnelChoice* wanted = choice(providerId);
    if (wanted == nullptr || m_port == 0)
        return;
    if (m_consents.isGiven(providerId))
        run(*wanted);
    else
        m_step.askConsent();
}

void HostingTunnel::agree(const QString& providerId) {
    m_consents.give(providerId);
    start(providerId);
}

void HostingTunnel::run(const TunnelChoice& choice) {
    stop();
    m_tunnel = std::make_unique<PublicTunnel>(setupFor(choice), m_clock);
    m_tunnel->setInUse(isInUse());
    connectTunnel(choice.provider);
    m_address.setExpecting(true);
    m_tunnel->start();
}

void HostingTunnel::connectTunnel(const TunnelProvider& provider) {
    connect(&m_tunnel->process(), &TunnelProcess::stateChanged, this,
            [this, name = provider.name](TunnelLife::State state) { onTunnelState(state, name); });
    connect(m_tunnel.get(), &PublicTunnel::addressChanged, &m_address, &AddressStep::setFound);
    connect(m_tunnel.get(), &PublicTunnel::judged, this, &HostingTunnel::onReport);
    connect(m_tunnel.get(), &PublicTunnel::failed, this,
            [this, provider](TunnelFault fault) { onFault(fault, provider); });
}

/// Politely, and without waiting for it.
void HostingTunnel::stop() {
    m_farewell.stop();
    m_typedProbe.stop();
    m_step.showChoices();
    m_address.forgetFound();
    if (!m_tunnel)
        return;
    PublicTunnel* ending = m_tunnel.release();
    ending->setParent(this);
    ending->disconnect(this);
    ending->disconnect(&m_address);
    ending->process().disconnect(this);
    connect(ending, &PublicTunnel::stopped, ending, &QObject::deleteLater);
    ending->stop();
}

/// Whoever is cut off can come back only by this tunnel.
void HostingTunnel::stopAfterFarewell() {
    if (m_tunnel && m_call.isFarewellPending())
        m_farewell.start(m_means.farewell);
    else
        stop();
}

void HostingTunnel::onTunnelState(TunnelLife::State state, const QString& name) {
    showLines();
    if (state == TunnelLife::State::Failed || state == TunnelLife::State::Idle)
        return;
    m_step.showState(state, name);
    if (!m_address.isFound())
        return;
    if (state == TunnelLife::State::Up)
        m_address.showTesting();
    else
        m_address.clearReport();
}

void HostingTunnel::onReport(const ProbeReport& report) {
    if (m_address.isFound())
        m_address.showReport(report);
}

/// A call may still come back by the address, for the tunnel's service may have kept it.
void HostingTunnel::onFault(TunnelFault fault, const TunnelProvider& provider) {
    m_step.showFault(TunnelWords::ofFault(fault, provider, m_tunnel->process().missingSetting()));
    if (!isInUse())
        m_address.forgetFound();
}

void HostingTunnel::onAddress(const std::optional<HostAddress>& address) {
    m_call.setPublicAddress(address);
    testTyped();
}

void HostingTunnel::testTyped() {
    m_typedProbe.stop();
    const auto address = m_address.address();
    const QString path = m_call.probePath();
    if (m_call.state() != CallState::Hosting || !address || path.isEmpty() || m_address.isFound())
        return;
    const QUrl url = probeUrl(*address, path);
    m_address.showTesting();
    m_typedProbe.watch(url, headersFor(url, m_catalog), m_means.typingPause);
}

void HostingTunnel::showLines() {
    if (m_tunnel)
        m_step.setLines(m_tunnel->process().recentLines());
}

const TunnelChoice* HostingTunnel::choice(const QString& providerId) const {
    const auto found =
        std::ranges::find(m_choices, providerId, [](const TunnelChoice& row) { return row.provider.id; });
    return found == m_choices.end() ? nullptr : &*found;
}

PublicTunnel::Setup HostingTunnel::setupFor(const TunnelChoice& choice) const {
    return {.process = {.provider = choice.provider,
                        .program = choice.path,
                        .port = m_port,
                        .dataFolder = m_means.dataFolder,
                        .settings = m_catalog.settingsOf(choice.provider),
                        .times = m_means.tunnelTimes},
            .probe = probeOptions(),
            .path = m_call.probePath()};
}

/// Whoever holds the invite does not need the certificate to be trusted, for the host proves itself.
AddressProbe::Options HostingTunnel::probeOptions() const {
    const auto proofOf = [&call = m_call](const QByteArray& nonce) {
        const QByteArray proof = call.probeProof(nonce);
        return proof.isEmpty() ? QByteArray("no proof") : proof; // never empty, or a stranger's empty answer would do
    };
    return {
        .proofOf = proofOf, .certificate = AddressProbe::Certificate::NeedNotBeTrusted, .times = m_means.probeTimes};
}

bool HostingTunnel::isInUse() const {
    const CallState state = m_call.state();
    return state == CallState::Ringing || state == CallState::InCall || state == CallState::Reconnecting ||
           m_call.isFarewellPending();
}

QUrl probeUrl(const HostAddress& address, const QString& path) {
    QUrl url;
    url.setScheme(address.security == HostAddress::Security::Tls ? QStringLiteral("https") : QStringLiteral("http"));
    url.setHost(QString::fromStdString(address.host));
    if (address.port != 0)
        url.setPort(address.port);
    url.setPath(QString::fromStdString(address.prefix) + path);
    return url;
}

} // namespace viz
