#pragma once

#include <tl/expected.hpp>

#include <cstddef>
#include <istream>
#include <limits>
#include <string>
#include <vector>

namespace viz::test {

/// Instead of a delay: the sender dropped the message, because it was too old to be worth sending.
inline constexpr double kGivenUp = std::numeric_limits<double>::infinity();

/// How late the consecutive messages of one connection were.
struct DelayTrack {
    double intervalMs = 0;       ///< between two messages
    std::vector<double> addedMs; ///< one-way delay of each beyond the least one; 0 and more, kGivenUp
};

/// Reads recordings of message arrivals. A line that begins with '#' is a comment. The first line with numbers decides
/// which of three forms all lines have; times are in ms with any zero, and the arrival's may be another clock than the
/// sender's:
///
///   SENT ARRIVAL                  one connection, one message a line, in the order of sending
///   CONN INTERVAL SENT ARRIVAL    several connections (a number each), mixed
///   INTERVAL DELAY DELAY DELAY …  one connection a line, at least four delays beyond the least one
///
/// A '-' instead of an arrival or a delay: the sender gave the message up. In the first form the interval is the median
/// distance of two sendings, rounded to 2.5 ms. On failure a sentence for the user, with the number of the line.
[[nodiscard]] tl::expected<std::vector<DelayTrack>, std::string> readTrace(std::istream& in);
[[nodiscard]] tl::expected<std::vector<DelayTrack>, std::string> readTraceFile(const std::string& path);

/// Less than this is no recording.
inline constexpr std::size_t kFewestMessages = 4;

} // namespace viz::test
