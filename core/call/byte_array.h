#pragma once

#include "core/base/byte_io.h"

#include <QByteArray>

namespace viz {

/// The border between the pure folders, which speak in spans of bytes, and Qt's transport.
[[nodiscard]] inline QByteArray toByteArray(ByteView bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size())};
}

/// Valid as long as `bytes` is.
[[nodiscard]] inline ByteView toView(const QByteArray& bytes) {
    return std::as_bytes(std::span(bytes.constData(), static_cast<std::size_t>(bytes.size())));
}

} // namespace viz
