#include "core/protocol/handshake.h"
#include "core/protocol/handshake_messages.h"
#include "core/protocol/key_schedule.h"
#include "core/protocol/sodium_bytes.h"

#include <algorithm>
#include <cassert>
#include <optional>
#include <utility>
#include <vector>

namespace viz {

namespace {

/// What a knock's mode and ticket ask for; null where the mode needs no secret.
struct Credentials {
    const SecretBytes* psk = nullptr;
    const SecretBytes* knockKey = nullptr;
};

struct KnownTicket {
    ResumeTicket ticket;
    SecretBytes knockKey;
};

} // namespace

struct HostHandshake::State {
    enum class Stage : std::uint8_t { AwaitingKnock, Offering, AwaitingOpen, Finished, Ended };

    HandshakeVerdict checkKnock(ByteView message);
    [[nodiscard]] bool takesMode(std::uint8_t knockedMode) const;
    /// For a mode that we take; nullopt: a ticket that we do not know.
    [[nodiscard]] std::optional<Credentials> credentialsFor(ByteView message) const;
    [[nodiscard]] std::optional<Credentials> credentialsOfTicket(ByteView id) const;
    HandshakeVerdict takeKnock(ByteView message);
    void startNoise(const Bytes& header);
    HandshakeVerdict checkOpen(ByteView message);
    [[nodiscard]] HandshakeVerdict checkPromise(const PublicKey& peer) const;
    HandshakeVerdict readOpen(ByteView noiseMessage);
    void end();

    Stage stage = Stage::AwaitingKnock;
    std::optional<InviteKeys> linkKeys;
    std::vector<KnownTicket> tickets;
    bool allowSas = false;
    Credentials credentials;     ///< of the KNOCK; point into the two above
    SecretBytes ephemeralSecret; ///< empty: drawn for the OFFER
    Bytes knockBytes;
    Bytes offerBytes;
    Knock knock;
    std::optional<NoiseNN> noise;
    std::string peerName;
    SessionKeys keys;
};

bool HostHandshake::State::takesMode(std::uint8_t knockedMode) const {
    switch (static_cast<HandshakeMode>(knockedMode)) {
    case HandshakeMode::Sas:
        return allowSas;
    case HandshakeMode::Link:
        return linkKeys.has_value();
    case HandshakeMode::Resume:
        return !tickets.empty();
    case HandshakeMode::Code:
        return false;
    }
    return false;
}

std::optional<Credentials> HostHandshake::State::credentialsFor(ByteView message) const {
    switch (static_cast<HandshakeMode>(knockMode(message))) {
    case HandshakeMode::Link:
        return Credentials{.psk = &linkKeys->psk, .knockKey = &linkKeys->knockKey};
    case HandshakeMode::Resume:
        return credentialsOfTicket(message.subspan(wire::knock::kTicketAt, wire::knock::kTicketBytes));
    default:
        return Credentials{};
    }
}

std::optional<Credentials> HostHandshake::State::credentialsOfTicket(ByteView id) const {
    const auto named = std::find_if(tickets.begin(), tickets.end(), [id](const KnownTicket& known) {
        return sodium_memcmp(known.ticket.id.data(), id.data(), id.size()) == 0;
    });
    if (named == tickets.end())
        return std::nullopt;
    return Credentials{.psk = &named->ticket.psk, .knockKey = &named->knockKey};
}

HandshakeVerdict HostHandshake::State::checkKnock(ByteView message) {
    if (stage != Stage::AwaitingKnock || !isKnock(message))
        return HandshakeVerdict::Malformed;
    knock.mode = static_cast<HandshakeMode>(knockMode(message));
    if (!takesMode(knockMode(message)))
        return HandshakeVerdict::WrongMode;
    const std::optional<Credentials> asked = credentialsFor(message);
    if (!asked || !knockMacVerifies(message, asked->knockKey))
        return knock.mode == HandshakeMode::Sas ? HandshakeVerdict::Malformed : HandshakeVerdict::BadMac;
    credentials = *asked;
    return takeKnock(message);
}

HandshakeVerdict HostHandshake::State::takeKnock(ByteView message) {
    if (!knockSpeaksOurVersion(message))
        return HandshakeVerdict::WrongVersion;
    const std::optional<Knock> fields = unpackKnock(message);
    if (!fields)
        return HandshakeVerdict::Malformed;
    knock = *fields;
    knockBytes.assign(message.begin(), message.end());
    stage = Stage::Offering;
    return HandshakeVerdict::Ok;
}

void HostHandshake::State::startNoise(const Bytes& header) {
    if (ephemeralSecret.empty())
        ephemeralSecret = SecretBytes::random(crypto_scalarmult_SCALARBYTES);
    noise.emplace(prologueOf(knockBytes, header), credentials.psk, std::move(ephemeralSecret));
}

HandshakeVerdict HostHandshake::State::checkOpen(ByteView message) {
    if (stage != Stage::AwaitingOpen || !isOpen(message))
        return HandshakeVerdict::Malformed;
    const ByteView noiseMessage = message.subspan(wire::open::kHeaderBytes);
    PublicKey peer{};
    std::copy_n(noiseMessage.begin(), peer.size(), peer.begin());
    const HandshakeVerdict verdict = checkPromise(peer);
    return verdict == HandshakeVerdict::Ok ? readOpen(noiseMessage) : verdict;
}

HandshakeVerdict HostHandshake::State::checkPromise(const PublicKey& peer) const {
    const Commitment opened = commitmentTo(peer);
    if (sodium_memcmp(opened.data(), knock.commitment.data(), opened.size()) != 0)
        return HandshakeVerdict::BadCommitment;
    return peer == noise->ownEphemeral() ? HandshakeVerdict::BadKey : HandshakeVerdict::Ok;
}

HandshakeVerdict HostHandshake::State::readOpen(ByteView noiseMessage) {
    const tl::expected<Bytes, NoiseFault> payload = noise->readSecond(noiseMessage);
    if (!payload)
        return payload.error() == NoiseFault::LowOrderKey ? HandshakeVerdict::BadKey : HandshakeVerdict::NotAuthentic;
    std::optional<std::string> name = unpackName(*payload);
    if (!name)
        return HandshakeVerdict::Malformed;
    peerName = std::move(*name);
    keys = deriveSessionKeys(*noise, HandshakeRole::Host,
                             {.knock = knockBytes, .offer = offerBytes, .joinerEphemeral = noise->peerEphemeral()});
    return HandshakeVerdict::Ok;
}

void HostHandshake::State::end() {
    stage = Stage::Ended;
    credentials = {};
    linkKeys.reset();
    tickets.clear();
    ephemeralSecret = {};
    noise.reset();
    keys = {};
}

HostHandshake::HostHandshake(const InviteKeys* linkKeys, bool allowSas) : m_state(std::make_unique<State>()) {
    if (linkKeys != nullptr)
        m_state->linkKeys = linkKeys->duplicate();
    m_state->allowSas = allowSas;
}

HostHandshake::HostHandshake(const InviteKeys* linkKeys, bool allowSas, SecretBytes ephemeralSecret)
    : HostHandshake(linkKeys, allowSas) {
    m_state->ephemeralSecret = std::move(ephemeralSecret);
}

HostHandshake::~HostHandshake() = default;
HostHandshake::HostHandshake(HostHandshake&&) noexcept = default;

void HostHandshake::allowResume(const ResumeTicket& ticket) {
    m_state->tickets.push_back({.ticket = ticket.duplicate(), .knockKey = deriveKnockKey(ticket.psk)});
}

HandshakeVerdict HostHandshake::consumeKnock(ByteView knock) {
    const HandshakeVerdict verdict = m_state->checkKnock(knock);
    if (verdict != HandshakeVerdict::Ok)
        m_state->end();
    return verdict;
}

HandshakeMode HostHandshake::mode() const { return m_state->knock.mode; }

ByteView HostHandshake::commitment() const { return m_state->knock.commitment; }

Bytes HostHandshake::createOffer() {
    assert(m_state->stage == State::Stage::Offering);
    const Bytes header =
        packOfferHeader({.mode = mode(), .capabilities = m_state->knock.capabilities & wire::kCapabilities});
    m_state->startNoise(header);
    m_state->offerBytes = header;
    ByteWriter(m_state->offerBytes).bytes(m_state->noise->writeFirst(offerPayload(mode())));
    m_state->stage = State::Stage::AwaitingOpen;
    return m_state->offerBytes;
}

Bytes HostHandshake::createRefusal(OfferStatus status) {
    assert(status != OfferStatus::GoOn);
    m_state->end();
    return packOfferHeader({.mode = mode(), .status = status});
}

HandshakeVerdict HostHandshake::consumeOpen(ByteView open) {
    const HandshakeVerdict verdict = m_state->checkOpen(open);
    SessionKeys keys = std::move(m_state->keys);
    m_state->end();
    if (verdict == HandshakeVerdict::Ok) {
        m_state->keys = std::move(keys);
        m_state->stage = State::Stage::Finished;
    }
    return verdict;
}

const std::string& HostHandshake::peerName() const { return m_state->peerName; }

SessionKeys HostHandshake::takeKeys() {
    assert(m_state->stage == State::Stage::Finished);
    m_state->stage = State::Stage::Ended;
    return std::move(m_state->keys);
}

} // namespace viz
