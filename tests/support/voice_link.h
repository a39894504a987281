#pragma once

#include "core/base/clock.h"
#include "core/pipeline/playout/playout_pipeline.h"
#include "core/pipeline/receive/receive_pipeline.h"
#include "core/pipeline/send/send_pipeline.h"

#include <cmath>
#include <cstdlib>
#include <deque>
#include <optional>

namespace viz::test {

inline SecretBytes fixedKey(int seed) {
    if (!initializeCrypto())
        std::abort();
    SecretBytes key(32);
    for (std::byte& b : key.mutableView())
        b = static_cast<std::byte>(seed++);
    return key;
}

/// A tone that no codec loses: 48 kHz mono.
inline std::vector<std::int16_t> tone(int samples, double hz = 400, int from = 0) {
    std::vector<std::int16_t> pcm;
    for (int i = from; i < from + samples; ++i)
        pcm.push_back(static_cast<std::int16_t>(8000 * std::sin(2 * 3.14159265358979 * hz * i / kSampleRate)));
    return pcm;
}

/// Something with the rhythm of speech, so that DTX does not take it for noise: a voiced sound, four times a second.
inline std::vector<std::int16_t> syllables(int samples, int from = 0) {
    std::vector<std::int16_t> pcm;
    for (int i = from; i < from + samples; ++i) {
        const double t = double(i) / kSampleRate;
        double sum = 0;
        for (int harmonic = 1; harmonic <= 8; ++harmonic)
            sum += std::sin(2 * 3.14159265358979 * 120 * harmonic * t) / harmonic;
        pcm.push_back(static_cast<std::int16_t>(5000 * sum * (0.5 - 0.5 * std::cos(2 * 3.14159265358979 * 4 * t))));
    }
    return pcm;
}

inline double rms(std::span<const std::int16_t> pcm) {
    double sum = 0;
    for (const std::int16_t sample : pcm)
        sum += double(sample) * sample;
    return std::sqrt(sum / static_cast<double>(pcm.size()));
}

/// One direction of a call in virtual time: sound in, records on a wire that tests look at, delay or cut, sound out.
struct VoiceLink {
    static constexpr RouteId kRoute = 1;

    explicit VoiceLink(const VoiceProfile& profile) : VoiceLink(SendSettings{.profile = profile}) {}
    explicit VoiceLink(const SendSettings& settings)
        : sender(settings, clock, senderAcks,
                 [this](RouteId, ByteView record) { wire.emplace_back(record.begin(), record.end()); })
        , receiver(inbox, receiverAcks, [this](const ControlMessage& message) { controls.push_back(message); })
        , playout(inbox, receiverAcks) {
        sender.addRoute(kRoute, fixedKey(1));
        receiver.addRoute(kRoute, fixedKey(1));
        receiver.allowSound();
        sender.startAcknowledging();
    }

    /// 10 ms pass: the microphone hears `sound`, everything on the wire arrives and is acknowledged, the loudspeaker
    /// plays.
    std::vector<std::int16_t> step(const std::vector<std::int16_t>& sound) {
        sender.pushSound(sound);
        deliver();
        acknowledge();
        std::vector<std::int16_t> out(480);
        playout.render(out, Samples{0}, clock.now());
        clock.advance(std::chrono::milliseconds{10});
        sender.tick();
        played += 480;
        return out;
    }

    std::vector<std::int16_t> step() { return step(syllables(480, played)); }

    void acknowledge() {
        const auto newest = static_cast<std::uint32_t>(sender.stats().frames - 1);
        (void)SpscRing<ArrivedAck>::Producer(senderAcks.fromPeer)
            .push({.ack = {.maxSequence = Sequence{newest}}, .arrival = clock.now()});
    }

    void deliver() {
        for (; !wire.empty(); wire.pop_front())
            consume(wire.front());
    }

    ReceivePipeline::Verdict consume(ByteView record) {
        return verdict = receiver.consume(kRoute, record, clock.now());
    }

    ManualClock clock{std::chrono::hours{1}};
    AckExchange senderAcks;
    AckExchange receiverAcks;
    PlayoutInbox inbox;
    std::deque<Bytes> wire;
    std::vector<ControlMessage> controls;
    SendPipeline sender;
    ReceivePipeline receiver;
    PlayoutPipeline playout;
    ReceivePipeline::Verdict verdict = ReceivePipeline::Verdict::Ok;
    int played = 0;
};

} // namespace viz::test
