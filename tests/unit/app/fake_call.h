#pragma once

#include "core/call/call_control.h"

#include <optional>

namespace viz::test {

/// A call that does nothing by itself: a test plays both the network and the other side.
class FakeCall final : public CallControl {
public:
    [[nodiscard]] CallState state() const override { return m_state; }
    [[nodiscard]] CallRole role() const override { return m_role; }
    [[nodiscard]] const PeerInfo& peer() const override { return m_peer; }
    [[nodiscard]] bool isMuted() const override { return m_muted; }
    [[nodiscard]] CallStats stats() override { return nextStats; }
    [[nodiscard]] QString inviteText() const override { return invite; }

    [[nodiscard]] QString probePath() const override { return path; }
    [[nodiscard]] QByteArray probeProof(const QByteArray& nonce) const override { return "proof of " + nonce; }

    void host(HostOptions options) override {
        m_role = CallRole::Host;
        hostOptions = std::move(options);
        changeState(CallState::Hosting);
    }
    void join(JoinOptions options) override {
        m_role = CallRole::Joiner;
        joinOptions = std::move(options);
        changeState(CallState::Connecting);
    }
    void setDoor(const HostDoor& /*door*/) override {}
    void setPublicAddress(const std::optional<HostAddress>& address) override {
        publicAddress = address;
        if (address)
            invite = QString::fromStdString(formatInvite(*address, SecretBytes(kInviteSecretBytes)));
        Q_EMIT inviteChanged();
    }
    void accept() override {
        ++accepts;
        changeState(CallState::InCall);
    }
    void decline() override {
        ++declines;
        changeState(CallState::Hosting);
    }
    void hangUp() override {
        ++hangUps;
        if (m_state != CallState::Idle && m_state != CallState::Ended)
            end({.reason = EndReason::HungUpHere, .httpStatus = 0, .detail = {}});
    }
    void setMuted(bool muted) override { m_muted = muted; }
    void setDeafened(bool deafened) override { m_deafened = deafened; }
    [[nodiscard]] bool isDeafened() const override { return m_deafened; }
    void setTalking(bool on) override { talking = on; }
    void setSound(const SoundSettings& sound) override { m_sound = sound; }
    [[nodiscard]] const SoundSettings& sound() const override { return m_sound; }
    void setVoice(ProfileName /*name*/, const VoiceProfile& /*profile*/) override {}
    void setInput(const AudioInputSpec& input) override { chosenInput = input; }
    void setOutput(const AudioOutputSpec& output) override { chosenOutput = output; }
    void confirmWords(bool /*match*/) override {}
    void setHostAddress(const HostAddress& address) override { hostAddress = address; }
    void setHedging(bool on) override { m_hedging = on; }
    [[nodiscard]] bool isHedging() const override { return m_hedging; }

    // What a test lets happen.
    void changeState(CallState state) {
        m_state = state;
        Q_EMIT stateChanged(state);
    }
    void beginListening(quint16 port, const QString& inviteText) {
        invite = inviteText;
        Q_EMIT listening(QHostAddress(QHostAddress::LocalHost), port);
        Q_EMIT inviteChanged();
    }
    void ring(const QString& name, Verification verification) {
        m_peer = {.name = name, .verification = verification, .wordIndexes = {0, 1, 2, 3, 63}};
        changeState(CallState::Ringing);
    }
    void changePeerHearing(bool canHear) {
        m_peer.canHear = canHear;
        Q_EMIT peerChanged();
    }
    void stall() { changeState(CallState::Reconnecting); }
    void resume(std::chrono::milliseconds silentFor) {
        changeState(CallState::InCall);
        Q_EMIT resumed(silentFor);
    }
    void end(const CallEnd& callEnd) {
        changeState(CallState::Ended);
        Q_EMIT ended(callEnd);
    }

    CallStats nextStats;
    QString invite;
    QString path;
    std::optional<HostOptions> hostOptions;
    std::optional<JoinOptions> joinOptions;
    std::optional<HostAddress> publicAddress;
    std::optional<HostAddress> hostAddress;
    std::optional<AudioInputSpec> chosenInput;
    std::optional<AudioOutputSpec> chosenOutput;
    bool talking = false;
    int accepts = 0;
    int declines = 0;
    int hangUps = 0;

private:
    CallState m_state = CallState::Idle;
    CallRole m_role = CallRole::Host;
    PeerInfo m_peer;
    bool m_muted = false;
    bool m_deafened = false;
    SoundSettings m_sound;
    bool m_hedging = false;
};

} // namespace viz::test
