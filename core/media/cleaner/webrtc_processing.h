#pragma once

#include "core/media/cleaner/noise_reducer.h"
#include "core/media/cleaner/speech_cleaner.h"

#include <cstdint>
#include <memory>
#include <span>

namespace viz {

/// The audio processing module of libwebrtc-audio-processing: high-pass filter and echo canceller; the rest of it is
/// off. While both speak every version takes some of the near voice away, too, so NearVoiceMixer follows. There are two
/// sources, because version 0.3 has another API (webrtc_processing.cpp) than 1 and 2 (webrtc_processing_next.cpp);
/// CMake takes the one that fits. Send thread; blocks of SpeechCleaner::kBlock.
class WebRtcProcessing {
public:
    WebRtcProcessing();
    ~WebRtcProcessing();

    /// What NoiseReducer is to take of the echo that is left. More takes more of a near voice, too, for the first
    /// seconds of a call with headphones most of all: until it is known that there is no echo.
    static const NoiseReducer::ResidualEcho kResidue;

    void setCancelEcho(bool cancelEcho);
    void takePlayed(std::span<const std::int16_t> block);
    /// In place. `echoDelay`: as in SpeechCleaner::clean().
    void process(std::span<std::int16_t> block, Samples echoDelay);
    /// In the block that was processed last; true where the version at hand does not tell.
    [[nodiscard]] bool mayHaveVoice() const;
    [[nodiscard]] Samples delay() const;

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace viz
