// clean() runs in the frame loop: it must not allocate. This program counts operator new, that of the C++ in
// libwebrtc-audio-processing included; what C inside the libraries takes with malloc it does not see.

#include "core/media/cleaner/microphone_cleaner.h"
#include "tests/perf/cleaner_trials.h"
#include "tests/sim/speech_signal.h"
#include "tests/support/allocation_counter.h"

#include <gtest/gtest.h>

#include <memory>

namespace viz::test {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t kBlock = SpeechCleaner::kBlock.count();

/// In 4 s of a call after its first second.
std::size_t allocationsWith(CleanerKind kind, EchoHandling echo) {
    PlayedSound ring(kSampleRate);
    PlayedSound::Producer loudspeaker(ring);
    MicrophoneCleaner cleaner(ring, makeSpeechCleaner(kind));
    cleaner.configure({.echo = echo});
    const Pcm far = speechSignal(5s, 2);
    Pcm near = speechSignal(5s, 1);
    std::size_t atStart = 0;
    for (std::size_t at = 0; at + kBlock <= near.size(); at += kBlock) {
        if (at < 48000)
            atStart = allocations();
        cleaner.setEchoDelay(Samples{48 * 80});
        (void)loudspeaker.push(std::span(far).subspan(at, at % 9600 < 4800 ? kBlock : 0));
        cleaner.clean(std::span(near).subspan(at, kBlock));
    }
    return allocations() - atStart;
}

TEST(AllocationCounter, Counts) {
    const std::size_t before = allocations();
    const auto memory = std::make_unique<int>(1);
    EXPECT_EQ(allocations(), before + 1);
}

class CleanerAllocation : public testing::TestWithParam<CleanerKind> {};

TEST_P(CleanerAllocation, DoesNotHappenInTheFrameLoop) {
    if (!isAvailable(GetParam()))
        GTEST_SKIP() << "not in this build";
    for (const EchoHandling echo : {EchoHandling::Cancel, EchoHandling::HalfDuplex, EchoHandling::Off})
        EXPECT_EQ(allocationsWith(GetParam(), echo), 0U) << static_cast<int>(echo);
}

INSTANTIATE_TEST_SUITE_P(Libraries, CleanerAllocation,
                         testing::Values(CleanerKind::WebRtc, CleanerKind::SpeexDsp, CleanerKind::None));

} // namespace
} // namespace viz::test
