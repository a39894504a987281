#include "core/settings/settings.h"

#include "core/settings/settings_fields.h"

#include <algorithm>

namespace viz {
namespace {

bool isControl(QChar character) {
    return character.category() == QChar::Other_Control || character == QChar::LineSeparator ||
           character == QChar::ParagraphSeparator;
}

struct Clamp {
    void text(QLatin1StringView, QString& value, int maxChars) const {
        value.removeIf(isControl);
        value.truncate(maxChars);
    }
    // Half an id names nothing.
    void bytes(QLatin1StringView, QByteArray& value, int maxChars) const {
        if (value.toPercentEncoding().size() > maxChars)
            value.clear();
    }
    void flag(QLatin1StringView, bool&) const {}
    template<typename Number>
    void number(QLatin1StringView, Number& value, Number min, Number max) const {
        value = std::clamp(value, min, max);
    }
    template<typename Choice, std::size_t count>
    void choice(QLatin1StringView, Choice&, const ChoiceNames<Choice, count>&) const {}
};

} // namespace

bool hasControlCharacters(const QString& text) { return std::any_of(text.begin(), text.end(), isControl); }

Settings withinRanges(Settings settings) {
    const Clamp clamp;
    visitFields(settings, clamp);
    return settings;
}

} // namespace viz
