#pragma once

#include <QString>

#include <tl/expected.hpp>

#include <chrono>
#include <cstdint>
#include <optional>
#include <vector>

namespace viz {

/// What a simulated tunnel does to the bytes, in each direction alike. Times count from the first byte.
struct TunnelSpec {
    static constexpr std::chrono::milliseconds kLongest{std::chrono::hours{24}}; ///< of every time in a spec
    static constexpr std::int64_t kSlowestBps = 1'000;
    static constexpr std::int64_t kFastestBps = 10'000'000'000;

    struct Stalls {
        std::chrono::milliseconds length{}; ///< shorter than `every`
        std::chrono::milliseconds every{};
    };
    struct Outage {
        std::chrono::milliseconds length{};
        std::chrono::milliseconds at{};
    };
    std::chrono::milliseconds delay{};             ///< one way
    std::chrono::milliseconds jitter{};            ///< standard deviation of what is added; order is kept
    std::optional<Stalls> stalls{};                ///< hold everything for `length` once every `every`
    std::optional<std::int64_t> rateBps{};         ///< serialisation at this rate
    std::vector<Outage> outages{};                 ///< hold everything for `length`, once, `at` after the first byte
    std::vector<std::chrono::milliseconds> cuts{}; ///< reset every connection at this time; new ones are accepted
    std::uint32_t seed = 1;
};

/// `delay=30,jitter=20,stall=200/5000,rate=24000,outage=1000@4000,cut@8000,seed=7`; an empty text is a perfect
/// tunnel. Milliseconds and bit/s, whole numbers. outage and cut may be repeated, the others may not. The error is the
/// part that was not understood.
[[nodiscard]] tl::expected<TunnelSpec, QString> parseTunnelSpec(const QString& text);

} // namespace viz
