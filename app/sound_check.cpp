#include "app/sound_check.h"

#include "app/messages.h"
#include "core/device/audio_factory.h"

namespace viz {
namespace {

template<typename Spec>
QString nameOf(const Spec& spec, const QString& direction) {
    if (!spec.path.isEmpty())
        return spec.path;
    return spec.deviceId.isEmpty() ? u"the default %1"_qs.arg(direction) : QString::fromUtf8(spec.deviceId);
}

Failure deviceFailure(DeviceError error, const QString& what) {
    return {.status = ExitStatus::NoDevice, .sentence = sentenceFor(error, what)};
}

} // namespace

std::optional<Failure> soundFailure(const VoiceOptions& voice) {
    if (const auto error = checkInput(voice.input))
        return deviceFailure(*error, nameOf(voice.input, u"input"_qs));
    if (const auto error = checkOutput(voice.output))
        return deviceFailure(*error, nameOf(voice.output, u"output"_qs));
    return std::nullopt;
}

} // namespace viz
