#pragma once

#include <QString>

namespace viz {

/// Whether the person asked the desktop for no animations, as far as files of KDE and of GTK in `configFolder` tell:
/// Qt 6.4 has no question for it. A GNOME that keeps the wish only in dconf is not heard.
[[nodiscard]] bool isMotionReduced(const QString& configFolder);
/// The same for this person's own configuration folder.
[[nodiscard]] bool isMotionReduced();

} // namespace viz
