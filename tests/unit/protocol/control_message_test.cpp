#include "core/protocol/control_message.h"
#include "core/protocol/wire_format.h"
#include "hex.h"

#include <gtest/gtest.h>

#include <random>

namespace viz::test {
namespace {

TEST(ControlMessage, IsPaddedToTheAudioRecordOrToAMultipleOf256) {
    struct Row {
        std::size_t dataBytes;
        std::size_t paddedSize;
        std::size_t size;
    };
    const Row rows[] = {{0, 188, 188},     {184, 188, 188}, {185, 188, 256},   {0, 0, 256},
                        {252, 0, 256},     {253, 0, 512},   {253, 256, 512},   {4092, 0, 4096},
                        {4092, 188, 4096}, {0, 5000, 5000}, {4092, 8176, 8176}};
    for (const Row& row : rows) {
        Bytes plaintext = fromHex("ff");
        packControl({.type = ControlType::Chat, .data = Bytes(row.dataBytes, std::byte{7})}, row.paddedSize, plaintext);
        EXPECT_EQ(plaintext.size(), row.size) << row.dataBytes << " in " << row.paddedSize;
        const auto message = unpackControl(plaintext);
        ASSERT_TRUE(message.has_value());
        EXPECT_EQ(message->type, ControlType::Chat);
        EXPECT_EQ(message->data, Bytes(row.dataBytes, std::byte{7}));
    }
}

TEST(ControlMessage, HasTheLayoutOfTheProtocol) {
    Bytes plaintext;
    packControl({.type = ControlType::Bye, .data = fromHex("02")}, 8, plaintext);
    EXPECT_EQ(toHex(plaintext), "0104000102000000");
}

TEST(ControlMessage, MuteTellsWhatTheSenderDoesNotSayAndDoesNotHear) {
    struct Row {
        MuteState state;
        const char* data;
    };
    for (const Row& row :
         {Row{{.muted = false, .canHear = true}, "00"}, Row{{.muted = true, .canHear = true}, "01"},
          Row{{.muted = false, .canHear = false}, "02"}, Row{{.muted = true, .canHear = false}, "03"}}) {
        EXPECT_EQ(toHex(packMute(row.state)), row.data);
        EXPECT_EQ(unpackMute(fromHex(row.data)), row.state);
    }
}

TEST(ControlMessage, MuteOfALaterVersionIsUnderstoodAsFarAsPossible) {
    EXPECT_EQ(unpackMute({}), MuteState{});
    EXPECT_EQ(unpackMute(fromHex("fc")), MuteState{});
    EXPECT_EQ(unpackMute(fromHex("fd0203")), (MuteState{.muted = true, .canHear = true}));
}

TEST(ControlMessage, UnknownTypesAreReturned) {
    const auto message = unpackControl(fromHex("01fe000211220000"));
    ASSERT_TRUE(message.has_value());
    EXPECT_EQ(static_cast<int>(message->type), 0xfe);
    EXPECT_EQ(message->data, fromHex("1122"));
}

TEST(ControlMessage, RefusesWhatIsMalformed) {
    struct Row {
        const char* what;
        Bytes plaintext;
    };
    Bytes tooMuchData = fromHex("010d0ffd"); // 4093
    tooMuchData.resize(8176);
    Bytes tooLong = fromHex("01010000");
    tooLong.resize(8177);
    const Row rows[] = {{"empty", {}},
                        {"other type", fromHex("00010000")},
                        {"audio", fromHex("02010000")},
                        {"cut in the header", fromHex("010100")},
                        {"length beyond the end", fromHex("0101000211")},
                        {"padding that is not zero", fromHex("010100011101")},
                        {"last padding byte not zero", fromHex("01010000000000000001")},
                        {"more data than allowed", tooMuchData},
                        {"longer than a plaintext", tooLong}};
    for (const Row& row : rows)
        EXPECT_FALSE(unpackControl(row.plaintext).has_value()) << row.what;
}

TEST(ControlMessage, SurvivesRandomBytes) {
    std::mt19937 random(1);
    for (int round = 0; round < 20000; ++round) {
        Bytes plaintext(random() % 40);
        for (std::byte& byte : plaintext)
            byte = static_cast<std::byte>(random() % 3 == 0 ? random() : random() % 2);
        if (const auto message = unpackControl(plaintext)) {
            Bytes again;
            packControl(*message, plaintext.size(), again);
            EXPECT_EQ(again, plaintext);
        }
    }
}

TEST(RecordTypes, AreKnownOrFatal) {
    EXPECT_EQ(recordType(fromHex("00")), RecordType::Fill);
    EXPECT_EQ(recordType(fromHex("0000")), RecordType::Fill);
    EXPECT_EQ(recordType(fromHex("01ff")), RecordType::Control);
    EXPECT_EQ(recordType(fromHex("02ff")), RecordType::Audio);
    EXPECT_EQ(recordType({}), std::nullopt);
    EXPECT_EQ(recordType(fromHex("0001")), std::nullopt);
    for (unsigned type = 3; type < 256; ++type)
        EXPECT_EQ(recordType(Bytes{static_cast<std::byte>(type)}), std::nullopt) << type;
}

TEST(Fill, IsZerosOfTheSizeAsked) {
    Bytes plaintext = fromHex("0102");
    packFill(5, plaintext);
    EXPECT_EQ(plaintext, Bytes(5));
    packFill(0, plaintext);
    EXPECT_EQ(plaintext, Bytes(1));
}

TEST(Codec, ArrivesAsItWasSent) {
    const CodecParameters rows[] = {{},
                                    {0, 1, 6000, 0},
                                    {5, 64, 128000, 1, 255},
                                    {.frameCode = 4, .framesPerMessage = 8, .bitrateBps = 24000, .sizePolicy = 1}};
    for (const CodecParameters& codec : rows)
        EXPECT_EQ(unpackCodec(packCodec(codec)), codec);
    EXPECT_EQ(toHex(packCodec({})), "030100007d000000");
}

TEST(Codec, RefusesWhatIsMalformedOrOutOfRange) {
    struct Row {
        const char* what;
        const char* data;
    };
    const Row rows[] = {{"empty", ""},
                        {"short", "030100007d0000"},
                        {"long", "030100007d00000000"},
                        {"frame code", "060100007d000000"},
                        {"no frames", "030000007d000000"},
                        {"65 frames", "034100007d000000"},
                        {"rate 5999", "03010000176f0000"},
                        {"rate 128001", "03010001f4010000"},
                        {"rate 2^32 - 1", "0301ffffffff0000"},
                        {"size policy", "030100007d000200"}};
    for (const Row& row : rows)
        EXPECT_EQ(unpackCodec(fromHex(row.data)), std::nullopt) << row.what;
}

} // namespace
} // namespace viz::test
