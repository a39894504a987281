#include "core/device/audio_spec.h"

namespace viz {

namespace {

constexpr QLatin1StringView kDefault("default");
constexpr QLatin1StringView kFile("file:");
constexpr QLatin1StringView kFileLoop("file-loop:");
constexpr QLatin1StringView kTone("tone:");
constexpr QLatin1StringView kSilence("silence");
constexpr QLatin1StringView kSpeech("speech");
constexpr QLatin1StringView kNull("null");

std::optional<AudioInputSpec> fileInput(AudioInputSpec::Kind kind, const QString& path) {
    if (path.isEmpty())
        return std::nullopt;
    return AudioInputSpec{.kind = kind, .deviceId = {}, .path = path, .toneHz = 0};
}

std::optional<AudioInputSpec> toneInput(const QString& hertz) {
    bool isNumber = false;
    const int toneHz = hertz.toInt(&isNumber);
    if (!isNumber || toneHz < kMinToneHz || toneHz > kMaxToneHz)
        return std::nullopt;
    return AudioInputSpec{.kind = AudioInputSpec::Kind::Tone, .deviceId = {}, .path = {}, .toneHz = toneHz};
}

AudioInputSpec plainInput(AudioInputSpec::Kind kind, const QByteArray& deviceId = {}) {
    return {.kind = kind, .deviceId = deviceId, .path = {}, .toneHz = 0};
}

} // namespace

std::optional<AudioInputSpec> parseAudioInput(const QString& text) {
    using Kind = AudioInputSpec::Kind;
    if (text.isEmpty())
        return std::nullopt;
    if (text.startsWith(kFileLoop))
        return fileInput(Kind::FileLoop, text.mid(kFileLoop.size()));
    if (text.startsWith(kFile))
        return fileInput(Kind::File, text.mid(kFile.size()));
    if (text.startsWith(kTone))
        return toneInput(text.mid(kTone.size()));
    if (text == kDefault)
        return plainInput(Kind::Default);
    if (text == kSilence)
        return plainInput(Kind::Silence);
    if (text == kSpeech)
        return plainInput(Kind::Speech);
    return plainInput(Kind::Device, text.toUtf8());
}

std::optional<AudioOutputSpec> parseAudioOutput(const QString& text) {
    using Kind = AudioOutputSpec::Kind;
    if (text.isEmpty() || text == kFile)
        return std::nullopt;
    if (text.startsWith(kFile))
        return AudioOutputSpec{.kind = Kind::File, .deviceId = {}, .path = text.mid(kFile.size())};
    if (text == kDefault)
        return AudioOutputSpec{.kind = Kind::Default, .deviceId = {}, .path = {}};
    if (text == kNull)
        return AudioOutputSpec{.kind = Kind::Null, .deviceId = {}, .path = {}};
    return AudioOutputSpec{.kind = Kind::Device, .deviceId = text.toUtf8(), .path = {}};
}

} // namespace viz
