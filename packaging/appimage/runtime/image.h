#pragma once

#include <limits.h>
#include <sys/types.h>

/// The file that is being run: this program, and behind its last byte a squashfs.
struct Image {
    char path[PATH_MAX]; ///< absolute, without links
    off_t payload;       ///< where the squashfs begins, bytes
};

/// TARGET_APPIMAGE names another file to be run with this runtime. Gives up where there is no squashfs.
struct Image openImage(void);
