#include "core/protocol/display_text.h"

#include "core/protocol/utf8.h"

#include <algorithm>

namespace viz {

namespace {

/// Persian names and composed emoji need these two of the invisible characters.
bool isJoiner(char32_t value) { return value == 0x200c || value == 0x200d; }

bool mayShow(const CodePoint& next, bool isFirst) {
    if (next.bytes == 0 || isControl(next.value))
        return false;
    return !isInvisible(next.value) || (isJoiner(next.value) && !isFirst);
}

} // namespace

std::string displayText(std::string_view untrusted, std::size_t maxBytes) {
    std::string shown;
    while (!untrusted.empty()) {
        const CodePoint next = firstCodePoint(untrusted);
        const bool shows = mayShow(next, shown.empty());
        if (shows && shown.size() + next.bytes > maxBytes)
            break;
        if (shows)
            shown.append(untrusted.substr(0, next.bytes));
        untrusted.remove_prefix(std::max<std::size_t>(next.bytes, 1));
    }
    return shown;
}

} // namespace viz
