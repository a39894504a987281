#pragma once

#include <cstdint>
#include <optional>
#include <span>

namespace viz::test {

/// How well `heard` is understood if `spoken` is, 0 to 1: the short-time objective intelligibility of C. Taal and
/// others (IEEE Trans. Audio, Speech, Language Processing 19(7), 2011), and its successor that also sees what happens
/// between the bands (J. Jensen, C. Taal, IEEE/ACM TASLP 24(11), 2016).
struct Intelligibility {
    double stoi = 0;
    double estoi = 0;
};

/// Both at 48 kHz, aligned to a few ms, of one length. nullopt if there is less than 0.4 s of speech.
[[nodiscard]] std::optional<Intelligibility> intelligibility(std::span<const std::int16_t> spoken,
                                                             std::span<const std::int16_t> heard);

} // namespace viz::test
