#pragma once

#include "core/protocol/audio_record.h"
#include "core/protocol/record_opener.h"
#include "tests/support/voice_link.h"

namespace viz::test {

/// What the records on the wire say about themselves, sealed with fixedKey(`key`).
class WireTap {
public:
    explicit WireTap(int key = 1) : m_opener(fixedKey(key)) {}

    void look(ByteView record);
    /// What comes now is sealed with fixedKey(`key`), from the first record on.
    void changeKey(int key) { m_opener = RecordOpener(fixedKey(key)); }
    /// Of the newest record with sound.
    [[nodiscard]] MediaTime captureEnd() const { return m_captureEnd; }
    /// Media that was captured and never sent.
    [[nodiscard]] double droppedMs() const { return static_cast<double>(m_dropped.count()) / 48; }
    [[nodiscard]] std::size_t probes() const { return m_probes; }

private:
    RecordOpener m_opener;
    Bytes m_plaintext;
    FrameBatch m_batch;
    MediaTime m_captureEnd{};
    Samples m_dropped{};
    std::size_t m_probes = 0;
};

} // namespace viz::test
