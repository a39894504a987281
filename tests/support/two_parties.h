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
            .output = {.kind = AudioOutputSpec::Kind::Null, .deviceId = {}, .path = {}},
            .sound = untouchedSound()};
}

/// One side of a call and what it heard of it.
struct Party {
    /// `times`: with shorter ones than people want, tests need not wait for them.
    explicit Party(const StallWatch::Times& times = {}) : session(factory, times) {
        QObject::connect(&session, &CallControl::stateChanged, [this](CallState state) { states.push_back(state); });
        QObject::connect(&session, &CallControl::ended, [this](const CallEnd& e) { ends.push_back(e); });
        QObject::connect(&session, &CallControl::listening, [this](const QHostAddress&, quint16 p) { port = p; });
        QObject::connect(&session, &CallControl::resumed, [this](auto silent) { silences.push_back(silent); });
        QObject::connect(&session, &CallControl::hedgingChanged, [this](bool on) { hedgings.push_back(on); });
        QObject::connect(&session, &CallControl::deviceChanged,
                         [this](const DeviceEvent& event) { deviceEvents.push_back(event); });
        QObject::connect(&session, &CallControl::noticed, [this](CallNotice notice) { notices.push_back(notice); });
    }

    /// Whether more of the other side's voice arrives from now on.
    [[nodiscard]] bool hearsMore() {
        const std::uint64_t frames = session.stats().received.frames;
        return waitFor([&] { return session.stats().received.frames > frames + 10; });
    }
    [[nodiscard]] bool hasRoutes(int count) {
        return waitFor([&] { return session.stats().received.routes == count; });
    }
    [[nodiscard]] bool reconnected(std::uint32_t times) {
        return waitFor([&] { return session.stats().reconnects >= times && session.state() == CallState::InCall; });
    }
    [[nodiscard]] bool reaches(CallState state) {
        return waitFor([&] { return session.state() == state; });
    }

    CountingFactory factory;
    std::vector<CallState> states;
    std::vector<CallEnd> ends;
    std::vector<std::chrono::milliseconds> silences; ///< of resumed()
    std::vector<bool> hedgings;
    std::vector<CallNotice> notices;
    std::vector<DeviceEvent> deviceEvents;
    quint16 port = 0;
    CallSession session; // destroyed first: its end is still heard
};

/// A host and a joiner in this process, over real loopback sockets.
struct TwoParties {
    explicit TwoParties(const StallWatch::Times& times = {}) : host(times), joiner(times) {}

    [[nodiscard]] bool hosts(bool linkOnly = false) {
        host.session.host({.voice = hostVoice, .door = {.port = 0, .linkOnly = linkOnly}});
        return waitFor([&] { return host.port != 0; });
    }

    void joins(const QString& address) { joins(joiner, address, joinerVoice); }
    static void joins(Party& party, const QString& address,
                      const VoiceOptions& voice = toneAndNull(QStringLiteral("Jonas"))) {
        auto invite = understandAddress(address);
        party.session.join({.voice = voice, .invite = std::move(*invite)});
    }
    [[nodiscard]] QString bareAddress() const { return QStringLiteral("ws://127.0.0.1:%1").arg(host.port); }

    /// Both talk, by invite.
    [[nodiscard]] bool connect() { return hosts() && connectThrough(host.port); }
    /// The same through a proxy on `port`; the host hosts already.
    [[nodiscard]] bool connectThrough(quint16 port) {
        QString invite = host.session.inviteText();
        invite.replace(QStringLiteral(":%1").arg(host.port), QStringLiteral(":%1").arg(port));
        joins(invite);
        return answers();
    }
    [[nodiscard]] bool answers() {
        if (!host.reaches(CallState::Ringing))
            return false;
        host.session.accept();
        return host.reaches(CallState::InCall) && joiner.reaches(CallState::InCall);
    }

    VoiceOptions hostVoice = toneAndNull(QStringLiteral("Hanna"));
    VoiceOptions joinerVoice = toneAndNull(QStringLiteral("Jonas"));
    Party host;
    Party joiner;
};

} // namespace viz::test
