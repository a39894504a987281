#pragma once

#include "core/protocol/handshake.h"
#include "core/protocol/invite.h"
#include "hex.h"

#include <functional>
#include <optional>

namespace viz::test {

/// What a man in the middle may do to each message; the default lets it pass.
struct Wiretap {
    using Tamper = std::function<Bytes(Bytes)>;
    Tamper knock = [](Bytes message) { return message; };
    Tamper offer = [](Bytes message) { return message; };
    Tamper open = [](Bytes message) { return message; };
};

struct Outcome {
    HandshakeVerdict verdict = HandshakeVerdict::Ok; ///< the first that was not Ok
    std::optional<SessionKeys> host;
    std::optional<SessionKeys> joiner;
    std::string name;

    [[nodiscard]] bool completed() const { return host.has_value() && joiner.has_value(); }
};

[[nodiscard]] inline Outcome runHandshake(HostHandshake& host, JoinerHandshake& joiner, const Wiretap& wire = {}) {
    Outcome outcome;
    const auto failed = [&outcome](HandshakeVerdict verdict) {
        outcome.verdict = verdict;
        return verdict != HandshakeVerdict::Ok;
    };
    if (failed(host.consumeKnock(wire.knock(joiner.createKnock()))))
        return outcome;
    if (failed(joiner.consumeOffer(wire.offer(host.createOffer()))))
        return outcome;
    const Bytes open = joiner.createOpen();
    outcome.joiner = joiner.takeKeys();
    if (failed(host.consumeOpen(wire.open(open))))
        return outcome;
    outcome.host = host.takeKeys();
    outcome.name = host.peerName();
    return outcome;
}

[[nodiscard]] inline InviteKeys testInviteKeys() { return InviteKeys::derive(countingSecret(0, kInviteSecretBytes)); }
[[nodiscard]] inline SecretBytes hostEphemeral() { return countingSecret(0x40, 32); }
[[nodiscard]] inline SecretBytes joinerEphemeral() { return countingSecret(0x80, 32); }

} // namespace viz::test
