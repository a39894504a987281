#include "core/transport/link.h"
