// A peer that holds the keys may send anything, and the network may bring it at any time. Every byte string is a story
// of such a call: four bytes an event, so that the fuzzer can cut, swap and repeat events.

#include "core/media/jitter/jitter_buffer.h"
#include "core/media/voice_decoder.h"
#include "core/media/voice_encoder.h"
#include "fuzz_input.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace {

using namespace viz;
using namespace std::chrono_literals;

/// Real frames of a tone, some of every duration.
class Packets {
public:
    Packets() {
        for (const FrameDuration duration : kFrameDurations) {
            VoiceEncoder encoder({.duration = duration});
            std::vector<std::int16_t> sound(static_cast<std::size_t>(lengthOf(duration).count()));
            for (int i = 0; i < 4; ++i) {
                for (std::size_t k = 0; k < sound.size(); ++k)
                    sound[k] =
                        static_cast<std::int16_t>(9000 * std::sin(0.05 * static_cast<double>(k + i * sound.size())));
                const ByteView packet = encoder.encode(sound);
                m_packets[static_cast<std::size_t>(duration)].emplace_back(packet.begin(), packet.end());
            }
        }
    }
    [[nodiscard]] ByteView of(FrameDuration duration, unsigned which) const {
        return m_packets[static_cast<std::size_t>(duration)][which % 4];
    }

private:
    std::array<std::vector<Bytes>, kFrameDurations.size()> m_packets;
};

class Call {
public:
    explicit Call(const Packets& packets) : m_packets(packets) {}

    void happen(std::uint8_t what, std::uint8_t how, std::int16_t howMuch, ByteView rest) {
        m_duration = kFrameDurations[how % kFrameDurations.size()];
        switch (what % 12) {
        case 0:
        case 1:
        case 2:
            return pull(1 + how % 8);
        case 3:
            return insert(next(), m_packets.of(m_duration, how));
        case 4: // several in one message
            return insertMessage(1 + how % 16);
        case 5: // the same or an older one again
            return insert(frameAt(m_sequence + -(how % 32), m_captured), m_packets.of(m_duration, how));
        case 6: // garbage in the place of Opus
            return insert(next(), rest.first(std::min<std::size_t>({rest.size(), how, kMaxEncodedFrameBytes})));
        case 7: // left out by the sender
            return leaveOut(howMuch);
        case 8: // any sequence number
            m_sequence = m_sequence + howMuch * (how < 128 ? 1 : 65536);
            return;
        case 9: // the sender's clock jumps, by up to a thousand hours
            m_captured = wrapped(m_captured + Samples{howMuch} * (std::int64_t{1} << how % 23));
            return;
        case 10: // nothing is played for a while, or our clock jumps back
            m_now += std::clamp<Samples>(Samples{howMuch} * (1 + how), -1s, 100s);
            return;
        default:
            return insert(strange(how, howMuch), m_packets.of(m_duration, how));
        }
    }

private:
    static MediaTime wrapped(MediaTime at) { return MediaTime{at.count() & 0xFFFFFFFFFFFF}; }

    EncodedFrame frameAt(Sequence sequence, MediaTime end) const {
        EncodedFrame frame;
        frame.sequence = sequence;
        frame.duration = m_duration;
        frame.captureEnd = end;
        frame.messageCaptureEnd = end;
        return frame;
    }
    EncodedFrame next() {
        ++m_sequence;
        m_captured = wrapped(m_captured + lengthOf(m_duration));
        return frameAt(m_sequence, m_captured);
    }
    EncodedFrame strange(std::uint8_t how, std::int16_t howMuch) {
        EncodedFrame frame = next();
        frame.endsTalkspurt = how & 1;
        frame.framesInMessage = static_cast<std::uint8_t>(how >> 1);
        frame.messageCaptureEnd = wrapped(m_captured + Samples{howMuch});
        frame.announcedLength = Samples{howMuch} * 16;
        return frame;
    }
    void leaveOut(std::int16_t howMuch) {
        const int frames = howMuch & 63;
        m_sequence = m_sequence + frames;
        m_captured = wrapped(m_captured + frames * lengthOf(m_duration));
    }
    void insertMessage(int frames) {
        const MediaTime end = wrapped(m_captured + frames * lengthOf(m_duration));
        for (int i = 0; i < frames; ++i) {
            EncodedFrame frame = next();
            frame.framesInMessage = static_cast<std::uint8_t>(frames);
            frame.messageCaptureEnd = end;
            insert(frame, m_packets.of(m_duration, static_cast<unsigned>(i)));
        }
    }
    void insert(EncodedFrame frame, ByteView payload) {
        frame.setPayload(payload);
        (void)m_buffer.insert(frame, m_now);
    }
    void pull(int times) {
        std::array<float, 480> out{};
        for (int i = 0; i < times; ++i, m_now += JitterBuffer::kPullLength) {
            const PlayoutStats before = m_buffer.stats();
            m_buffer.pull(out, m_now);
            check(out, before, m_buffer.stats());
        }
    }
    static void check(std::span<const float> out, const PlayoutStats& before, const PlayoutStats& after) {
        fuzz::require(std::all_of(out.begin(), out.end(), [](float s) { return s >= -1 && s <= 1; }),
                      "sound is within full scale, and a number");
        const auto emitted = after.totalSamplesReceived - before.totalSamplesReceived;
        fuzz::require(emitted <= 480, "10 ms are counted once");
        fuzz::require(after.currentTarget >= Samples::zero(), "nothing is heard before it was said");
        fuzz::require(std::isfinite(after.jitterBufferDelay), "the sum of the delays is a number");
    }

    const Packets& m_packets;
    JitterBuffer m_buffer{std::make_unique<VoiceDecoder>()};
    MediaTime m_now{1h};
    MediaTime m_captured{(std::int64_t{1} << 48) - 96000}; // wraps after 2 s
    Sequence m_sequence{0xFFFFFFF0U};
    FrameDuration m_duration = FrameDuration::Ms20;
};

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const Packets packets;
    Call call(packets);
    constexpr std::size_t kMostEvents = 160; // more only makes the fuzzer slow
    for (std::size_t at = 0; at + 4 <= size && at < 4 * kMostEvents; at += 4) {
        const auto howMuch = static_cast<std::int16_t>(data[at + 2] | data[at + 3] << 8);
        call.happen(data[at], data[at + 1], howMuch, fuzz::asBytes(data + at + 4, size - at - 4));
    }
    return 0;
}
