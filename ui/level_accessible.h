#pragma once

namespace viz {

/// Screen readers see every LevelBar as an indicator whose value is its words. Once in a program; again does no harm.
void makeLevelBarsAccessible();

} // namespace viz
