#include "tests/sim/replay/replay_sound.h"

#include "core/base/media_time.h"
#include "core/device/sample_source.h"
#include "core/device/wav_writer.h"

#include <algorithm>

namespace viz::test {
namespace {

constexpr std::int64_t kMostSamples = std::int64_t{600} * kSampleRate;
constexpr std::int64_t kFewestSamples = kSampleRate / 2;

QString complaintAbout(const QString& path, WavError error) {
    switch (error) {
    case WavError::NotWav:
        return QStringLiteral("%1 is not a WAV file").arg(path);
    case WavError::Unsupported:
        return QStringLiteral("%1 is a WAV file of a kind that cannot be read; PCM can").arg(path);
    default:
        return QStringLiteral("%1 cannot be read").arg(path);
    }
}

} // namespace

tl::expected<std::vector<std::int16_t>, QString> readSpeech(const QString& path) {
    auto reader = WavReader::open(path);
    if (!reader)
        return tl::unexpected(complaintAbout(path, reader.error()));
    const std::int64_t samples = reader->format().frames * kSampleRate / reader->format().sampleRate;
    if (samples < kFewestSamples)
        return tl::unexpected(QStringLiteral("%1 is shorter than half a second").arg(path));
    std::vector<std::int16_t> sound(static_cast<std::size_t>(std::min(samples, kMostSamples)));
    FileSamples(std::move(*reader), FileSamples::AtEnd::Silence).read(sound);
    return sound;
}

tl::expected<void, QString> writeSound(const QString& path, std::span<const std::int16_t> sound) {
    const auto writer = WavWriter::create(path);
    if (!writer || !writer->append(sound) || !writer->commit())
        return tl::unexpected(QStringLiteral("%1 cannot be written").arg(path));
    return {};
}

} // namespace viz::test
