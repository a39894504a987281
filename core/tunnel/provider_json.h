#pragma once

#include "core/tunnel/tunnel_launch.h"
#include "core/tunnel/tunnel_provider.h"

#include <QJsonObject>

#include <tl/expected.hpp>

namespace viz {

/// A row as a user writes it; docs/TUNNELS.md describes the fields. The error is the rest of a sentence that begins
/// with the row's name: "has no \"program\"". Unknown fields are errors, because they are typing mistakes.
[[nodiscard]] tl::expected<TunnelProvider, QString> providerFromJson(const QJsonObject& row);

/// {"name": "value"} or {"name": ["value", "value"]}.
[[nodiscard]] tl::expected<TunnelSettings, QString> settingsFromJson(const QJsonObject& settings);

} // namespace viz
