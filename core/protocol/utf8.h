#pragma once

#include <cstddef>
#include <string_view>

namespace viz {

struct CodePoint {
    char32_t value = 0;
    std::size_t bytes = 0; ///< 0: what stands here is not UTF-8
};

/// The first code point of `text`, which is not empty. Overlong forms, surrogates and values over U+10FFFF are not
/// UTF-8.
[[nodiscard]] CodePoint firstCodePoint(std::string_view text);

/// Zero-width and bidirectional characters and the like, which do not show or change how other text shows.
[[nodiscard]] bool isInvisible(char32_t value);
/// C0 and C1 controls, line and paragraph separators.
[[nodiscard]] bool isControl(char32_t value);
/// ASCII and Unicode spaces, line ends included.
[[nodiscard]] bool isSpace(char32_t value);
/// What people and programs put around an address: quotation marks of many languages, backtick, angle brackets.
[[nodiscard]] bool isQuote(char32_t value);

} // namespace viz
