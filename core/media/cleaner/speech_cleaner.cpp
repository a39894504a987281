#include "core/media/cleaner/speech_cleaner.h"

#include "core/media/cleaner/null_cleaner.h"
#include "core/media/cleaner/speex_cleaner.h"

#ifdef VIZ_HAS_WEBRTC_AUDIO
#include "core/media/cleaner/webrtc_cleaner.h"
#endif

namespace viz {
namespace {

#ifdef VIZ_HAS_WEBRTC_AUDIO
constexpr bool kHasWebRtc = true;
std::unique_ptr<SpeechCleaner> webRtcIfBuilt() { return std::make_unique<WebRtcCleaner>(); }
#else
constexpr bool kHasWebRtc = false;
std::unique_ptr<SpeechCleaner> webRtcIfBuilt() { return nullptr; }
#endif

} // namespace

bool isAvailable(CleanerKind kind) { return kind != CleanerKind::WebRtc || kHasWebRtc; }

std::unique_ptr<SpeechCleaner> makeSpeechCleaner(CleanerKind kind) {
    if (kind == CleanerKind::Best)
        kind = isAvailable(CleanerKind::WebRtc) ? CleanerKind::WebRtc : CleanerKind::SpeexDsp;
    if (kind == CleanerKind::WebRtc)
        return webRtcIfBuilt();
    if (kind == CleanerKind::SpeexDsp)
        return std::make_unique<SpeexCleaner>();
    return std::make_unique<NullCleaner>();
}

} // namespace viz
