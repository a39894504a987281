#include "app/option_reader.h"

#include <cmath>

namespace viz {

QString OptionReader::text(const QString& name) const {
    const QString value = m_parser.value(name);
    const auto original = m_hidden.original(value);
    return original ? QString::fromUtf8(original->data(), static_cast<qsizetype>(original->size())) : value;
}

tl::expected<Invite, AddressError> OptionReader::address(const QString& argument) const {
    const auto original = m_hidden.original(argument);
    return original ? understandAddress(*original) : understandAddress(argument);
}

std::optional<int> OptionReader::integer(const QString& name, int minimum, int maximum) {
    if (!isSet(name))
        return std::nullopt;
    bool isNumber = false;
    const int value = text(name).toInt(&isNumber);
    if (isNumber && value >= minimum && value <= maximum)
        return value;
    failUsage(
        u"--%1 must be a whole number from %2 to %3, not '%4'."_qs.arg(name).arg(minimum).arg(maximum).arg(text(name)));
    return std::nullopt;
}

std::optional<std::chrono::milliseconds> OptionReader::seconds(const QString& name, std::chrono::seconds minimum,
                                                               std::chrono::seconds maximum) {
    if (!isSet(name))
        return std::nullopt;
    bool isNumber = false;
    const double value = text(name).toDouble(&isNumber);
    if (isNumber && value >= static_cast<double>(minimum.count()) && value <= static_cast<double>(maximum.count()))
        return std::chrono::milliseconds{std::llround(value * 1000)};
    failUsage(u"--%1 must be from %2 to %3 seconds, not '%4'."_qs.arg(name)
                  .arg(minimum.count())
                  .arg(maximum.count())
                  .arg(text(name)));
    return std::nullopt;
}

void OptionReader::failUsage(const QString& sentence) {
    if (!m_failure)
        m_failure = Failure{.status = ExitStatus::Usage, .sentence = sentence};
}

} // namespace viz
