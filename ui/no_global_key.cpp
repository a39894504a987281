#include "ui/global_key.h"

namespace viz {

bool hasGlobalKeys() { return false; }

std::unique_ptr<GlobalKey> makeGlobalKey() { return nullptr; }

} // namespace viz
