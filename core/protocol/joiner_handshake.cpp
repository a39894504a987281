#include "core/protocol/display_text.h"
#include "core/protocol/handshake.h"
#include "core/protocol/handshake_messages.h"
#include "core/protocol/key_schedule.h"
#include "core/protocol/sodium_bytes.h"

#include <cassert>
#include <optional>
#include <utility>

namespace viz {

struct JoinerHandshake::State {
    enum class Stage : std::uint8_t { AwaitingOffer, Finished, Ended };

    State(HandshakeMode mode, std::string_view peerVisibleName, SecretBytes secret);

    void commit(const TicketId& ticket, const SecretBytes* knockKey);
    HandshakeVerdict checkOffer(ByteView offer);
    HandshakeVerdict checkHeader(const OfferHeader& header);
    HandshakeVerdict checkNoise(ByteView offer);
    HandshakeVerdict finish(ByteView offer, NoiseNN& noise);
    void end();

    Stage stage = Stage::AwaitingOffer;
    HandshakeMode mode;
    std::string name;
    SecretBytes psk; ///< empty in SAS mode
    SecretBytes ephemeralSecret;
    Bytes knockBytes;
    Bytes openBytes;
    OfferStatus refusal = OfferStatus::GoOn;
    SessionKeys keys;
};

JoinerHandshake::State::State(HandshakeMode handshakeMode, std::string_view peerVisibleName, SecretBytes secret)
    : mode(handshakeMode)
    , name(displayText(peerVisibleName, wire::kMaxNameBytes))
    , ephemeralSecret(std::move(secret)) {}

void JoinerHandshake::State::commit(const TicketId& ticket, const SecretBytes* knockKey) {
    const Commitment commitment = commitmentTo(publicKeyOf(ephemeralSecret));
    knockBytes = packKnock({.mode = mode, .ticket = ticket, .commitment = commitment}, knockKey);
}

HandshakeVerdict JoinerHandshake::State::checkOffer(ByteView offer) {
    if (stage != Stage::AwaitingOffer)
        return HandshakeVerdict::Malformed;
    const std::optional<OfferHeader> header = unpackOfferHeader(offer);
    if (!header)
        return HandshakeVerdict::Malformed;
    const HandshakeVerdict verdict = checkHeader(*header);
    return verdict == HandshakeVerdict::Ok ? checkNoise(offer) : verdict;
}

HandshakeVerdict JoinerHandshake::State::checkHeader(const OfferHeader& header) {
    if (header.mode != mode)
        return HandshakeVerdict::WrongMode;
    refusal = header.status;
    if (refusal != OfferStatus::GoOn)
        return HandshakeVerdict::Refused;
    if (header.version != wire::kVersion)
        return HandshakeVerdict::WrongVersion;
    const bool choseWhatWeOffered = (header.capabilities & ~wire::kCapabilities) == 0;
    return choseWhatWeOffered ? HandshakeVerdict::Ok : HandshakeVerdict::Malformed;
}

HandshakeVerdict JoinerHandshake::State::checkNoise(ByteView offer) {
    NoiseNN noise(prologueOf(knockBytes, offer), psk.empty() ? nullptr : &psk, std::move(ephemeralSecret));
    const tl::expected<Bytes, NoiseFault> payload = noise.readFirst(offer.subspan(wire::offer::kHeaderBytes));
    if (!payload)
        return HandshakeVerdict::NotAuthentic;
    if (sodium_is_zero(raw(*payload), payload->size()) != 1)
        return HandshakeVerdict::Malformed;
    if (noise.peerEphemeral() == noise.ownEphemeral())
        return HandshakeVerdict::BadKey;
    return finish(offer, noise);
}

HandshakeVerdict JoinerHandshake::State::finish(ByteView offer, NoiseNN& noise) {
    const tl::expected<Bytes, NoiseFault> message = noise.writeSecond(packName(name));
    if (!message)
        return HandshakeVerdict::BadKey;
    openBytes = packOpen(*message);
    keys = deriveSessionKeys(noise, HandshakeRole::Joiner,
                             {.knock = knockBytes, .offer = offer, .joinerEphemeral = noise.ownEphemeral()});
    return HandshakeVerdict::Ok;
}

void JoinerHandshake::State::end() {
    stage = Stage::Ended;
    psk = {};
    ephemeralSecret = {};
    openBytes.clear();
    keys = {};
}

JoinerHandshake::JoinerHandshake(const InviteKeys* linkKeys, std::string_view name)
    : JoinerHandshake(linkKeys, name, SecretBytes::random(crypto_scalarmult_SCALARBYTES)) {}

JoinerHandshake::JoinerHandshake(const InviteKeys* linkKeys, std::string_view name, SecretBytes ephemeralSecret)
    : m_state(std::make_unique<State>(linkKeys != nullptr ? HandshakeMode::Link : HandshakeMode::Sas, name,
                                      std::move(ephemeralSecret))) {
    if (linkKeys != nullptr)
        m_state->psk = linkKeys->psk.duplicate();
    m_state->commit({}, linkKeys != nullptr ? &linkKeys->knockKey : nullptr);
}

JoinerHandshake::JoinerHandshake(const ResumeTicket& ticket, std::string_view name)
    : m_state(
          std::make_unique<State>(HandshakeMode::Resume, name, SecretBytes::random(crypto_scalarmult_SCALARBYTES))) {
    m_state->psk = ticket.psk.duplicate();
    const SecretBytes knockKey = deriveKnockKey(ticket.psk);
    m_state->commit(ticket.id, &knockKey);
}

JoinerHandshake::~JoinerHandshake() = default;
JoinerHandshake::JoinerHandshake(JoinerHandshake&&) noexcept = default;

HandshakeMode JoinerHandshake::mode() const { return m_state->mode; }

Bytes JoinerHandshake::createKnock() const { return m_state->knockBytes; }

HandshakeVerdict JoinerHandshake::consumeOffer(ByteView offer) {
    const HandshakeVerdict verdict = m_state->checkOffer(offer);
    if (verdict != HandshakeVerdict::Ok) {
        m_state->end();
        return verdict;
    }
    m_state->psk = {};
    m_state->stage = State::Stage::Finished;
    return verdict;
}

OfferStatus JoinerHandshake::refusal() const { return m_state->refusal; }

Bytes JoinerHandshake::createOpen() const {
    assert(m_state->stage == State::Stage::Finished);
    return m_state->openBytes;
}

SessionKeys JoinerHandshake::takeKeys() {
    assert(m_state->stage == State::Stage::Finished);
    return std::move(m_state->keys);
}

} // namespace viz
