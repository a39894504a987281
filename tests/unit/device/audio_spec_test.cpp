#include "core/device/audio_spec.h"

#include <gtest/gtest.h>

#include <ostream>

namespace viz {

static void PrintTo(AudioInputSpec::Kind kind, std::ostream* out) { *out << static_cast<int>(kind); }

namespace {

struct InputRow {
    QString text;
    AudioInputSpec::Kind kind;
    QByteArray deviceId;
    QString path;
    int toneHz;
};

TEST(AudioSpec, ReadsEveryKindOfInput) {
    using Kind = AudioInputSpec::Kind;
    const InputRow rows[] = {
        {u"default"_qs, Kind::Default, {}, {}, 0},
        {u"silence"_qs, Kind::Silence, {}, {}, 0},
        {u"speech"_qs, Kind::Speech, {}, {}, 0},
        {u"tone:440"_qs, Kind::Tone, {}, {}, 440},
        {u"tone:20"_qs, Kind::Tone, {}, {}, kMinToneHz},
        {u"tone:20000"_qs, Kind::Tone, {}, {}, kMaxToneHz},
        {u"file:a.wav"_qs, Kind::File, {}, u"a.wav"_qs, 0},
        {u"file:/x/файл с пробелом.wav"_qs, Kind::File, {}, u"/x/файл с пробелом.wav"_qs, 0},
        {u"file:file:b"_qs, Kind::File, {}, u"file:b"_qs, 0},
        {u"file-loop:a.wav"_qs, Kind::FileLoop, {}, u"a.wav"_qs, 0},
        {u"alsa_input.usb-1"_qs, Kind::Device, "alsa_input.usb-1", {}, 0},
        {u"Default"_qs, Kind::Device, "Default", {}, 0},
        {u"filename.wav"_qs, Kind::Device, "filename.wav", {}, 0},
        {u"микрофон"_qs, Kind::Device, u"микрофон"_qs.toUtf8(), {}, 0},
        {u"null"_qs, Kind::Device, "null", {}, 0},
    };
    for (const InputRow& row : rows) {
        const auto spec = parseAudioInput(row.text);
        ASSERT_TRUE(spec) << row.text.toStdString();
        EXPECT_EQ(spec->kind, row.kind) << row.text.toStdString();
        EXPECT_EQ(spec->deviceId, row.deviceId);
        EXPECT_EQ(spec->path, row.path);
        EXPECT_EQ(spec->toneHz, row.toneHz);
    }
}

TEST(AudioSpec, RefusesInputThatSaysNothing) {
    for (const QString& text :
         {u""_qs, u"file:"_qs, u"file-loop:"_qs, u"tone:"_qs, u"tone:19"_qs, u"tone:20001"_qs, u"tone:-440"_qs,
          u"tone:4e2"_qs, u"tone:440.5"_qs, u"tone:440Hz"_qs, u"tone:99999999999999999999"_qs})
        EXPECT_FALSE(parseAudioInput(text)) << text.toStdString();
}

TEST(AudioSpec, ReadsEveryKindOfOutput) {
    using Kind = AudioOutputSpec::Kind;
    EXPECT_EQ(parseAudioOutput(u"default"_qs)->kind, Kind::Default);
    EXPECT_EQ(parseAudioOutput(u"null"_qs)->kind, Kind::Null);
    EXPECT_EQ(parseAudioOutput(u"file:out.wav"_qs)->kind, Kind::File);
    EXPECT_EQ(parseAudioOutput(u"file:out.wav"_qs)->path, u"out.wav"_qs);
    EXPECT_EQ(parseAudioOutput(u"speaker-7"_qs)->kind, Kind::Device);
    EXPECT_EQ(parseAudioOutput(u"speaker-7"_qs)->deviceId, QByteArray("speaker-7"));
    EXPECT_EQ(parseAudioOutput(u"silence"_qs)->kind, Kind::Device);
}

TEST(AudioSpec, RefusesOutputThatSaysNothing) {
    EXPECT_FALSE(parseAudioOutput({}));
    EXPECT_FALSE(parseAudioOutput(u"file:"_qs));
}

} // namespace
} // namespace viz
