#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace viz {

enum class WordLanguage : std::uint8_t { English, Russian };

inline constexpr int kSafetyWordCount = 5;

/// Indexes 0..63 of the five words: bits 63..34 of `sas`, six at a time.
[[nodiscard]] std::array<std::uint8_t, kSafetyWordCount> safetyWordIndexes(std::uint64_t sas);

/// The words of docs/PROTOCOL.md appendix A, UTF-8; `index` is 0..63.
[[nodiscard]] std::string_view safetyWord(std::uint8_t index, WordLanguage language);

} // namespace viz
