#include "batch_fixture.h"
#include "core/protocol/batch_compressor.h"
#include "core/protocol/wire_format.h"
#include "core/protocol/zstd_frame.h"

#include <sys/resource.h>
#include <zstd.h>

#include <random>

namespace viz::test {
namespace {

struct BatchShape {
    const char* what;
    std::size_t count;
    std::function<std::size_t(std::size_t)> sizeOf;
};

const std::vector<BatchShape>& shapes() {
    static const std::vector<BatchShape> rows{
        {"one frame of 80", 1, [](std::size_t) { return 80; }},
        {"one frame of 1", 1, [](std::size_t) { return 1; }},
        {"one frame of 1275", 1, [](std::size_t) { return 1275; }},
        {"three of 60", 3, [](std::size_t) { return 60; }},
        {"eight of 160", 8, [](std::size_t) { return 160; }},
        {"64 of 1", 64, [](std::size_t) { return 1; }},
        {"64 of 125, the most", 64, [](std::size_t) { return 125; }},
        {"two sizes", 2, [](std::size_t i) { return 10 + i; }},
        {"64 sizes", 64, [](std::size_t i) { return 1 + i; }},
        {"a DTX frame at the end", 8, [](std::size_t i) { return i == 7 ? 1 : 90; }},
        {"small and large", 7, [](std::size_t i) { return i % 2 == 0 ? 1 : 1275; }},
    };
    return rows;
}

TEST(BatchCompressor, RoundTripOfEveryShapeDurationPolicyAndFlag) {
    BatchCompressor compressor;
    Bytes plaintext;
    FrameBatch unpacked;
    for (const BatchShape& shape : shapes())
        for (const auto& content : {noise, silence})
            for (const FrameDuration duration : kFrameDurations)
                for (const SizePolicy policy : {SizePolicy::Constant, SizePolicy::Smallest})
                    for (const bool flags : {false, true}) {
                        SCOPED_TRACE(shape.what);
                        FrameBatch batch = makeBatch(shape.count, shape.sizeOf, content);
                        batch.duration = duration;
                        batch.endsTalkspurt = flags;
                        if (flags)
                            batch.announcedLength = Samples{640 * 48};
                        compressor.pack(batch, policy, plaintext);
                        ASSERT_LE(plaintext.size(), wire::kMaxPlaintextBytes);
                        ASSERT_TRUE(compressor.unpack(plaintext, unpacked));
                        EXPECT_TRUE(sameBatch(batch, unpacked));
                        EXPECT_TRUE(isCanonical(compressor, unpacked, plaintext));
                    }
}

TEST(BatchCompressor, HasTheLayoutOfTheProtocol) {
    BatchCompressor compressor;
    Bytes plaintext;
    FrameBatch batch = makeBatch(
        2, [](std::size_t) { return 2; }, silence);
    compressor.pack(batch, SizePolicy::Constant, plaintext);
    EXPECT_EQ(toHex(plaintext), "02000302"
                                "fffffff0fedcba987654"
                                "01020304111221223132d3e8"
                                "58585858");
    ASSERT_TRUE(batch.add(fromHex("aa")));
    batch.endsTalkspurt = true;
    batch.announcedLength = Samples{50 * 48};
    compressor.pack(batch, SizePolicy::Constant, plaintext);
    EXPECT_EQ(toHex(plaintext), "02160303"
                                "fffffff0fedcba987654"
                                "01020304111221223132d3e8"
                                "05"
                                "000258580002"
                                "58580001aa");
}

TEST(BatchCompressor, AnEmptyBatchIsAnAcknowledgementOrATailProbe) {
    BatchCompressor compressor;
    Bytes plaintext;
    FrameBatch unpacked;
    for (const bool probe : {false, true}) {
        FrameBatch batch = makeBatch(0, {}, noise);
        batch.tailProbe = probe;
        for (const SizePolicy policy : {SizePolicy::Constant, SizePolicy::Smallest}) {
            compressor.pack(batch, policy, plaintext);
            EXPECT_EQ(plaintext.size(), 26U);
            ASSERT_TRUE(compressor.unpack(plaintext, unpacked));
            EXPECT_TRUE(sameBatch(batch, unpacked));
        }
    }
}

TEST(BatchCompressor, ConstantIsOneSizeWhateverTheContent) {
    BatchCompressor compressor;
    Bytes quiet;
    Bytes loud;
    compressor.pack(makeBatch(
                        8, [](std::size_t) { return 160; }, silence),
                    SizePolicy::Constant, quiet);
    compressor.pack(makeBatch(
                        8, [](std::size_t) { return 160; }, noise),
                    SizePolicy::Constant, loud);
    EXPECT_EQ(quiet.size(), loud.size());
    EXPECT_EQ(quiet.size(), 26U + 8 * 160);
    EXPECT_EQ(compressor.savedBytes(), 0U);
}

TEST(BatchCompressor, SmallestCompressesOnlyIfThatIsSmaller) {
    BatchCompressor compressor;
    Bytes plaintext;
    compressor.pack(makeBatch(
                        8, [](std::size_t) { return 160; }, silence),
                    SizePolicy::Smallest, plaintext);
    EXPECT_LT(plaintext.size(), 100U);
    EXPECT_EQ(compressor.savedBytes(), 26U + 1280 - plaintext.size());
    EXPECT_EQ(plaintext[1], std::byte{1});
    const std::uint64_t saved = compressor.savedBytes();
    std::mt19937 random(3);
    compressor.pack(
        makeBatch(
            8, [](std::size_t) { return 160; }, [&random](std::size_t) { return static_cast<std::uint8_t>(random()); }),
        SizePolicy::Smallest, plaintext);
    EXPECT_EQ(plaintext.size(), 26U + 1280);
    EXPECT_EQ(compressor.savedBytes(), saved);
}

/// A header with these flags and this number of frames, and what follows it.
Bytes audioRecord(std::uint8_t flags, std::uint8_t frameCode, std::uint8_t count, ByteView rest) {
    Bytes plaintext;
    ByteWriter writer(plaintext);
    writer.u8(2);
    writer.u8(flags);
    writer.u8(frameCode);
    writer.u8(count);
    writer.zeros(22);
    writer.bytes(rest);
    return plaintext;
}

TEST(BatchCompressor, RefusesWhatIsMalformedOrNotCanonical) {
    struct Row {
        const char* what;
        Bytes plaintext;
    };
    Bytes otherType = audioRecord(0, 3, 0, {});
    otherType[0] = std::byte{1};
    Bytes cutHeader = audioRecord(0, 3, 0, {});
    cutHeader.pop_back();
    const Row rows[] = {
        {"empty", {}},
        {"control", otherType},
        {"cut header", cutHeader},
        {"unknown flag 5", audioRecord(0x20, 3, 1, fromHex("aa"))},
        {"unknown flag 7", audioRecord(0x80, 3, 1, fromHex("aa"))},
        {"frame code 6", audioRecord(0, 6, 1, fromHex("aa"))},
        {"65 frames", audioRecord(0, 3, 65, Bytes(65))},
        {"255 frames", audioRecord(0, 3, 255, Bytes(255))},
        {"no frames, but bytes", audioRecord(0, 3, 0, fromHex("aa"))},
        {"no frames, compressed", audioRecord(1, 3, 0, {})},
        {"no frames, of varying size", audioRecord(2, 3, 0, {})},
        {"a tail probe with a frame", audioRecord(8, 3, 1, fromHex("aa"))},
        {"a frame of no bytes", audioRecord(0, 3, 1, {})},
        {"three frames in eight bytes", audioRecord(0, 3, 3, Bytes(8))},
        {"a frame of 1276 bytes", audioRecord(0, 3, 1, Bytes(1276))},
        {"lengths beyond the end", audioRecord(2, 3, 2, fromHex("0001aa0003bbcc"))},
        {"a length of 0", audioRecord(2, 3, 2, fromHex("00000001aa"))},
        {"a length of 1276", audioRecord(2, 3, 2,
                                         [] {
                                             Bytes rest = fromHex("0001aa04fc");
                                             rest.resize(5 + 1276);
                                             return rest;
                                         }())},
        {"bytes after the last frame", audioRecord(2, 3, 2, fromHex("0001aa0002bbcc00"))},
        {"varying sizes that are equal", audioRecord(2, 3, 2, fromHex("0001aa0001bb"))},
        {"one frame of varying size", audioRecord(2, 3, 1, fromHex("0001aa"))},
        {"an announced length of 0", audioRecord(0x10, 3, 1, fromHex("00aa"))},
        {"an announced length of 650 ms", audioRecord(0x10, 3, 1, fromHex("41aa"))},
        {"an announced length that is missing", audioRecord(0x10, 3, 0, {})},
        {"not zstd", audioRecord(1, 3, 1, fromHex("aabbccddeeff"))},
        {"more than a plaintext", audioRecord(0, 3, 64, Bytes(64 * 128))},
    };
    BatchCompressor compressor;
    for (const Row& row : rows) {
        FrameBatch batch = makeBatch(
            3, [](std::size_t) { return 5; }, noise);
        EXPECT_FALSE(compressor.unpack(row.plaintext, batch)) << row.what;
        EXPECT_TRUE(batch.empty()) << row.what;
    }
}

TEST(BatchCompressor, EveryTruncationIsRefusedOrCanonical) {
    BatchCompressor compressor;
    Bytes plaintext;
    for (const BatchShape& shape : shapes())
        for (const SizePolicy policy : {SizePolicy::Constant, SizePolicy::Smallest}) {
            compressor.pack(makeBatch(shape.count, shape.sizeOf, silence), policy, plaintext);
            for (std::size_t size = 0; size<plaintext.size(); size += plaintext.size()> 2000 ? 37 : 1)
                expectRefusedOrCanonical(compressor, ByteView(plaintext).first(size));
        }
}

TEST(BatchCompressor, HundredThousandMutationsAreRefusedOrCanonical) {
    BatchCompressor compressor;
    std::mt19937 random(20240607);
    std::vector<Bytes> seeds;
    for (const BatchShape& shape : shapes())
        for (const SizePolicy policy : {SizePolicy::Constant, SizePolicy::Smallest}) {
            if (shape.count * shape.sizeOf(0) > 400)
                continue; // the layout repeats; small ones let the mutations hit it
            seeds.emplace_back();
            compressor.pack(makeBatch(shape.count, shape.sizeOf, silence), policy, seeds.back());
        }
    for (int round = 0; round < 100000; ++round) {
        Bytes mutated = seeds[random() % seeds.size()];
        for (unsigned change = 0; change <= random() % 3; ++change)
            mutated[random() % mutated.size()] = static_cast<std::byte>(random());
        if (random() % 4 == 0)
            mutated.resize(random() % (mutated.size() + 8));
        expectRefusedOrCanonical(compressor, mutated);
    }
}

// --- Zstandard frames that want more than they should -----------------------------------------------------------

/// `size` zeros, streamed, with the parameters of a hostile sender.
Bytes zstdOfZeros(std::size_t size, bool withContentSize, int windowLog) {
    ZSTD_CCtx* context = ZSTD_createCCtx();
    ZSTD_CCtx_setParameter(context, ZSTD_c_compressionLevel, 1);
    ZSTD_CCtx_setParameter(context, ZSTD_c_windowLog, windowLog);
    ZSTD_CCtx_setParameter(context, ZSTD_c_contentSizeFlag, withContentSize ? 1 : 0);
    if (withContentSize)
        ZSTD_CCtx_setPledgedSrcSize(context, size);
    const Bytes zeros(std::min<std::size_t>(size, 1 << 20));
    Bytes compressed(1 << 16);
    ZSTD_outBuffer out{compressed.data(), compressed.size(), 0};
    for (std::size_t done = 0; done < size; done += zeros.size()) {
        ZSTD_inBuffer in{zeros.data(), std::min(zeros.size(), size - done), 0};
        const bool isLast = done + in.size == size;
        while (in.pos < in.size || isLast)
            if (ZSTD_compressStream2(context, &out, &in, isLast ? ZSTD_e_end : ZSTD_e_continue) == 0 && isLast)
                break;
    }
    ZSTD_freeCCtx(context);
    compressed.resize(out.pos);
    return compressed;
}

Bytes zstdOnce(ByteView content) {
    Bytes compressed(ZSTD_compressBound(content.size()));
    compressed.resize(ZSTD_compress(compressed.data(), compressed.size(), content.data(), content.size(), 3));
    return compressed;
}

TEST(ZstdFrame, RefusesWhatIsNotOneModestFrame) {
    const Bytes bomb = zstdOfZeros(1 << 30, true, 17);
    EXPECT_LT(bomb.size(), 40000U) << "1 GiB of zeros";
    Bytes two = zstdOnce(Bytes(1000));
    ByteWriter(two).bytes(zstdOnce(Bytes(1000)));
    Bytes trailing = zstdOnce(Bytes(1000));
    trailing.push_back(std::byte{0});
    Bytes cut = zstdOnce(Bytes(1000));
    cut.pop_back();
    struct Row {
        const char* what;
        Bytes frame;
        std::optional<std::size_t> size;
    };
    const Row rows[] = {
        {"a modest frame", zstdOnce(Bytes(1000)), 1000},
        {"16 KiB", zstdOnce(Bytes(16384)), 16384},
        {"16 KiB and 1", zstdOnce(Bytes(16385)), std::nullopt},
        {"1 GiB", bomb, std::nullopt},
        {"unknown size", zstdOfZeros(1000, false, 14), std::nullopt},
        {"window 2^27, unknown size", zstdOfZeros(1000, false, 27), std::nullopt},
        {"no content", zstdOnce({}), std::nullopt},
        {"two frames", two, std::nullopt},
        {"a byte after the frame", trailing, std::nullopt},
        {"cut", cut, std::nullopt},
        {"empty", {}, std::nullopt},
        {"skippable frame", fromHex("502a4d180400000000000000"), std::nullopt},
        // Content size 1000 in two bytes (less 256), window byte 0x88 = 2^27, an RLE block of 1000 zeros.
        {"window 2^27, size known", fromHex("28b52ffd4088e802431f0000"), std::nullopt},
        {"window 2^14, size known", fromHex("28b52ffd4020e802431f0000"), 1000},
        {"window 2^14 and an eighth", fromHex("28b52ffd4021e802431f0000"), std::nullopt},
        {"dictionary 1", fromHex("28b52ffd6101e802431f0000"), std::nullopt}};
    for (const Row& row : rows)
        EXPECT_EQ(zstdContentSize(row.frame, 16384), row.size) << row.what;
}

long peakKilobytes() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
#ifdef __APPLE__
    return usage.ru_maxrss / 1024;
#else
    return usage.ru_maxrss;
#endif
}

TEST(BatchCompressor, BombsCostNothing) {
    const Bytes gibibyte = zstdOfZeros(1 << 30, true, 17);
    Bytes lying = zstdOfZeros(64 << 20, true, 17);
    ASSERT_EQ(lying[4], std::byte{0x80}) << "4 bytes of content size, after the window";
    const Bytes sixteenKiB = fromHex("00400000");
    std::copy(sixteenKiB.begin(), sixteenKiB.end(), lying.begin() + 6);
    lying[5] = std::byte{0x20};
    const Bytes bombs[] = {
        audioRecord(1, 3, 64, gibibyte),
        audioRecord(1, 3, 64, zstdOfZeros(64 << 20, true, 17)),
        audioRecord(1, 3, 64, zstdOfZeros(64 << 20, false, 27)),
        audioRecord(1, 3, 64, lying),
        audioRecord(1, 3, 64, zstdOnce(gibibyte)), // nested: 32 KiB inside
        audioRecord(1, 3, 64, zstdOnce(zstdOfZeros(1 << 20, true, 17))),
    };
    BatchCompressor compressor;
    FrameBatch batch;
    const long before = peakKilobytes();
    for (const Bytes& bomb : bombs)
        expectRefusedOrCanonical(compressor, bomb);
    for (std::size_t i = 0; i < 5; ++i)
        EXPECT_FALSE(compressor.unpack(bombs[i], batch)) << i;
    EXPECT_LT(peakKilobytes() - before, 1024);
}

TEST(BatchCompressor, RefusesACompressedFormThatIsNoSmaller) {
    std::mt19937 random(5);
    Bytes incompressible(200);
    for (std::byte& byte : incompressible)
        byte = static_cast<std::byte>(random());
    BatchCompressor compressor;
    FrameBatch batch;
    EXPECT_FALSE(compressor.unpack(audioRecord(1, 3, 1, zstdOnce(incompressible)), batch));
}

} // namespace
} // namespace viz::test
