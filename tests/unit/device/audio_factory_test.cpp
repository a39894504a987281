#include "core/device/audio_factory.h"
#include "core/device/wav_writer.h"
#include "tests/support/wait_for.h"

#include <QFileInfo>
#include <QTemporaryDir>

#include <gtest/gtest.h>

#include <algorithm>

namespace viz {
namespace {

class Collector final : public CaptureSink {
public:
    void onCaptured(std::span<const std::int16_t> block) override {
        samples.insert(samples.end(), block.begin(), block.end());
    }
    std::vector<std::int16_t> samples;
};

class Filler final : public PlaybackSource {
public:
    void onRender(std::span<std::int16_t> out, Samples) override {
        std::ranges::fill(out, std::int16_t{321});
        ++blocks;
    }
    int blocks = 0;
};

class AudioFactoryTest : public testing::Test {
protected:
    QString path(const char* name) const { return m_folder.filePath(QString::fromLatin1(name)); }
    static AudioInputSpec input(const QString& text) { return *parseAudioInput(text); }
    static AudioOutputSpec output(const QString& text) { return *parseAudioOutput(text); }
    void writeFile(const QString& name, std::size_t samples) const {
        const auto writer = WavWriter::create(name);
        ASSERT_TRUE(writer && writer->append(std::vector<std::int16_t>(samples, 99)));
    }

    QTemporaryDir m_folder;
    AudioFactory m_factory;
};

TEST_F(AudioFactoryTest, MakesEveryInputThatNeedsNoDevice) {
    writeFile(path("in.wav"), 4800);
    for (const QString& text : {u"silence"_qs, u"speech"_qs, u"tone:440"_qs, u"file:"_qs + path("in.wav"),
                                u"file-loop:"_qs + path("in.wav")}) {
        EXPECT_EQ(checkInput(input(text)), std::nullopt) << text.toStdString();
        auto made = m_factory.makeInput(input(text));
        ASSERT_TRUE(made) << text.toStdString();
        Collector sink;
        (*made)->start(sink);
        EXPECT_TRUE(test::waitFor([&] { return sink.samples.size() > 4800; })) << text.toStdString();
        const bool isSilent = std::ranges::all_of(sink.samples, [](int sample) { return sample == 0; });
        EXPECT_EQ(isSilent, text == u"silence"_qs) << text.toStdString();
        (*made)->stop();
    }
}

TEST_F(AudioFactoryTest, RefusesAnInputFileThatItCannotRead) {
    QFile text(path("text.wav"));
    ASSERT_TRUE(text.open(QIODevice::WriteOnly));
    text.write("this is no sound");
    text.close();
    for (const char* name : {"none.wav", "text.wav", "."}) {
        const AudioInputSpec spec = input(u"file:"_qs + path(name));
        EXPECT_EQ(checkInput(spec), DeviceError::FileUnreadable) << name;
        EXPECT_EQ(m_factory.makeInput(spec).error(), DeviceError::FileUnreadable) << name;
    }
}

TEST_F(AudioFactoryTest, WritesAnOutputFile) {
    const AudioOutputSpec spec = output(u"file:"_qs + path("out.wav"));
    EXPECT_EQ(checkOutput(spec), std::nullopt);
    EXPECT_FALSE(QFileInfo::exists(path("out.wav"))) << "a check must not leave a file";
    auto made = m_factory.makeOutput(spec);
    ASSERT_TRUE(made);
    Filler source;
    (*made)->start(source);
    EXPECT_TRUE(test::waitFor([&] { return source.blocks >= 5; }));
    (*made)->stop();
    EXPECT_EQ(QFileInfo(path("out.wav")).size(), 44 + source.blocks * 960);
}

TEST_F(AudioFactoryTest, LeavesAnOldFileAloneWhenItChecks) {
    writeFile(path("old.wav"), 1000);
    EXPECT_EQ(checkOutput(output(u"file:"_qs + path("old.wav"))), std::nullopt);
    EXPECT_EQ(QFileInfo(path("old.wav")).size(), 2044);
}

TEST_F(AudioFactoryTest, RefusesAnOutputFileThatItCannotWrite) {
    for (const char* name : {"no/such/folder.wav", "."}) {
        const AudioOutputSpec spec = output(u"file:"_qs + path(name));
        EXPECT_EQ(checkOutput(spec), DeviceError::FileUnwritable) << name;
        EXPECT_EQ(m_factory.makeOutput(spec).error(), DeviceError::FileUnwritable) << name;
    }
}

TEST_F(AudioFactoryTest, MakesAnOutputThatNobodyHears) {
    EXPECT_EQ(checkOutput(output(u"null"_qs)), std::nullopt);
    auto made = m_factory.makeOutput(output(u"null"_qs));
    ASSERT_TRUE(made);
    Filler source;
    (*made)->start(source);
    EXPECT_TRUE(test::waitFor([&] { return source.blocks >= 3; }));
}

} // namespace
} // namespace viz
