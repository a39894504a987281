#include "core/device/audio_factory.h"

#include "core/device/audio_backend.h"
#include "core/device/capture_device.h"
#include "core/device/microphone_permission.h"
#include "core/device/paced_input.h"
#include "core/device/paced_output.h"
#include "core/device/playback_device.h"
#include "core/device/speech_like_samples.h"

#include <QFileInfo>

namespace viz {

namespace {

constexpr std::uint32_t kSpeechSeed = 1;

using MadeInput = tl::expected<std::unique_ptr<AudioInput>, DeviceError>;
using MadeOutput = tl::expected<std::unique_ptr<AudioOutput>, DeviceError>;
using MadeSource = tl::expected<std::unique_ptr<SampleSource>, DeviceError>;

MadeSource openFile(const QString& path, FileSamples::AtEnd atEnd) {
    auto reader = WavReader::open(path);
    if (!reader)
        return tl::unexpected(DeviceError::FileUnreadable);
    return std::make_unique<FileSamples>(std::move(*reader), atEnd);
}

MadeSource makeSource(const AudioInputSpec& spec) {
    switch (spec.kind) {
    case AudioInputSpec::Kind::File:
        return openFile(spec.path, FileSamples::AtEnd::Silence);
    case AudioInputSpec::Kind::FileLoop:
        return openFile(spec.path, FileSamples::AtEnd::Repeat);
    case AudioInputSpec::Kind::Tone:
        return std::make_unique<ToneSamples>(spec.toneHz);
    case AudioInputSpec::Kind::Speech:
        return std::make_unique<SpeechLikeSamples>(kSpeechSeed);
    default:
        return std::make_unique<SilenceSamples>();
    }
}

bool isRealDevice(const AudioInputSpec& spec) {
    return spec.kind == AudioInputSpec::Kind::Default || spec.kind == AudioInputSpec::Kind::Device;
}

bool isRealDevice(const AudioOutputSpec& spec) {
    return spec.kind == AudioOutputSpec::Kind::Default || spec.kind == AudioOutputSpec::Kind::Device;
}

/// There may be a microphone that the system does not show.
DeviceError missingInput(DeviceError error, bool isDenied) {
    return error == DeviceError::NoDevice && isDenied ? DeviceError::PermissionDenied : error;
}

template<typename Spec>
std::optional<DeviceError> checkDevice(const Spec& spec) {
    startAudioBackend();
    const auto device = findDevice(spec);
    return device ? std::nullopt : std::optional(device.error());
}

std::optional<DeviceError> checkMicrophone(const AudioInputSpec& spec) {
    const auto error = checkDevice(spec);
    return error ? std::optional(missingInput(*error, isMicrophoneDenied())) : std::nullopt;
}

bool canWrite(const QString& path) {
    const QFileInfo file(path);
    if (file.exists())
        return file.isWritable() && !file.isDir();
    const QFileInfo folder(file.absolutePath());
    return folder.isDir() && folder.isWritable() && !file.fileName().isEmpty();
}

} // namespace

MadeInput AudioFactory::makeInput(const AudioInputSpec& spec) {
    if (isRealDevice(spec))
        return makeMicrophone(spec);
    return makeSource(spec).map([this](std::unique_ptr<SampleSource> source) -> std::unique_ptr<AudioInput> {
        return std::make_unique<PacedInput>(std::move(source), m_clock);
    });
}

MadeInput AudioFactory::makeMicrophone(const AudioInputSpec& spec) {
    const auto isMicrophoneDenied = [this] { return isDenied(DeviceInfo::Direction::Input); };
    const auto device = findDevice(spec);
    if (!device)
        return tl::unexpected(missingInput(device.error(), isMicrophoneDenied()));
    return std::make_unique<CaptureDevice>(*device, m_clock, CaptureDevice::Config{.isDenied = isMicrophoneDenied});
}

MadeOutput AudioFactory::makeOutput(const AudioOutputSpec& spec) {
    if (isRealDevice(spec))
        return findDevice(spec).map([this](const QAudioDevice& device) -> std::unique_ptr<AudioOutput> {
            return std::make_unique<PlaybackDevice>(device, m_clock);
        });
    std::unique_ptr<WavWriter> writer;
    if (spec.kind == AudioOutputSpec::Kind::File && !(writer = WavWriter::create(spec.path)))
        return tl::unexpected(DeviceError::FileUnwritable);
    return std::make_unique<PacedOutput>(std::move(writer), m_clock);
}

bool AudioFactory::isDenied(DeviceInfo::Direction direction) const {
    return direction == DeviceInfo::Direction::Input ? isMicrophoneDenied() : isLoudspeakerDenied();
}

std::unique_ptr<DeviceList> AudioFactory::watchDevices() { return std::make_unique<DeviceCatalog>(); }

std::optional<DeviceError> checkInput(const AudioInputSpec& spec) {
    if (isRealDevice(spec))
        return checkMicrophone(spec);
    const MadeSource source = makeSource(spec);
    return source ? std::nullopt : std::optional(source.error());
}

std::optional<DeviceError> checkOutput(const AudioOutputSpec& spec) {
    if (isRealDevice(spec))
        return checkDevice(spec);
    if (spec.kind == AudioOutputSpec::Kind::File && !canWrite(spec.path))
        return DeviceError::FileUnwritable;
    return std::nullopt;
}

} // namespace viz
