#pragma once

#include "core/protocol/secret.h"

#include <QString>

#include <optional>
#include <string_view>
#include <vector>

namespace viz {

/// Addresses with a secret, in locked memory, and the texts that stand for them where a QString is needed: the same
/// with stars behind the '#', sometimes more of them, for no two texts look alike. QString leaves copies of what it
/// holds all over the heap.
class HiddenTexts {
public:
    /// Copies `text` (UTF-8) and returns what stands for it; wiping the original is the caller's matter.
    [[nodiscard]] QString hide(std::string_view text);
    /// What `shown` stands for; nothing if it stands for itself.
    [[nodiscard]] std::optional<std::string_view> original(const QString& shown) const;

private:
    struct Entry {
        QString shown;
        SecretBytes text;
    };

    std::vector<Entry> m_entries;
};

} // namespace viz
