#pragma once

#include "image.h"

#include <stdbool.h>

/// Mounts the image by FUSE on a new folder, whose name is written to `folder` (PATH_MAX bytes). A process of its own
/// serves it, and unmounts when this process, the program that it becomes, and all children that inherited its
/// descriptors have ended. False where the system has no FUSE for this user.
bool mountImage(const struct Image* image, char* folder);
