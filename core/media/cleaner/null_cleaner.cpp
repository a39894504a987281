#include "core/media/cleaner/null_cleaner.h"

namespace viz {

void NullCleaner::configure(const Settings&) {}

void NullCleaner::takePlayed(std::span<const std::int16_t>) {}

void NullCleaner::setHearsLoudspeaker(bool) {}

void NullCleaner::clean(std::span<std::int16_t> block, Samples) { m_activity.push(block); }

} // namespace viz
