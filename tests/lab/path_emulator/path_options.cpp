#include "tests/lab/path_emulator/path_options.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <functional>
#include <optional>
#include <string_view>

namespace viz::lab {

const char* const kUsage = R"(usage: path_emulator [OPTION VALUE]...

Joins two network namespaces of its own, end A and end B, so that programs inside of them talk over a bad path with
the kernel's own TCP. Both directions are alike.

  --delay MS         one way (0)
  --loss PERCENT     of the packets (0)
  --burst PACKETS    mean length of a run of lost packets; 0: each is lost or not by itself (0)
  --rate BPS         what the path carries, IP headers included (unlimited)
  --queue BYTES      in front of that; what does not fit is lost (65536)
  --outage MS@AT     everything sent between AT and AT + MS after the start is lost; may be repeated
  --congestion NAME  TCP's congestion control in both ends (cubic)
  --tcp NAME=VALUE   the kernel's setting net.ipv4.tcp_NAME in both ends; may be repeated
  --seed N           of the losses (1)

Standard output: one JSON object a line, events "ready", "outage-begin", "outage-end" and "end", with the time of
CLOCK_MONOTONIC. Standard input: a line `outage MS` begins an outage now; the end of the input ends the program.
Exit status 77: no root, no /dev/net/tun or no namespaces here.
)";

namespace {

template<typename Number>
std::optional<Number> numberIn(std::string_view text, Number lowest, Number highest) {
    Number value{};
    const auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool isNumber = error == std::errc{} && rest == text.data() + text.size();
    return isNumber && value >= lowest && value <= highest ? std::optional(value) : std::nullopt;
}

std::optional<std::chrono::milliseconds> msIn(std::string_view text) {
    const auto count = numberIn<std::int64_t>(text, 0, std::chrono::milliseconds{std::chrono::hours{24}}.count());
    return count ? std::optional(std::chrono::milliseconds{*count}) : std::nullopt;
}

/// Stores a value that could be read; says whether it could.
template<typename Value, typename Target>
bool put(const std::optional<Value>& value, Target& target) {
    if (value)
        target = *value;
    return value.has_value();
}

bool addOutage(std::string_view text, PathOptions& options) {
    const std::size_t at = text.find('@');
    if (at == std::string_view::npos)
        return false;
    const auto length = msIn(text.substr(0, at));
    const auto begin = msIn(text.substr(at + 1));
    if (length && begin)
        options.outages.push_back({.length = *length, .at = *begin});
    return length && begin;
}

bool setCongestion(std::string_view text, PathOptions& options) {
    options.tcp.congestion = text;
    return !text.empty() && std::ranges::all_of(text, [](unsigned char c) { return std::isalnum(c) != 0; });
}

bool addTcp(std::string_view text, PathOptions& options) {
    const std::size_t equals = text.find('=');
    if (equals == std::string_view::npos || text.find('/') != std::string_view::npos)
        return false;
    options.tcp.settings.emplace_back(text.substr(0, equals), text.substr(equals + 1));
    return true;
}

struct Option {
    std::string_view name;
    std::function<bool(std::string_view, PathOptions&)> read;
};

constexpr std::int64_t kMostBytes = 1'000'000'000;

const std::array kOptions{
    Option{"--delay", [](auto text, auto& options) { return put(msIn(text), options.way.delay); }},
    Option{"--loss",
           [](auto text, auto& options) { return put(numberIn<double>(text, 0, 99), options.way.loss.percent); }},
    Option{
        "--burst",
        [](auto text, auto& options) { return put(numberIn<double>(text, 0, 1000), options.way.loss.burstPackets); }},
    Option{"--rate",
           [](auto text, auto& options) {
               return put(numberIn<std::int64_t>(text, 1000, 8 * kMostBytes), options.way.rateBps);
           }},
    Option{"--queue",
           [](auto text, auto& options) {
               return put(numberIn<std::int64_t>(text, 1500, kMostBytes), options.way.queueBytes);
           }},
    Option{"--outage", addOutage},
    Option{"--congestion", setCongestion},
    Option{"--tcp", addTcp},
    Option{"--seed",
           [](auto text, auto& options) {
               return put(numberIn<std::uint32_t>(text, 0, UINT32_MAX), options.way.loss.seed);
           }},
};

} // namespace

tl::expected<PathOptions, std::string> parsePathOptions(std::span<const std::string> arguments) {
    PathOptions options;
    for (std::size_t index = 0; index < arguments.size(); index += 2) {
        const std::string& name = arguments[index];
        const auto* const option = std::ranges::find(kOptions, name, &Option::name);
        if (option == kOptions.end())
            return tl::unexpected("there is no option '" + name + "'");
        if (index + 1 == arguments.size() || !option->read(arguments[index + 1], options))
            return tl::unexpected(name + " needs a value as below");
    }
    return options;
}

} // namespace viz::lab
