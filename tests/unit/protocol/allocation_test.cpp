#include "batch_fixture.h"
#include "core/protocol/record_opener.h"
#include "core/protocol/record_sealer.h"
#include "tests/support/allocation_counter.h"

namespace viz::test {
namespace {

TEST(VoicePath, DoesNotAllocateOnceItIsWarm) {
    BatchCompressor compressor;
    RecordSealer sealer(countingSecret(1, 32));
    RecordOpener opener(countingSecret(1, 32));
    FrameBatch sent = makeBatch(
        8, [](std::size_t i) { return 100 + i; }, noise);
    const Bytes frame(120);
    FrameBatch queued;
    FrameBatch received;
    Bytes plaintext;
    Bytes record;
    const auto roundTrip = [&](SizePolicy policy) {
        sent.clear();
        for (int i = 0; i < 8; ++i)
            (void)sent.add(frame);
        queued = sent;
        compressor.pack(queued, policy, plaintext);
        sealer.seal(plaintext, record);
        return opener.open(record, plaintext) && compressor.unpack(plaintext, received);
    };
    ASSERT_TRUE(roundTrip(SizePolicy::Constant));
    ASSERT_TRUE(roundTrip(SizePolicy::Smallest));
    const std::size_t before = allocations();
    bool arrived = true;
    for (int i = 0; i < 5000; ++i) // beyond a rekey
        arrived = roundTrip(i % 2 == 0 ? SizePolicy::Constant : SizePolicy::Smallest) && arrived;
    EXPECT_EQ(allocations(), before);
    EXPECT_TRUE(arrived);
}

} // namespace
} // namespace viz::test
