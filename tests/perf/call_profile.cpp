// A call in virtual time, for callgrind: `call_profile NEAR.raw FAR.raw [loudspeaker|headphones|raw]`, 48 kHz mono 16
// bits. Two parties with everything between a microphone's sound and a loudspeaker's, without devices, sockets and
// threads; prints the seconds of sound that each of them sent. What is counted is countedCall() (--toggle-collect).

#include "core/pipeline/playout/playout_pipeline.h"
#include "core/pipeline/receive/receive_pipeline.h"
#include "core/pipeline/send/send_pipeline.h"
#include "tests/support/voice_link.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstring>
#include <deque>
#include <fstream>
#include <iterator>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace viz::test {
namespace {

using namespace std::chrono_literals;
using Pcm = std::vector<std::int16_t>;

constexpr std::size_t kBlock = 480; ///< of both devices: 10 ms
using Block = std::array<std::int16_t, kBlock>;
constexpr auto kBlockTime = 10ms;
constexpr auto kOneWay = 20ms;

Pcm readRaw(const char* path) {
    std::ifstream file(path, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(file), {}};
    Pcm pcm(bytes.size() / sizeof(std::int16_t));
    std::memcpy(pcm.data(), bytes.data(), pcm.size() * sizeof(std::int16_t));
    return pcm;
}

struct Room {
    SoundSettings sound;
    int echoGain = 0; ///< of the loudspeaker in the microphone, in 256ths
};

/// As the program starts: everything on, with a loudspeaker that is heard 12 dB lower.
std::optional<Room> roomNamed(std::string_view name) {
    if (name == "loudspeaker")
        return Room{.sound = {}, .echoGain = 64};
    if (name == "headphones")
        return Room{};
    if (name == "raw")
        return Room{.sound = untouchedSound()};
    return std::nullopt;
}

/// One speaks, then the other, then both, 4 s each; who does not speak leaves a quiet room's noise, -68 dBFS.
void takeTurns(Pcm& near, Pcm& far) {
    constexpr std::size_t kTurn = 4 * kSampleRate;
    std::minstd_rand random;
    std::uniform_int_distribution<std::int16_t> noise(-22, 22);
    for (std::size_t i = 0; i < std::min(near.size(), far.size()); ++i) {
        const std::size_t turn = i / kTurn % 3;
        if (turn < 2)
            (turn == 0 ? far : near)[i] = noise(random);
    }
}

/// One end of the call, as the worker threads drive it.
class Party {
public:
    Party(const Pcm& voice, const Room& room, const ManualClock& clock, int sealing, int opening)
        : m_voice(voice)
        , m_echoGain(room.echoGain)
        , m_clock(clock)
        , m_sender(
              {}, clock, m_acks, [this](RouteId, ByteView record) { send(record); },
              std::make_unique<MicrophoneCleaner>(m_toCleaner))
        , m_receiver(m_inbox, m_acks, [](const ControlMessage&) {})
        , m_playout(m_inbox, m_acks) {
        m_sender.setSound(room.sound);
        m_playout.setSound(room.sound);
        m_sender.addRoute(VoiceLink::kRoute, fixedKey(sealing));
        m_sender.startAcknowledging();
        m_receiver.addRoute(VoiceLink::kRoute, fixedKey(opening));
        m_receiver.allowSound();
    }

    void capture(std::size_t at) {
        const Block& echo = m_played[at / kBlock % m_played.size()];
        for (std::size_t i = 0; i < kBlock; ++i)
            m_recorded[i] =
                static_cast<std::int16_t>(std::clamp(m_voice[at + i] + echo[i] * m_echoGain / 256, -32768, 32767));
        m_sender.pushSound(m_recorded);
    }
    void tick() {
        m_sender.tick();
        m_playout.setOneWayDelay(m_sender.stats().minimumRoundTrip.value_or(MonotonicTime{}) / 2);
    }
    void receiveFrom(Party& other) {
        for (; !other.m_flying.empty() && other.m_flying.front().first <= m_clock.now(); other.m_flying.pop_front())
            (void)m_receiver.consume(VoiceLink::kRoute, other.m_flying.front().second, m_clock.now());
    }
    void render(std::size_t at) {
        Block& out = m_played[at / kBlock % m_played.size()];
        m_playout.render(out, Samples{2 * kBlock}, m_clock.now());
        (void)m_reference.push(out);
    }

private:
    void send(ByteView record) { m_flying.emplace_back(m_clock.now() + kOneWay, Bytes(record.begin(), record.end())); }

    const Pcm& m_voice;
    const int m_echoGain;
    const ManualClock& m_clock;
    AckExchange m_acks;
    PlayoutInbox m_inbox;
    PlayedSound m_toCleaner{kSampleRate / 2};
    PlayedSound::Producer m_reference{m_toCleaner};
    SendPipeline m_sender;
    ReceivePipeline m_receiver;
    PlayoutPipeline m_playout;
    std::deque<std::pair<MonotonicTime, Bytes>> m_flying;
    std::array<Block, 8> m_played{}; ///< as many blocks as the echo is late
    Block m_recorded{};
};

} // namespace

/// Not inlined, and with a plain name, so that a profiler finds it.
extern "C" __attribute__((noinline)) void countedCall(Party& one, Party& other, ManualClock& clock,
                                                      std::size_t length) {
    for (std::size_t at = 0; at + kBlock <= length; at += kBlock) {
        for (Party* const party : {&one, &other})
            party->capture(at);
        if (at / kBlock % 2 == 0) // the send thread's tick: 20 ms
            for (Party* const party : {&one, &other})
                party->tick();
        one.receiveFrom(other);
        other.receiveFrom(one);
        for (Party* const party : {&one, &other})
            party->render(at);
        clock.advance(kBlockTime);
    }
}

} // namespace viz::test

int main(int argc, char** argv) {
    using namespace viz;
    using namespace viz::test;
    const auto room = argc > 2 ? roomNamed(argc > 3 ? argv[3] : "loudspeaker") : std::nullopt;
    if (!room)
        return 2;
    Pcm near = readRaw(argv[1]);
    Pcm far = readRaw(argv[2]);
    takeTurns(near, far);
    ManualClock clock{1h};
    Party one(near, *room, clock, 1, 40);
    Party other(far, *room, clock, 40, 1);
    const std::size_t length = std::min(near.size(), far.size());
    countedCall(one, other, clock, length);
    std::printf("%.2f\n", static_cast<double>(length) / kSampleRate);
}
