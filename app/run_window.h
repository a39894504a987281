#pragma once

#include "app/exit_status.h"
#include "app/standard_streams.h"

#include <QStringList>

namespace viz {

/// `viz` without a sub-command: the window, until it is closed. Only in builds with VIZ_UI. Fails with a sentence where
/// no display exists.
[[nodiscard]] ExitStatus runWindow(int& argc, char** argv, const QStringList& arguments, StandardStreams& streams);

} // namespace viz
