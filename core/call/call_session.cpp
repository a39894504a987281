#include "core/call/call_session.h"

#include "core/call/address_preview.h"
#include "core/call/byte_array.h"
#include "core/call/call_delay.h"
#include "core/call/device_end_reason.h"
#include "core/call/logging.h"
#include "core/protocol/display_text.h"
#include "core/protocol/safety_words.h"
#include "core/protocol/wire_format.h"
#include "core/transport/public_key_hash.h"

#include <utility>

namespace viz {
namespace {

EndReason endReasonOf(const QByteArray& byeData) {
    const auto reason = static_cast<ByeReason>(byeData.isEmpty() ? 0 : byeData.front());
    return reason == ByeReason::WordsDiffer ? EndReason::WordsDiffer : EndReason::HungUpThere;
}

QByteArray nameData(const QString& name) {
    return QByteArray::fromStdString(displayText(name.toStdString(), wire::kMaxNameBytes));
}

} // namespace

CallSession::CallSession(AudioFactory& factory, QObject* parent) : CallSession(factory, StallWatch::Times{}, parent) {}

CallSession::CallSession(AudioFactory& factory, const StallWatch::Times& times, QObject* parent)
    : m_times(times), m_sound(factory) {
    setParent(parent);
    qRegisterMetaType<ArrivalPtr>();
    qRegisterMetaType<CallEnd>();
    m_ringTimer.setSingleShot(true);
    connect(&m_ringTimer, &QTimer::timeout, this, &CallSession::onRingTimeout);
    connect(&m_upkeep, &CallUpkeep::hedgingChanged, this, &CallControl::hedgingChanged);
    connect(&m_upkeep, &CallUpkeep::noticed, this, &CallControl::noticed);
    connect(&m_sound, &CallSound::mutedChanged, this, &CallControl::mutedChanged);
    connect(&m_sound, &CallSound::deafenedChanged, this, &CallControl::deafenedChanged);
    connect(&m_sound, &CallSound::deviceChanged, this, &CallControl::deviceChanged);
    connect(&m_sound, &CallSound::unusable, this, &CallSession::onDeviceFailed);
    connect(&m_retired, &RetiredCalls::nobodyCutOff, this, &CallControl::farewellOver);
}

CallSession::~CallSession() { hangUp(); }

template<typename Sender, typename Signal, typename Handler>
void CallSession::listenTo(Sender* sender, Signal signal, const int& epoch, Handler handler) {
    connect(sender, signal, this, [this, &epoch, then = epoch, handler](const auto&... arguments) {
        if (epoch == then)
            (this->*handler)(arguments...);
    });
}

// --- Beginning ---

bool CallSession::begin(CallEvent request, CallRole role, const VoiceOptions& voice) {
    if (!m_machine.apply(request))
        return false;
    ++m_callEpoch;
    m_role = role;
    m_voice = voice;
    m_sound.begin(voice);
    m_upkeep.begin(role, voice);
    m_peer = {};
    m_lastStats = {};
    m_connectedAt.reset();
    m_peerCaptureDelay.reset();
    Q_EMIT stateChanged(state());
    // Whoever heard that may have ended it.
    if (!m_machine.peek(CallEvent::Over) || !m_sound.checkFiles())
        return false;
    m_threads = std::make_unique<CallThreads>();
    m_sound.attach(*m_threads);
    return true;
}

void CallSession::host(HostOptions options) {
    if (!begin(CallEvent::HostRequested, CallRole::Host, options.voice))
        return;
    m_retired.forgetCutOff();
    m_invite.begin(options.door.bindAddress, options.publicAddress,
                   options.identity ? publicKeyHash(options.identity->certificate) : std::nullopt);
    m_ownTls = options.identity.has_value();
    m_door = options.door;
    m_threads->reception = m_threads->network.adopt(
        std::make_unique<HostReception>(HostReception::Setup{.place = placeOf(options.door),
                                                             .keys = InviteKeys::derive(m_invite.secret()),
                                                             .identity = std::move(options.identity),
                                                             .times = m_times},
                                        m_threads->wires, m_threads->clock));
    listenTo(m_threads->reception, &HostReception::listening, m_callEpoch, &CallSession::onListening);
    listenTo(m_threads->reception, &HostReception::arrived, m_callEpoch, &CallSession::onArrived);
    connect(m_threads->reception, &HostReception::cannotListen, this,
            [this, epoch = m_callEpoch](const QString& detail) {
                if (epoch == m_callEpoch)
                    end({.reason = EndReason::CannotListen, .detail = detail}, std::nullopt);
            });
    m_threads->network.run([reception = m_threads->reception] { reception->start(); });
    tellKnownHosts();
}

void CallSession::join(JoinOptions options) {
    if (!begin(CallEvent::JoinRequested, CallRole::Joiner, options.voice))
        return;
    m_security = options.invite.address.security;
    std::optional<InviteKeys> keys;
    if (!options.invite.secret.empty())
        keys = InviteKeys::derive(options.invite.secret);
    m_threads->attempt = m_threads->network.adopt(std::make_unique<JoinAttempt>(
        JoinAttempt::Setup{
            .address = options.invite.address, .keys = std::move(keys), .name = m_voice.name, .times = m_times},
        m_threads->wires, m_threads->clock));
    listenTo(m_threads->attempt, &JoinAttempt::arrived, m_callEpoch, &CallSession::onArrived);
    listenTo(m_threads->attempt, &JoinAttempt::rateRefused, m_callEpoch, &CallSession::onRateRefused);
    connect(m_threads->attempt, &JoinAttempt::failed, this, [this, epoch = m_callEpoch](const CallEnd& callEnd) {
        if (epoch == m_callEpoch)
            end(callEnd, std::nullopt);
    });
    m_threads->network.run([attempt = m_threads->attempt] { attempt->start(); });
}

/// Beyond loopback every neighbour in the network could knock: there only the invite opens the door.
HostReception::Place CallSession::placeOf(const HostDoor& door) const {
    return {.address = door.bindAddress,
            .port = door.port,
            .linkOnly = door.linkOnly || !door.bindAddress.isLoopback() || m_ownTls};
}

void CallSession::setDoor(const HostDoor& door) {
    // While begin() tells that a host waits there is no reception yet: host() makes one.
    if (!m_threads || !m_threads->reception || m_door == door)
        return;
    m_door = door;
    m_threads->network.run([reception = m_threads->reception, place = placeOf(door)] { reception->moveTo(place); });
}

void CallSession::onListening(const QHostAddress& address, quint16 port) {
    m_invite.setBindAddress(address);
    m_invite.setPort(port);
    Q_EMIT listening(m_invite.bindAddress(), port);
    Q_EMIT inviteChanged();
}

void CallSession::setPublicAddress(const std::optional<HostAddress>& address) {
    m_invite.setPublicAddress(address);
    if (!m_threads || !m_threads->reception)
        return;
    tellKnownHosts();
    tellEndpoint();
    Q_EMIT inviteChanged();
}

void CallSession::tellKnownHosts() {
    // Whoever was cut off may come back by an address that this program does not know, such as that of a tunnel which
    // was started again by hand. Browsers, against whom the names are checked, are refused for their Origin, too.
    const QByteArrayList hosts = state() == CallState::Reconnecting ? QByteArrayList{} : m_invite.knownHosts();
    m_threads->network.run([reception = m_threads->reception, hosts] { reception->setKnownHosts(hosts); });
}

void CallSession::tellEndpoint() {
    const QByteArray endpoint = m_invite.endpoint();
    if (!m_threads->sender || endpoint.isEmpty())
        return;
    m_threads->send.run([sender = m_threads->sender, endpoint] { sender->sendState(ControlType::Endpoint, endpoint); });
}

void CallSession::setHostAddress(const HostAddress& address) {
    if (m_role == CallRole::Joiner && isOnCall())
        m_threads->network.run([attempt = m_threads->attempt, address] { attempt->addHostAddress(address); });
}

QString CallSession::inviteText() const { return m_threads && m_threads->reception ? m_invite.text() : QString{}; }

QString CallSession::probePath() const { return m_threads && m_threads->reception ? m_invite.probePath() : QString{}; }

QByteArray CallSession::probeProof(const QByteArray& nonce) const {
    return m_threads && m_threads->reception ? m_invite.probeProof(nonce) : QByteArray{};
}

// --- A peer arrives ---

void CallSession::onArrived(const ArrivalPtr& arrival) {
    ++m_peerEpoch;
    m_peer = {.name = arrival->peerName,
              .verification = arrival->verification,
              .wordIndexes = safetyWordIndexes(arrival->sas)};
    m_peerCaptureDelay.reset();
    wirePeer(*arrival);
    if (m_role == CallRole::Host)
        greetCaller();
}

void CallSession::wirePeer(Arrival& arrival) {
    CallThreads& threads = *m_threads;
    threads.channel = arrival.channel;
    threads.sender =
        threads.send.adopt(std::make_unique<SendWorker>(sendSettings(m_voice), threads.wires, threads.clock));
    wireRoutes(threads.sender, threads.channel);
    listenTo(threads.sender, &SendWorker::howled, m_peerEpoch, &CallSession::onHowled);
    listenTo(threads.channel, &CallChannel::controlArrived, m_peerEpoch, &CallSession::onControl);
    listenTo(threads.channel, &CallChannel::interrupted, m_peerEpoch, &CallSession::onInterrupted);
    listenTo(threads.channel, &CallChannel::resumed, m_peerEpoch, &CallSession::onResumed);
    listenTo(threads.channel, &CallChannel::rateRefused, m_peerEpoch, &CallSession::onRateRefused);
    listenTo(threads.channel, &CallChannel::over, m_peerEpoch, &CallSession::onChannelOver);
    m_sound.prepareSender();
    threads.send.run([sender = threads.sender, route = std::move(arrival.route)] { sender->start(route); });
    threads.network.run([channel = threads.channel] { channel->start(); });
}

/// Straight between the two threads: a new connection must not wait for the window.
void CallSession::wireRoutes(SendWorker* sender, CallChannel* channel) {
    connect(sender, &SendWorker::recordReady, channel, &CallChannel::send);
    connect(channel, &CallChannel::routeOpened, sender, &SendWorker::addRoute);
    connect(channel, &CallChannel::routeInUse, sender, &SendWorker::setRouteInUse);
    connect(channel, &CallChannel::routeClosed, sender, &SendWorker::removeRoute);
}

void CallSession::greetCaller() {
    tellPeer(ControlType::Ringing);
    tellPeer(ControlType::Name, nameData(m_voice.name));
    m_ringTimer.start(wire::kRingTime);
    changeState(CallEvent::PeerAuthenticated);
}

void CallSession::dropCaller(ControlType farewell) {
    const Verification verification = m_peer.verification;
    m_threads->send.run([sender = m_threads->sender, farewell] { sender->finish(farewell, QByteArray(1, '\0')); });
    m_threads->network.run([reception = m_threads->reception, verification] { reception->release(verification); });
    forgetPeer();
    changeState(CallEvent::CallerGone);
}

void CallSession::forgetPeer() {
    ++m_peerEpoch;
    m_ringTimer.stop();
    m_threads->send.run([sender = m_threads->sender] { delete sender; });
    m_threads->sender = nullptr;
    m_threads->channel = nullptr;
    m_peer = {};
    Q_EMIT peerChanged();
}

void CallSession::onRingTimeout() {
    if (m_role == CallRole::Host)
        dropCaller(ControlType::Bye);
    else
        end({.reason = EndReason::NoAnswer, .detail = {}}, ByeReason::HangUp);
}

// --- What the peer says ---

void CallSession::onControl(ControlType type, const QByteArray& data) {
    const bool joiner = m_role == CallRole::Joiner;
    switch (type) {
    case ControlType::Name:
        return onPeerNamed(QString::fromUtf8(data));
    case ControlType::Accept:
        if (joiner)
            onAccepted();
        return;
    case ControlType::Codec:
        return onCodec(data);
    case ControlType::Decline:
        if (joiner)
            end({.reason = EndReason::DeclinedThere, .detail = {}}, std::nullopt);
        return;
    case ControlType::Bye:
        return onBye(data);
    case ControlType::SasBad:
        return end({.reason = EndReason::WordsDiffer, .detail = {}}, std::nullopt);
    case ControlType::Ping:
        return tellPeer(ControlType::Pong, data.left(8));
    case ControlType::Endpoint:
        return onEndpoint(data);
    case ControlType::Hedge:
        return m_upkeep.onHedge(data);
    case ControlType::Mute:
        return onMute(data);
    default:
        return; // nothing this version does anything about
    }
}

void CallSession::onPeerNamed(const QString& name) {
    m_peer.name = QString::fromStdString(displayText(name.toStdString(), wire::kMaxNameBytes));
    if (state() == CallState::Connecting) {
        m_ringTimer.start(wire::kRingTime + std::chrono::seconds{5}); // the host's patience ends first
        changeState(CallEvent::PeerAuthenticated);
    }
    Q_EMIT peerChanged();
}

void CallSession::onMute(const QByteArray& data) {
    const MuteState state = unpackMute(toView(data));
    if (state.muted == m_peer.muted && state.canHear == m_peer.canHear)
        return;
    m_peer.muted = state.muted;
    m_peer.canHear = state.canHear;
    Q_EMIT peerChanged();
}

void CallSession::onAccepted() {
    if (state() == CallState::Connecting) // a host without a NAME
        changeState(CallEvent::PeerAuthenticated);
    if (state() != CallState::Ringing)
        return;
    tellPeer(ControlType::Codec, toByteArray(packCodec(codecOf(m_voice.profile))));
    startSound();
    changeState(CallEvent::Accepted);
}

void CallSession::onBye(const QByteArray& data) {
    if (m_role == CallRole::Host && state() == CallState::Ringing)
        return dropCaller(ControlType::Bye);
    end({.reason = isOnCall() ? endReasonOf(data) : EndReason::NoAnswer, .detail = {}}, std::nullopt);
}

void CallSession::onCodec(const QByteArray& data) {
    if (m_role == CallRole::Host) // it answers our ACCEPT, which need not be said again
        m_threads->send.run([sender = m_threads->sender] { sender->forgetState(ControlType::Accept); });
    const auto codec = unpackCodec(toView(data));
    if (codec && codec->captureMs > 0)
        m_peerCaptureDelay = std::chrono::duration_cast<Samples>(std::chrono::milliseconds{codec->captureMs});
}

/// A host may lead us to another tunnel, but not out of TLS into the open, or into our own network.
void CallSession::onEndpoint(const QByteArray& data) {
    const auto invite = understandAddress(QString::fromUtf8(data));
    if (m_role != CallRole::Joiner || !invite)
        return;
    const bool weaker = m_security == HostAddress::Security::Tls && invite->address.security != m_security;
    if (!weaker)
        m_threads->network.run(
            [attempt = m_threads->attempt, address = invite->address] { attempt->addHostAddress(address); });
}

void CallSession::onInterrupted() {
    changeState(CallEvent::Interrupted);
    if (m_role == CallRole::Host)
        tellKnownHosts();
}

void CallSession::onResumed(std::chrono::milliseconds silentFor) {
    changeState(CallEvent::Resumed);
    Q_EMIT resumed(silentFor);
    if (m_role == CallRole::Host && m_threads)
        tellKnownHosts();
}

void CallSession::onChannelOver(EndReason reason, const QString& detail) {
    if (m_role == CallRole::Host && state() == CallState::Ringing)
        return dropCaller(ControlType::Bye);
    end({.reason = reason, .detail = detail}, std::nullopt);
}

// --- What the person does ---

void CallSession::accept() {
    if (m_role != CallRole::Host || state() != CallState::Ringing)
        return;
    m_threads->network.run(
        [channel = m_threads->channel, reception = m_threads->reception, verification = m_peer.verification] {
            channel->allowSound();
            reception->accepted(verification);
        });
    // Said again on every connection until the answer comes: the one on which it goes out may break.
    m_threads->send.run([sender = m_threads->sender, codec = toByteArray(packCodec(codecOf(m_voice.profile)))] {
        sender->sendState(ControlType::Accept, codec);
    });
    startSound();
    changeState(CallEvent::Accepted);
}

void CallSession::decline() {
    if (m_role == CallRole::Host && state() == CallState::Ringing)
        dropCaller(ControlType::Decline);
}

void CallSession::hangUp() {
    if (state() != CallState::Idle && state() != CallState::Ended)
        end({.reason = EndReason::HungUpHere, .detail = {}}, ByeReason::HangUp);
}

void CallSession::confirmWords(bool match) {
    if (state() != CallState::Ringing && !isOnCall())
        return;
    tellPeer(match ? ControlType::SasOk : ControlType::SasBad);
    if (!match)
        return end({.reason = EndReason::WordsDiffer, .detail = {}}, ByeReason::WordsDiffer);
    m_peer.verification = Verification::ByWords;
    Q_EMIT peerChanged();
}

void CallSession::setVoice(ProfileName name, const VoiceProfile& profile) {
    m_voice.profileName = name;
    m_voice.profile = profile;
    m_upkeep.setVoice(m_voice);
}

void CallSession::setHedging(bool on) { m_upkeep.setHedging(on); }

// --- Sound ---

void CallSession::startSound() {
    m_ringTimer.stop();
    m_connectedAt = m_threads->clock.now();
    m_upkeep.start(*m_threads);
    m_sound.start();
}

void CallSession::onHowled() {
    m_sound.setMuted(true);
    Q_EMIT noticed(CallNotice::Howling);
}

void CallSession::onDeviceFailed(DeviceError error, bool input) {
    end({.reason = endReasonOf(error, input), .detail = {}}, ByeReason::DeviceLost);
}

// --- The end ---

void CallSession::end(CallEnd callEnd, std::optional<ByeReason> goodbye) {
    if (!m_machine.peek(CallEvent::Over))
        return;
    ++m_callEpoch;
    ++m_peerEpoch;
    m_ringTimer.stop();
    if (m_threads) {
        m_upkeep.end();
        m_sound.end();
        m_lastStats = stats();
        const bool cutOff = state() == CallState::Reconnecting;
        m_retired.retire(std::move(m_threads), goodbye,
                         cutOff ? RetiredCalls::Peer::CutOff : RetiredCalls::Peer::Reachable);
    }
    m_invite.end();
    qCInfo(vizCall) << "call over, reason" << int(callEnd.reason) << callEnd.detail;
    changeState(CallEvent::Over);
    Q_EMIT ended(callEnd);
}

// --- Odds ---

CallStats CallSession::stats() {
    if (!m_threads)
        return m_lastStats;
    CallWires& wires = m_threads->wires;
    CallStats stats;
    if (m_connectedAt)
        stats.sinceConnected = m_threads->clock.now() - *m_connectedAt;
    stats.sent = wires.sendStats.read();
    stats.received = wires.receiveStats.read();
    stats.playout = wires.playoutReport.read();
    stats.capture = wires.captureReport.read();
    stats.peerCaptureDelay = m_peerCaptureDelay;
    stats.delay = estimateDelay(stats);
    stats.reconnects = wires.reconnects.load(std::memory_order_relaxed);
    return stats;
}

void CallSession::tellPeer(ControlType type, const QByteArray& data) {
    if (m_threads && m_threads->sender)
        m_threads->send.run([sender = m_threads->sender, type, data] { sender->sendControl(type, data); });
}

void CallSession::changeState(CallEvent event) {
    if (m_machine.apply(event))
        Q_EMIT stateChanged(state());
}

} // namespace viz
