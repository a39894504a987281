#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace viz {

/// What of a name or chat line from outside may be shown (as plain text): valid UTF-8 without control, zero-width and
/// bidirectional characters, at most `maxBytes` bytes, never cut within a character.
[[nodiscard]] std::string displayText(std::string_view untrusted, std::size_t maxBytes);

} // namespace viz
