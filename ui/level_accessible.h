#pragma once

namespace viz {

/// Screen readers see every LevelBar as a bar whose value is its level in dBFS, and whose description is its words.
/// Once in a program; again does no harm.
void makeLevelBarsAccessible();

} // namespace viz
