#include "core/tunnel/tunnel_launch.h"

#include "core/tunnel/tunnel_address.h"

#include <QRegularExpression>

#include <algorithm>

namespace viz {
namespace {

using Expanded = tl::expected<QStringList, QString>;

bool hasControlCharacter(const QString& value) {
    return std::ranges::any_of(value, [](QChar c) { return c < u' ' || c == u'\x7f'; });
}

/// What a placeholder stands for, in a place and for a row.
class Placeholders {
public:
    Placeholders(const TunnelProvider& provider, const TunnelPlace& place) : m_settings(place.settings) {
        m_fixed = {{u"port"_qs, QString::number(place.port)},
                   {u"apiPort"_qs, QString::number(place.apiPort)},
                   {u"dataFolder"_qs, place.dataFolder},
                   {u"emptyFile"_qs, place.emptyFile}};
        for (const QString& name : provider.optionalSettings)
            m_optional += name;
    }

    /// Of an argument that is nothing but `{name}`: any number of values, of which each is an argument.
    [[nodiscard]] Expanded list(const QString& name) const {
        const QStringList values = m_settings.value(name);
        if (values.isEmpty() && !m_optional.contains(name))
            return tl::make_unexpected(name);
        if (std::ranges::any_of(values, hasControlCharacter))
            return tl::make_unexpected(name);
        return values;
    }

    [[nodiscard]] tl::expected<QString, QString> text(const QString& name) const {
        if (const auto fixed = m_fixed.constFind(name); fixed != m_fixed.cend())
            return *fixed;
        const QStringList values = m_settings.value(name);
        if (values.size() != 1 || values.front().isEmpty() || values.front().startsWith(u'-') ||
            hasControlCharacter(values.front()))
            return tl::make_unexpected(name);
        return values.front();
    }

    [[nodiscard]] bool isOptional(const QString& name) const { return m_optional.contains(name); }

private:
    TunnelSettings m_settings;
    QHash<QString, QString> m_fixed;
    QStringList m_optional;
};

const QRegularExpression& placeholderPattern() {
    static const QRegularExpression pattern(u"\\{([A-Za-z0-9.-]+)\\}"_qs);
    return pattern;
}

tl::expected<QString, QString> filledText(const QString& text, const Placeholders& placeholders) {
    QString filled;
    qsizetype done = 0;
    for (const QRegularExpressionMatch& match : placeholderPattern().globalMatch(text)) {
        const auto value = placeholders.text(match.captured(1));
        if (!value)
            return tl::make_unexpected(value.error());
        filled += text.mid(done, match.capturedStart() - done) + *value;
        done = match.capturedEnd();
    }
    return filled + text.mid(done);
}

Expanded filledArgument(const QString& argument, const Placeholders& placeholders) {
    static const QRegularExpression whole(QRegularExpression::anchoredPattern(placeholderPattern().pattern()));
    if (const auto match = whole.match(argument); match.hasMatch() && placeholders.isOptional(match.captured(1)))
        return placeholders.list(match.captured(1));
    const auto text = filledText(argument, placeholders);
    if (!text)
        return tl::make_unexpected(text.error());
    return QStringList{*text};
}

Expanded filledArguments(const QStringList& arguments, const Placeholders& placeholders) {
    QStringList filled;
    for (const QString& argument : arguments) {
        const auto values = filledArgument(argument, placeholders);
        if (!values)
            return values;
        filled += *values;
    }
    return filled;
}

tl::expected<QUrl, QString> knownAddress(const TunnelProvider& provider, const Placeholders& placeholders) {
    if (provider.knownAddress.isEmpty())
        return QUrl();
    const auto text = filledText(provider.knownAddress, placeholders);
    if (!text)
        return tl::make_unexpected(text.error());
    const auto url = acceptKnownAddress(*text);
    if (!url) // it is made of settings; the last one is the most likely
        return tl::make_unexpected(provider.settings.isEmpty() ? u"address"_qs : provider.settings.back());
    return *url;
}

QString missingSetting(const TunnelProvider& provider, const TunnelSettings& settings) {
    const auto isMissing = [&](const QString& name) { return settings.value(name).isEmpty(); };
    const auto missing = std::ranges::find_if(provider.settings, isMissing);
    return missing == provider.settings.end() ? QString() : *missing;
}

quint16 apiPortOf(const TunnelProvider& provider, const TunnelPlace& place) {
    if (!provider.api)
        return 0;
    return provider.api->port == u"{apiPort}" ? place.apiPort : provider.api->port.toUShort();
}

QString shellQuoted(const QString& argument) {
    static const QRegularExpression plain(u"\\A[A-Za-z0-9_./:=@%+,-]+\\z"_qs);
    if (plain.match(argument).hasMatch())
        return argument;
    QString quoted = argument;
    quoted.replace(u"'"_qs, u"'\\''"_qs);
    return u'\'' + quoted + u'\'';
}

} // namespace

tl::expected<TunnelLaunch, QString> prepareLaunch(const TunnelProvider& provider, const TunnelPlace& place) {
    if (const QString missing = missingSetting(provider, place.settings); !missing.isEmpty())
        return tl::make_unexpected(missing);
    const Placeholders placeholders(provider, place);
    const auto arguments = filledArguments(provider.arguments, placeholders);
    const auto fallback = filledArguments(provider.fallbackArguments, placeholders);
    const auto known = knownAddress(provider, placeholders);
    if (!arguments || !fallback || !known)
        return tl::make_unexpected(!arguments ? arguments.error() : !fallback ? fallback.error() : known.error());
    return TunnelLaunch{.arguments = *arguments,
                        .fallbackArguments = fallback->isEmpty() ? QStringList() : *arguments + *fallback,
                        .knownAddress = *known,
                        .apiPort = apiPortOf(provider, place)};
}

QString shownCommand(const QString& program, const QStringList& arguments) {
    QStringList words{shellQuoted(program)};
    for (const QString& argument : arguments)
        words += shellQuoted(argument);
    return words.join(u' ');
}

} // namespace viz
