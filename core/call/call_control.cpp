#include "core/call/call_control.h"

#include "core/protocol/safety_words.h"

namespace viz {

QStringList safetyWordsText(const PeerInfo& peer, bool russian) {
    QStringList words;
    for (const std::uint8_t index : peer.wordIndexes) {
        const auto word = safetyWord(index, russian ? WordLanguage::Russian : WordLanguage::English);
        words += QString::fromUtf8(word.data(), static_cast<qsizetype>(word.size()));
    }
    return words;
}

} // namespace viz
