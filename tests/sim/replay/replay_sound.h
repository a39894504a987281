#pragma once

#include <QString>

#include <tl/expected.hpp>

#include <cstdint>
#include <span>
#include <vector>

namespace viz::test {

/// A WAV of any rate, as 48 kHz mono; at most 10 minutes of it. On failure a sentence for the user.
[[nodiscard]] tl::expected<std::vector<std::int16_t>, QString> readSpeech(const QString& path);
[[nodiscard]] tl::expected<void, QString> writeSound(const QString& path, std::span<const std::int16_t> sound);

} // namespace viz::test
