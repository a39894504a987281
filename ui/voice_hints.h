#pragma once

#include "core/call/call_control.h"

namespace viz {

/// What a person's own microphone suggests to tell them: that they talk and nobody hears it, that nothing comes from it
/// at all. Looks at the statistics over time, so that a cough or a pause changes nothing. Pure; time comes with them.
class VoiceHints {
public:
    static constexpr std::chrono::seconds kUnheardFor{1};
    static constexpr std::chrono::milliseconds kGapBetweenWords{500};
    static constexpr std::chrono::seconds kQuietFor{2}; ///< after that they have stopped talking
    static constexpr std::chrono::seconds kSilentFor{10};

    void clear() { *this = {}; }
    /// `now`: of a clock that does not go back while the call lasts.
    void update(const SendStats& sent, MonotonicTime now);

    /// They talk, and the gate is closed.
    [[nodiscard]] bool isTalkingUnheard() const { return m_talkingUnheard; }
    /// It gives nothing but zeros.
    [[nodiscard]] bool isMicrophoneSilent() const { return m_microphoneSilent; }

private:
    struct Talk {
        MonotonicTime since;
        MonotonicTime last;
    };

    void noteTalk(MonotonicTime now);

    std::optional<Talk> m_talk;
    bool m_talkingUnheard = false;
    bool m_microphoneSilent = false;
};

} // namespace viz
