#pragma once

#include "core/call/call_control.h"
#include "core/call/call_options.h"
#include "core/call/connection/hedging_advice.h"
#include "core/call/thread/call_threads.h"

#include <QObject>
#include <QTimer>

namespace viz {

/// The main thread's part in making the best of a bad tunnel: one connection or two, agreed with the other side; longer
/// messages where a tunnel counts them; advice; and tells how long the microphone takes. Resuming needs nothing of it,
/// that is between CallChannel and Redialer.
///
/// The joiner dials, so its state of hedging is the call's: it tells the host whenever it changes. A host that wants
/// another one asks with the same message, repeats that on a new connection, and believes no other answer than the one
/// it asked for until that comes: what the joiner said before it heard the question is out of date.
class CallUpkeep final : public QObject {
    Q_OBJECT

public:
    explicit CallUpkeep(QObject* parent);

    /// Another call begins.
    void begin(CallRole role, const VoiceOptions& voice);
    /// The call is on; `threads`, with sender and channel, lives until end().
    void start(CallThreads& threads);
    void end();

    [[nodiscard]] bool isHedging() const { return m_hedging; }
    /// The person chose another profile.
    void setVoice(const VoiceOptions& voice);
    /// The person here wants it.
    void setHedging(bool on);
    /// The other side said HEDGE.
    void onHedge(const QByteArray& data);
    void onRateRefused();

Q_SIGNALS:
    void hedgingChanged(bool on);
    void noticed(viz::CallNotice notice);

private:
    void applyHedging();
    void changeHedging(bool on);
    void tellChannel();
    void applyVoice();
    [[nodiscard]] SendSettings settingsNow() const;
    void tellCodec();
    void adviseHedging();
    void noteCaptureDelay();
    void look();

    CallRole m_role = CallRole::Host;
    VoiceOptions m_voice;
    CodecParameters m_codec;     ///< what the other side was told last, or will be by CODEC
    bool m_voiceChanged = false; ///< since begin(), which is what the sender was made by
    bool m_hedging = false;
    bool m_asking = false; ///< host: there is no answer yet
    bool m_rateWasRefused = false;
    CallThreads* m_threads = nullptr;
    HedgingAdvice m_advice;
    QTimer m_lookTimer;
};

/// What the sender is told at the beginning.
[[nodiscard]] SendSettings sendSettings(const VoiceOptions& voice);

} // namespace viz
