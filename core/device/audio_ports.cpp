#include "core/device/audio_ports.h"
