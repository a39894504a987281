#pragma once

#include "core/call/address_preview.h"
#include "core/call/call_session.h"
#include "tests/support/wait_for.h"

#include <atomic>
#include <vector>

namespace viz::test {

/// Counts the microphones that are open.
class CountingFactory final : public AudioFactory {
public:
    tl::expected<std::unique_ptr<AudioInput>, DeviceError> makeInput(const AudioInputSpec& spec) override {
        auto input = AudioFactory::makeInput(spec);
        if (input) {
            ++opened;
            ++open;
            QObject::connect(
                input->get(), &QObject::destroyed, input->get(), [this] { --open; }, Qt::DirectConnection);
        }
        return input;
    }

    std::atomic<int> open{0};
    std::atomic<int> opened{0};
};

inline VoiceOptions toneAndNull(const QString& name, ProfileName profile = ProfileName::LowLatency) {
    return {.name = name,
            .profileName = profile,
            .profile = voiceProfile(profile),
            .input = {.kind = AudioInputSpec::Kind::Tone, .deviceId = {}, .path = {}, .toneHz = 440},
            .output = {.kind = AudioOutputSpec::Kind::Null, .deviceId = {}, .path = {}}};
}

/// One side of a call and what it heard of it.
struct Party {
    Party() {
        QObject::connect(&session, &CallControl::stateChanged, [this](CallState state) { states.push_back(state); });
        QObject::connect(&session, &CallControl::ended, [this](const CallEnd& e) { ends.push_back(e); });
        QObject::connect(&session, &CallControl::listening, [this](const QHostAddress&, quint16 p) { port = p; });
    }

    [[nodiscard]] bool reaches(CallState state) {
        return waitFor([&] { return session.state() == state; });
    }

    CountingFactory factory;
    std::vector<CallState> states;
    std::vector<CallEnd> ends;
    quint16 port = 0;
    CallSession session{factory}; // destroyed first: its end is still heard
};

/// A host and a joiner in this process, over real loopback sockets.
struct TwoParties {
    [[nodiscard]] bool hosts(bool linkOnly = false) {
        host.session.host(
            {.voice = toneAndNull(QStringLiteral("Hanna")), .port = 0, .linkOnly = linkOnly, .publicAddress = {}});
        return waitFor([&] { return host.port != 0; });
    }

    void joins(const QString& address) { joins(joiner, address); }
    static void joins(Party& party, const QString& address) {
        auto invite = understandAddress(address);
        party.session.join({.voice = toneAndNull(QStringLiteral("Jonas")), .invite = std::move(*invite)});
    }
    [[nodiscard]] QString bareAddress() const { return QStringLiteral("ws://127.0.0.1:%1").arg(host.port); }

    /// Both talk, by invite.
    [[nodiscard]] bool connect() {
        if (!hosts())
            return false;
        joins(host.session.inviteText());
        if (!host.reaches(CallState::Ringing))
            return false;
        host.session.accept();
        return host.reaches(CallState::InCall) && joiner.reaches(CallState::InCall);
    }

    Party host;
    Party joiner;
};

} // namespace viz::test
