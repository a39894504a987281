#pragma once

#include "tests/lab/path_emulator/one_way.h"
#include "tests/lab/path_emulator/path_end.h"

#include <tl/expected.hpp>

#include <span>
#include <string>
#include <vector>

namespace viz::lab {

/// What the command line says; kUsage explains it.
struct PathOptions {
    struct Outage {
        std::chrono::milliseconds length{};
        std::chrono::milliseconds at{}; ///< after "ready"
    };
    WayProperties way{}; ///< of both directions; the second one's seed is one higher
    std::vector<Outage> outages;
    PathEnd::Tcp tcp{}; ///< of both ends
};

extern const char* const kUsage;

/// The error is a sentence.
[[nodiscard]] tl::expected<PathOptions, std::string> parsePathOptions(std::span<const std::string> arguments);

} // namespace viz::lab
