#pragma once

#include "core/call/call_control.h"

#include <QStringList>

#include <utility>

namespace viz::test {

/// A call that goes where the test sends it and notes down what the window asked for.
class FakeCall : public CallControl {
    Q_OBJECT

public:
    CallState state() const override { return m_state; }
    CallRole role() const override { return m_role; }
    const PeerInfo& peer() const override { return m_peer; }
    bool isMuted() const override { return m_muted; }
    CallStats stats() override {
        ++statsReads;
        return nextStats;
    }

    void host(viz::HostOptions options) override {
        m_role = CallRole::Host;
        hostOptions = std::move(options);
        log += QStringLiteral("host");
        setState(CallState::Hosting);
    }
    void join(viz::JoinOptions options) override {
        m_role = CallRole::Joiner;
        joinOptions = std::move(options);
        log += QStringLiteral("join");
        setState(CallState::Connecting);
    }
    void setDoor(const viz::HostDoor& where) override { door = where; }
    void setPublicAddress(const std::optional<viz::HostAddress>& address) override { publicAddress = address; }
    QString inviteText() const override { return invite; }
    QString probePath() const override { return isHosting() ? QStringLiteral("/v1/abcdefghijk") : QString(); }
    QByteArray probeProof(const QByteArray& nonce) const override {
        return isHosting() ? "proof of " + nonce : QByteArray();
    }
    void accept() override {
        log += QStringLiteral("accept");
        setState(CallState::InCall);
    }
    void decline() override {
        log += QStringLiteral("decline");
        setState(CallState::Hosting);
    }
    void hangUp() override {
        log += QStringLiteral("hangUp");
        end({.reason = EndReason::HungUpHere, .detail = {}});
    }
    bool isFarewellPending() const override { return farewellPending; }
    void setMuted(bool muted) override {
        m_muted = muted;
        Q_EMIT mutedChanged(muted);
    }
    void confirmWords(bool match) override {
        log += match ? QStringLiteral("match") : QStringLiteral("differ");
        if (!match) {
            end({.reason = EndReason::WordsDiffer, .detail = {}});
            return;
        }
        m_peer.verification = Verification::ByWords;
        Q_EMIT peerChanged();
    }
    void setHostAddress(const viz::HostAddress& address) override { hostAddress = address; }
    void setHedging(bool on) override {
        log += on ? QStringLiteral("hedge") : QStringLiteral("unhedge");
        changeHedging(on);
    }
    void setDeafened(bool deafened) override {
        m_deafened = deafened;
        Q_EMIT deafenedChanged(deafened);
    }
    bool isDeafened() const override { return m_deafened; }
    void setTalking(bool held) override { talking = held; }
    void setSound(const viz::SoundSettings& sound) override { m_sound = sound; }
    const SoundSettings& sound() const override { return m_sound; }
    void setVoice(viz::ProfileName name, const viz::VoiceProfile& profile) override {
        log += QStringLiteral("voice");
        profileName = name;
        voiceProfile = profile;
    }
    void setInput(const viz::AudioInputSpec& input) override { chosenInput = input; }
    void setOutput(const viz::AudioOutputSpec& output) override { chosenOutput = output; }
    bool isHedging() const override { return m_hedging; }

    /// As if the other side had asked for it.
    void changeHedging(bool on) {
        m_hedging = on;
        Q_EMIT hedgingChanged(on);
    }
    void resume(std::chrono::milliseconds silentFor) {
        setState(CallState::InCall);
        Q_EMIT resumed(silentFor);
    }
    void endFarewell() {
        farewellPending = false;
        Q_EMIT farewellOver();
    }
    void notice(CallNotice what) { Q_EMIT noticed(what); }
    void changeDevice(const DeviceEvent& event) { Q_EMIT deviceChanged(event); }
    void setRole(CallRole role) { m_role = role; }
    void setState(CallState state) {
        m_state = state;
        Q_EMIT stateChanged(state);
    }
    void setPeer(const PeerInfo& peer) {
        m_peer = peer;
        Q_EMIT peerChanged();
    }
    void listenOn(quint16 port) { Q_EMIT listening(QHostAddress(QHostAddress::LocalHost), port); }
    void setInvite(const QString& text) {
        invite = text;
        Q_EMIT inviteChanged();
    }
    void end(const CallEnd& end) {
        setState(CallState::Ended);
        Q_EMIT ended(end);
    }

    QStringList log;
    CallStats nextStats;
    int statsReads = 0;
    QString invite;
    HostOptions hostOptions;
    JoinOptions joinOptions;
    HostDoor door;
    ProfileName profileName = ProfileName::Auto;
    VoiceProfile voiceProfile;
    std::optional<HostAddress> publicAddress;
    std::optional<HostAddress> hostAddress;
    std::optional<AudioInputSpec> chosenInput;
    std::optional<AudioOutputSpec> chosenOutput;
    bool talking = false;
    bool farewellPending = false;

private:
    [[nodiscard]] bool isHosting() const { return m_role == CallRole::Host && m_state == CallState::Hosting; }

    CallState m_state = CallState::Idle;
    CallRole m_role = CallRole::Host;
    PeerInfo m_peer;
    bool m_muted = false;
    bool m_deafened = false;
    SoundSettings m_sound;
    bool m_hedging = false;
};

} // namespace viz::test
