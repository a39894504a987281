#include "core/call/logging.h"

Q_LOGGING_CATEGORY(vizCall, "viz.call")
