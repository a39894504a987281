#pragma once

#include "core/media/frame_decoder.h"

#include <memory>
#include <vector>

namespace viz {

/// libopus behind FrameDecoder. save() and restore() copy the decoder's whole state (about 20 KiB, measured cheap).
class VoiceDecoder final : public FrameDecoder {
public:
    VoiceDecoder();
    ~VoiceDecoder() override;

    [[nodiscard]] int decode(ByteView frame, std::span<float> out) override;
    void conceal(std::span<float> out) override;
    void save() override;
    void restore() override;
    void reset() override;

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace viz
