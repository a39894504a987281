#include "app/hidden_texts.h"

#include <algorithm>

namespace viz {
namespace {

QString withStars(std::string_view text) {
    const std::size_t shown = std::min(text.find('#'), text.size() - 1) + 1;
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(shown)) +
           QString(static_cast<qsizetype>(text.size() - shown), u'*');
}

} // namespace

QString HiddenTexts::hide(std::string_view text) {
    QString shown = withStars(text);
    while (original(shown))
        shown += u'*'; // another text of the same length has the same beginning
    m_entries.push_back({.shown = shown, .text = SecretBytes(std::as_bytes(std::span(text)))});
    return m_entries.back().shown;
}

std::optional<std::string_view> HiddenTexts::original(const QString& shown) const {
    const auto entry = std::ranges::find(m_entries, shown, &Entry::shown);
    if (entry == m_entries.end())
        return std::nullopt;
    const ByteView text = entry->text.view();
    return std::string_view(reinterpret_cast<const char*>(text.data()), text.size());
}

} // namespace viz
