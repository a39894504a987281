#include "core/protocol/utf8.h"

#include <array>
#include <cstdint>

namespace viz {

namespace {

struct Lead {
    std::uint8_t mask;
    std::uint8_t mark;
    std::size_t bytes;
    char32_t smallest; ///< anything less is an overlong form
};

constexpr std::array kLeads{Lead{0x80, 0x00, 1, 0}, Lead{0xe0, 0xc0, 2, 0x80}, Lead{0xf0, 0xe0, 3, 0x800},
                            Lead{0xf8, 0xf0, 4, 0x10000}};

std::uint8_t byteAt(std::string_view text, std::size_t index) { return static_cast<std::uint8_t>(text[index]); }

bool isScalarValue(char32_t value) { return value <= 0x10ffff && (value < 0xd800 || value > 0xdfff); }

CodePoint decode(std::string_view text, const Lead& lead) {
    if (text.size() < lead.bytes)
        return {};
    char32_t value = byteAt(text, 0) & static_cast<std::uint8_t>(~lead.mask);
    for (std::size_t i = 1; i < lead.bytes; ++i) {
        if ((byteAt(text, i) & 0xc0) != 0x80)
            return {};
        value = value << 6 | (byteAt(text, i) & 0x3f);
    }
    if (value < lead.smallest || !isScalarValue(value))
        return {};
    return {.value = value, .bytes = lead.bytes};
}

bool isWithin(char32_t value, char32_t first, char32_t last) { return value >= first && value <= last; }

} // namespace

CodePoint firstCodePoint(std::string_view text) {
    for (const Lead& lead : kLeads)
        if ((byteAt(text, 0) & lead.mask) == lead.mark)
            return decode(text, lead);
    return {};
}

bool isInvisible(char32_t value) {
    return value == 0xad || value == 0x34f || value == 0x61c || value == 0x180e || value == 0xfeff ||
           isWithin(value, 0x200b, 0x200f) || isWithin(value, 0x202a, 0x202e) || isWithin(value, 0x2060, 0x206f) ||
           isWithin(value, 0xfff9, 0xfffb) || isWithin(value, 0xe0000, 0xe007f);
}

bool isControl(char32_t value) {
    return value < 0x20 || isWithin(value, 0x7f, 0x9f) || value == 0x2028 || value == 0x2029;
}

bool isSpace(char32_t value) {
    return value == ' ' || isWithin(value, 0x09, 0x0d) || value == 0x85 || value == 0xa0 || value == 0x1680 ||
           isWithin(value, 0x2000, 0x200a) || value == 0x2028 || value == 0x2029 || value == 0x202f ||
           value == 0x205f || value == 0x3000;
}

bool isQuote(char32_t value) {
    constexpr std::u32string_view quotes = U"\"'`<>«»‹›“”„‟‘’‚‛";
    return quotes.find(value) != std::u32string_view::npos;
}

} // namespace viz
