#pragma once

#include "app/exit_status.h"
#include "app/hidden_texts.h"
#include "core/call/address_preview.h"

#include <QCommandLineParser>

#include <chrono>
#include <optional>
#include <span>

namespace viz {

/// One legal word of an option and what it stands for.
template<typename Value>
struct OptionWord {
    QLatin1StringView word;
    Value value;
};

/// Reads the values of options that a parser has found, each checked. The first thing that is wrong is remembered;
/// after it every read still returns something harmless, so that a caller asks once, at the end.
class OptionReader {
public:
    /// Both are borrowed.
    OptionReader(const QCommandLineParser& parser, const HiddenTexts& hidden) : m_parser(parser), m_hidden(hidden) {}

    [[nodiscard]] bool isSet(const QString& name) const { return m_parser.isSet(name); }
    [[nodiscard]] QString text(const QString& name) const;
    /// What an argument that is no option says, as an address. Its secret passes through locked memory only, if the
    /// argument was hidden.
    [[nodiscard]] tl::expected<Invite, AddressError> address(const QString& argument) const;
    /// nullopt if the option was not given.
    [[nodiscard]] std::optional<int> integer(const QString& name, int minimum, int maximum);
    /// Seconds, with a fraction if need be.
    [[nodiscard]] std::optional<std::chrono::milliseconds> seconds(const QString& name, std::chrono::seconds minimum,
                                                                   std::chrono::seconds maximum);
    template<typename Value>
    [[nodiscard]] std::optional<Value> oneOf(const QString& name, std::span<const OptionWord<Value>> words) {
        if (!isSet(name))
            return std::nullopt;
        QStringList known;
        for (const OptionWord<Value>& row : words) {
            if (text(name) == row.word)
                return row.value;
            known << QString(row.word);
        }
        failUsage(u"--%1 cannot be '%2': choose one of %3."_qs.arg(name, text(name), known.join(u", "_qs)));
        return std::nullopt;
    }

    void failUsage(const QString& sentence);
    [[nodiscard]] const std::optional<Failure>& failure() const { return m_failure; }

private:
    const QCommandLineParser& m_parser;
    const HiddenTexts& m_hidden;
    std::optional<Failure> m_failure;
};

} // namespace viz
