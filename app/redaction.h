#pragma once

#include <QString>

namespace viz {

/// The text with everything that could be an invite's secret or a call's path token replaced by `…`: what follows a '#'
/// in an address, and what follows `/v1/`. A second net behind the rule that such things are never logged, so it rather
/// takes too much than too little.
[[nodiscard]] QString redactSecrets(const QString& text);

} // namespace viz
