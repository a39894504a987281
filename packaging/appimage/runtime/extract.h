#pragma once

#include "image.h"

#include <stdbool.h>
#include <stddef.h>

/// What is taken out, and whether each name is printed.
struct Extraction {
    const char* pattern; ///< as in fnmatch(), of paths inside the image; NULL takes everything
    bool isVerbose;
};

/// Writes the image's files below `folder`, over files that are there. False with errno set where that fails; what
/// was written until then stays.
bool extractImage(const struct Image* image, const char* folder, struct Extraction what);
