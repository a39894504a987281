#include "tests/sim/arrival_trace.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fstream>
#include <map>
#include <optional>
#include <string_view>
#include <utility>

namespace viz::test {
namespace {

using Numbers = std::vector<double>;
using Problem = std::optional<std::string>; ///< nullopt: all is well

constexpr double kShortestFrameMs = 2.5;

struct Message {
    double sentMs = 0;
    double arrivalMs = 0;
};

std::optional<double> numberOf(std::string_view word) {
    if (word == "-")
        return kGivenUp;
    double value = 0;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
    const bool isGood = error == std::errc{} && end == word.data() + word.size() && std::isfinite(value);
    return isGood ? std::optional(value) : std::nullopt;
}

std::optional<Numbers> numbersOf(std::string_view line) {
    Numbers numbers;
    for (;;) {
        const auto begin = line.find_first_not_of(" \t\r");
        if (begin == std::string_view::npos)
            return numbers;
        line.remove_prefix(begin);
        const std::string_view word = line.substr(0, line.find_first_of(" \t\r"));
        const auto value = numberOf(word);
        if (!value)
            return std::nullopt;
        numbers.push_back(*value);
        line.remove_prefix(word.size());
    }
}

/// Whether the first `count` are such as only an arrival or a delay need not be.
bool arePlain(const Numbers& numbers, std::size_t count) {
    return std::all_of(numbers.begin(), numbers.begin() + static_cast<std::ptrdiff_t>(count),
                       [](double number) { return std::isfinite(number); });
}

bool hasEnough(const std::vector<double>& delays) {
    const auto arrived = std::count_if(delays.begin(), delays.end(), [](double delay) { return std::isfinite(delay); });
    return arrived >= static_cast<std::ptrdiff_t>(kFewestMessages);
}

double intervalOf(const std::vector<Message>& messages) {
    std::vector<double> distances;
    for (std::size_t i = 1; i < messages.size(); ++i)
        distances.push_back(messages[i].sentMs - messages[i - 1].sentMs);
    const auto middle = distances.begin() + static_cast<std::ptrdiff_t>(distances.size() / 2);
    std::nth_element(distances.begin(), middle, distances.end());
    return std::round(*middle / kShortestFrameMs) * kShortestFrameMs;
}

std::vector<double> addedDelays(const std::vector<Message>& messages) {
    std::vector<double> delays(messages.size());
    std::transform(messages.begin(), messages.end(), delays.begin(),
                   [](const Message& message) { return message.arrivalMs - message.sentMs; });
    const double least = *std::min_element(delays.begin(), delays.end());
    for (double& delay : delays)
        delay -= least;
    return delays;
}

/// One connection whose messages come one by one.
class Connection {
public:
    Problem add(const Message& message) {
        if (!m_messages.empty() && message.sentMs < m_messages.back().sentMs)
            return "sent before the message above";
        m_messages.push_back(message);
        return std::nullopt;
    }
    [[nodiscard]] const std::vector<Message>& messages() const { return m_messages; }

private:
    std::vector<Message> m_messages;
};

class TraceReader {
public:
    Problem add(const Numbers& numbers) {
        if (m_columns == 0)
            m_columns = numbers.size();
        if (!arePlain(numbers, m_columns == 2 || m_columns == 4 ? std::min(numbers.size(), m_columns - 1) : 1))
            return "'-' in the place of something else than an arrival or a delay";
        if (m_columns == 2 && numbers.size() == 2)
            return m_connections[{0, 0}].add({.sentMs = numbers[0], .arrivalMs = numbers[1]});
        if (m_columns == 4 && numbers.size() == 4)
            return addToConnection(numbers);
        if (m_columns > kFewestMessages && numbers.size() > kFewestMessages)
            return addTrack(numbers);
        return m_columns == numbers.size() ? std::to_string(m_columns) + " numbers; two, four, or more are needed"
                                           : "not as many numbers as in the lines above";
    }

    [[nodiscard]] tl::expected<std::vector<DelayTrack>, std::string> finish() {
        for (const auto& [key, connection] : m_connections) {
            std::vector<double> delays = addedDelays(connection.messages());
            if (!hasEnough(delays))
                return tl::unexpected("fewer than " + std::to_string(kFewestMessages) + " messages on a connection");
            const double interval = key.first > 0 ? key.first : intervalOf(connection.messages());
            if (interval <= 0)
                return tl::unexpected(std::string("most messages were sent at the same time"));
            m_tracks.push_back({.intervalMs = interval, .addedMs = std::move(delays)});
        }
        if (m_tracks.empty())
            return tl::unexpected(std::string("there are no messages"));
        return std::move(m_tracks);
    }

private:
    Problem addToConnection(const Numbers& numbers) {
        if (numbers[1] <= 0)
            return "an interval is above 0";
        return m_connections[{numbers[1], numbers[0]}].add({.sentMs = numbers[2], .arrivalMs = numbers[3]});
    }

    Problem addTrack(const Numbers& numbers) {
        if (numbers[0] <= 0)
            return "an interval is above 0";
        if (std::any_of(numbers.begin(), numbers.end(), [](double number) { return number < 0; }))
            return "a delay beyond the least one is not below 0";
        std::vector<double> delays(numbers.begin() + 1, numbers.end());
        if (!hasEnough(delays))
            return "fewer than " + std::to_string(kFewestMessages) + " messages on a connection";
        m_tracks.push_back({.intervalMs = numbers[0], .addedMs = std::move(delays)});
        return std::nullopt;
    }

    std::size_t m_columns = 0;
    std::map<std::pair<double, double>, Connection> m_connections; ///< by interval and number
    std::vector<DelayTrack> m_tracks;
};

bool isComment(std::string_view line) {
    const auto begin = line.find_first_not_of(" \t\r");
    return begin == std::string_view::npos || line[begin] == '#';
}

} // namespace

tl::expected<std::vector<DelayTrack>, std::string> readTrace(std::istream& in) {
    TraceReader reader;
    int number = 0;
    for (std::string line; std::getline(in, line);) {
        ++number;
        if (isComment(line))
            continue;
        const auto numbers = numbersOf(line);
        const Problem problem = numbers ? reader.add(*numbers) : "something that is not a number";
        if (problem)
            return tl::unexpected("line " + std::to_string(number) + ": " + *problem);
    }
    return reader.finish();
}

tl::expected<std::vector<DelayTrack>, std::string> readTraceFile(const std::string& path) {
    std::ifstream file(path);
    if (!file)
        return tl::unexpected(path + " cannot be read");
    return readTrace(file).map_error([&path](const std::string& problem) { return path + ", " + problem; });
}

} // namespace viz::test
