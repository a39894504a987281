#include "core/transport/tunnel_spec.h"

#include <QSet>
#include <QStringList>

#include <limits>

namespace viz {

namespace {

using Milliseconds = std::chrono::milliseconds;

constexpr std::int64_t kMaxSeed = std::numeric_limits<std::uint32_t>::max();

/// Digits only: no sign, no blank, no exponent.
std::optional<std::int64_t> wholeNumber(QStringView text, std::int64_t lowest, std::int64_t highest) {
    for (const QChar digit : text) {
        if (digit < u'0' || digit > u'9')
            return std::nullopt;
    }
    bool understood = false;
    const std::int64_t value = text.toLongLong(&understood);
    if (!understood || value < lowest || value > highest)
        return std::nullopt;
    return value;
}

std::optional<Milliseconds> duration(QStringView text) {
    const auto count = wholeNumber(text, 0, TunnelSpec::kLongest.count());
    return count ? std::optional{Milliseconds{*count}} : std::nullopt;
}

struct TwoTimes {
    Milliseconds first{};
    Milliseconds second{};
};

std::optional<TwoTimes> twoTimes(QStringView text, QChar separator) {
    const qsizetype middle = text.indexOf(separator);
    if (middle < 0)
        return std::nullopt;
    const auto first = duration(text.first(middle));
    const auto second = duration(text.sliced(middle + 1));
    if (!first || !second)
        return std::nullopt;
    return TwoTimes{.first = *first, .second = *second};
}

bool readStalls(QStringView value, TunnelSpec& spec) {
    const auto times = twoTimes(value, u'/');
    if (!times || times->first >= times->second)
        return false;
    spec.stalls = TunnelSpec::Stalls{.length = times->first, .every = times->second};
    return true;
}

bool readOutage(QStringView value, TunnelSpec& spec) {
    const auto times = twoTimes(value, u'@');
    if (times)
        spec.outages.push_back({.length = times->first, .at = times->second});
    return times.has_value();
}

bool readCut(QStringView value, TunnelSpec& spec) {
    const auto at = duration(value);
    if (at)
        spec.cuts.push_back(*at);
    return at.has_value();
}

bool readTime(QStringView value, Milliseconds& into) {
    const auto time = duration(value);
    into = time.value_or(into);
    return time.has_value();
}

bool readRate(QStringView value, TunnelSpec& spec) {
    spec.rateBps = wholeNumber(value, TunnelSpec::kSlowestBps, TunnelSpec::kFastestBps);
    return spec.rateBps.has_value();
}

bool readSeed(QStringView value, TunnelSpec& spec) {
    const auto seed = wholeNumber(value, 0, kMaxSeed);
    spec.seed = static_cast<std::uint32_t>(seed.value_or(spec.seed));
    return seed.has_value();
}

struct Setting {
    QStringView key;
    bool repeatable;
    bool (*read)(QStringView value, TunnelSpec& spec);
};

// With the separator, so that "cut@" is no special case.
constexpr Setting kSettings[] = {
    {u"delay=", false, [](QStringView value, TunnelSpec& spec) { return readTime(value, spec.delay); }},
    {u"jitter=", false, [](QStringView value, TunnelSpec& spec) { return readTime(value, spec.jitter); }},
    {u"stall=", false, readStalls},
    {u"rate=", false, readRate},
    {u"outage=", true, readOutage},
    {u"cut@", true, readCut},
    {u"seed=", false, readSeed},
};

bool readPart(QStringView part, TunnelSpec& spec, QSet<QStringView>& seen) {
    for (const Setting& setting : kSettings) {
        if (!part.startsWith(setting.key))
            continue;
        const bool again = seen.contains(setting.key) && !setting.repeatable;
        seen.insert(setting.key);
        return !again && setting.read(part.sliced(setting.key.size()), spec);
    }
    return false;
}

} // namespace

tl::expected<TunnelSpec, QString> parseTunnelSpec(const QString& text) {
    TunnelSpec spec;
    if (text.trimmed().isEmpty())
        return spec;
    QSet<QStringView> seen;
    for (const QStringView part : QStringView{text}.split(u',')) {
        if (!readPart(part.trimmed(), spec, seen))
            return tl::unexpected(part.trimmed().toString());
    }
    return spec;
}

} // namespace viz
