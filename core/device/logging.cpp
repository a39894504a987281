#include "core/device/logging.h"

Q_LOGGING_CATEGORY(vizDevice, "viz.device")
