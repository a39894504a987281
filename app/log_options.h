#pragma once

#include <QString>

#include <cstdint>

namespace viz {

enum class LogLevel : std::uint8_t { Debug, Info, Warning, Error, Fatal, Off };
enum class LineFormat : std::uint8_t { Text, Json };

/// --log-level, --log-format, --log-file.
struct LogOptions {
    LogLevel level = LogLevel::Warning;
    LineFormat format = LineFormat::Text;
    QString file; ///< empty: standard error
};

} // namespace viz
