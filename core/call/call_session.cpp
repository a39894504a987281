#include "core/call/call_session.h"

#include "core/call/byte_array.h"
#include "core/call/call_delay.h"
#include "core/call/logging.h"
#include "core/protocol/display_text.h"
#include "core/protocol/safety_words.h"
#include "core/protocol/wire_format.h"

#include <QSemaphore>

#include <algorithm>
#include <utility>

namespace viz {
namespace {

// A microphone closes within milliseconds; a sound server that hangs must not hang the window with it.
constexpr std::chrono::milliseconds kCloseMicrophone{250};
constexpr std::chrono::milliseconds kCloseListener{250};
constexpr std::chrono::milliseconds kGoodbye{1000};
constexpr std::chrono::milliseconds kGoodbyeAtExit{500};

EndReason endReasonOf(DeviceError error, bool input) {
    switch (error) {
    case DeviceError::NoDevice:
        return input ? EndReason::NoInputDevice : EndReason::NoOutputDevice;
    case DeviceError::NotFound:
        return EndReason::DeviceNotFound;
    case DeviceError::PermissionDenied:
        return EndReason::DevicePermission;
    case DeviceError::FileUnreadable:
        return EndReason::InputFileUnreadable;
    case DeviceError::FileUnwritable:
        return EndReason::OutputFileUnwritable;
    case DeviceError::CannotOpen:
    case DeviceError::Lost:
        break;
    }
    return EndReason::DeviceFailed;
}

EndReason endReasonOf(const QByteArray& byeData) {
    const auto reason = static_cast<ByeReason>(byeData.isEmpty() ? 0 : byeData.front());
    return reason == ByeReason::WordsDiffer ? EndReason::WordsDiffer : EndReason::HungUpThere;
}

QByteArray nameData(const QString& name) {
    return QByteArray::fromStdString(displayText(name.toStdString(), wire::kMaxNameBytes));
}

} // namespace

/// A call that is over, until its goodbye is out.
struct CallSession::Retired {
    std::unique_ptr<CallThreads> threads;
    std::shared_ptr<QSemaphore> closed; ///< released by the network thread
};

CallSession::CallSession(AudioFactory& factory, QObject* parent) : m_factory(factory) {
    setParent(parent);
    qRegisterMetaType<ArrivalPtr>();
    qRegisterMetaType<CallEnd>();
    m_ringTimer.setSingleShot(true);
    connect(&m_ringTimer, &QTimer::timeout, this, &CallSession::onRingTimeout);
}

CallSession::~CallSession() {
    hangUp();
    for (const auto& retired : m_retired)
        (void)retired->closed->tryAcquire(1, static_cast<int>(kGoodbyeAtExit.count()));
    while (!m_retired.empty())
        destroyRetired(m_retired.back().get());
}

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
    m_muted = voice.startMuted;
    m_peer = {};
    m_lastStats = {};
    m_connectedAt.reset();
    Q_EMIT stateChanged(state());
    if (const auto error = checkInput(voice.input))
        onDeviceFailed(*error, true);
    else if (const auto outputError = checkOutput(voice.output))
        onDeviceFailed(*outputError, false);
    else
        m_threads = std::make_unique<CallThreads>();
    return m_threads != nullptr;
}

void CallSession::host(HostOptions options) {
    if (!begin(CallEvent::HostRequested, CallRole::Host, options.voice))
        return;
    m_bindAddress = options.bindAddress;
    m_publicAddress = options.publicAddress;
    m_inviteSecret = SecretBytes::random(kInviteSecretBytes);
    // Beyond loopback every neighbour in the network could knock: there only the invite opens the door.
    const bool linkOnly = options.linkOnly || !options.bindAddress.isLoopback();
    m_threads->reception = m_threads->network.adopt(
        std::make_unique<HostReception>(HostReception::Setup{.address = options.bindAddress,
                                                             .port = options.port,
                                                             .keys = InviteKeys::derive(m_inviteSecret),
                                                             .linkOnly = linkOnly},
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
    std::optional<InviteKeys> keys;
    if (!options.invite.secret.empty())
        keys = InviteKeys::derive(options.invite.secret);
    m_threads->attempt = m_threads->network.adopt(std::make_unique<JoinAttempt>(
        JoinAttempt::Setup{.address = options.invite.address, .keys = std::move(keys), .name = m_voice.name},
        m_threads->wires, m_threads->clock));
    listenTo(m_threads->attempt, &JoinAttempt::arrived, m_callEpoch, &CallSession::onArrived);
    connect(m_threads->attempt, &JoinAttempt::failed, this, [this, epoch = m_callEpoch](const CallEnd& callEnd) {
        if (epoch == m_callEpoch)
            end(callEnd, std::nullopt);
    });
    m_threads->network.run([attempt = m_threads->attempt] { attempt->start(); });
}

void CallSession::onListening(quint16 port) {
    m_port = port;
    Q_EMIT listening(m_bindAddress, port);
    Q_EMIT inviteChanged();
}

void CallSession::setPublicAddress(const std::optional<HostAddress>& address) {
    m_publicAddress = address;
    if (!m_threads || !m_threads->reception)
        return;
    tellKnownHosts();
    Q_EMIT inviteChanged();
}

void CallSession::tellKnownHosts() {
    QByteArrayList hosts;
    if (m_publicAddress)
        hosts += QByteArray::fromStdString(formatAuthority(*m_publicAddress));
    m_threads->network.run([reception = m_threads->reception, hosts] { reception->setKnownHosts(hosts); });
}

QString CallSession::inviteText() const {
    if (!m_threads || !m_threads->reception || m_port == 0)
        return {};
    const QHostAddress local =
        m_bindAddress == QHostAddress(QHostAddress::Any) ? QHostAddress(QHostAddress::LocalHost) : m_bindAddress;
    const HostAddress localAddress{
        .security = HostAddress::Security::Plain, .host = local.toString().toStdString(), .port = m_port, .prefix = {}};
    std::string text = formatInvite(m_publicAddress.value_or(localAddress), m_inviteSecret);
    const QString invite = QString::fromStdString(text);
    wipe(text);
    return invite;
}

// --- A peer arrives ---

void CallSession::onArrived(const ArrivalPtr& arrival) {
    ++m_peerEpoch;
    m_peer = {.name = arrival->peerName,
              .verification = arrival->verification,
              .wordIndexes = safetyWordIndexes(arrival->sas)};
    wirePeer(*arrival);
    if (m_role == CallRole::Host)
        greetCaller();
}

void CallSession::wirePeer(Arrival& arrival) {
    CallThreads& threads = *m_threads;
    threads.channel = arrival.channel;
    threads.sender = threads.send.adopt(
        std::make_unique<SendWorker>(m_voice.profile, std::move(arrival.sealingKey), threads.wires, threads.clock));
    connect(threads.sender, &SendWorker::recordReady, threads.channel, &CallChannel::send);
    listenTo(threads.channel, &CallChannel::controlArrived, m_peerEpoch, &CallSession::onControl);
    listenTo(threads.channel, &CallChannel::over, m_peerEpoch, &CallSession::onChannelOver);
    threads.send.run([sender = threads.sender] { sender->start(); });
    threads.network.run([channel = threads.channel] { channel->start(); });
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
    case ControlType::Mute:
        m_peer.muted = !data.isEmpty() && data.front() != '\0';
        Q_EMIT peerChanged();
        return;
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
    const bool unanswered = state() != CallState::InCall;
    end({.reason = unanswered ? EndReason::NoAnswer : endReasonOf(data), .detail = {}}, std::nullopt);
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
    tellPeer(ControlType::Accept, toByteArray(packCodec(codecOf(m_voice.profile))));
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

void CallSession::setMuted(bool muted) {
    if (std::exchange(m_muted, muted) == muted)
        return;
    if (m_threads && m_threads->sender)
        m_threads->send.run([sender = m_threads->sender, muted] { sender->setMuted(muted); });
    Q_EMIT mutedChanged(muted);
}

void CallSession::confirmWords(bool match) {
    if (state() != CallState::Ringing && state() != CallState::InCall)
        return;
    tellPeer(match ? ControlType::SasOk : ControlType::SasBad);
    if (!match)
        return end({.reason = EndReason::WordsDiffer, .detail = {}}, ByeReason::WordsDiffer);
    m_peer.verification = Verification::ByWords;
    Q_EMIT peerChanged();
}

// --- Sound ---

void CallSession::startSound() {
    m_ringTimer.stop();
    CallThreads& threads = *m_threads;
    threads.loudspeaker = threads.playback.adopt(
        std::make_unique<PlaybackWorker>(m_factory, m_voice.output, threads.wires, threads.clock));
    threads.microphone =
        threads.capture.adopt(std::make_unique<CaptureWorker>(m_factory, m_voice.input, threads.wires));
    connect(threads.microphone, &CaptureWorker::captured, threads.sender, &SendWorker::drainCaptured);
    connect(threads.loudspeaker, &PlaybackWorker::failed, this, [this, epoch = m_callEpoch](DeviceError error) {
        if (epoch == m_callEpoch)
            onDeviceFailed(error, false);
    });
    connect(threads.microphone, &CaptureWorker::failed, this, [this, epoch = m_callEpoch](DeviceError error) {
        if (epoch == m_callEpoch)
            onDeviceFailed(error, true);
    });
    threads.playback.run([loudspeaker = threads.loudspeaker] { loudspeaker->start(); });
    threads.send.run([sender = threads.sender, muted = m_muted] {
        sender->startSound();
        if (muted)
            sender->setMuted(true);
    });
    threads.capture.run([microphone = threads.microphone] { microphone->start(); });
    m_connectedAt = threads.clock.now();
}

void CallSession::stopSound() {
    if (m_threads->microphone)
        (void)m_threads->capture.runAndWait([microphone = m_threads->microphone] { microphone->stop(); },
                                            kCloseMicrophone);
    if (m_threads->loudspeaker)
        m_threads->playback.run([loudspeaker = m_threads->loudspeaker] { loudspeaker->stop(); });
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
        stopSound();
        m_lastStats = stats();
        retireThreads(goodbye);
    }
    m_inviteSecret = {};
    m_port = 0;
    qCInfo(vizCall) << "call over, reason" << int(callEnd.reason) << callEnd.detail;
    changeState(CallEvent::Over);
    Q_EMIT ended(callEnd);
}

void CallSession::retireThreads(std::optional<ByeReason> goodbye) {
    auto retired = std::make_unique<Retired>();
    retired->threads = std::exchange(m_threads, nullptr);
    retired->closed = std::make_shared<QSemaphore>();
    CallThreads& threads = *retired->threads;
    if (threads.reception)
        (void)threads.network.runAndWait([reception = threads.reception] { reception->stopListening(); },
                                         kCloseListener);
    // Who says goodbye leaves the closing to the other side: closing with unread sound on the socket would reset the
    // connection, and a reset may overtake the goodbye.
    if (goodbye && threads.sender) {
        // Directly on the network thread, so that a destructor can wait for it without an event loop here.
        connect(threads.channel, &CallChannel::over, threads.channel,
                [closed = retired->closed] { closed->release(); });
        connect(threads.channel, &CallChannel::over, this, [this, raw = retired.get()] { destroyRetired(raw); });
        threads.send.run([sender = threads.sender, reason = *goodbye] {
            sender->finish(ControlType::Bye, QByteArray(1, static_cast<char>(reason)));
        });
    } else {
        retired->closed->release();
    }
    QTimer::singleShot(goodbye ? kGoodbye : std::chrono::milliseconds{0}, this,
                       [this, raw = retired.get()] { destroyRetired(raw); });
    m_retired.push_back(std::move(retired));
}

void CallSession::destroyRetired(Retired* retired) {
    const auto place =
        std::find_if(m_retired.begin(), m_retired.end(), [&](const auto& r) { return r.get() == retired; });
    if (place == m_retired.end())
        return;
    if (!retired->threads->stop()) {
        qCWarning(vizCall) << "a sound device hangs; its thread is left behind";
        (void)retired->threads.release();
    }
    m_retired.erase(place);
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
    stats.delay = estimateDelay(stats);
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
