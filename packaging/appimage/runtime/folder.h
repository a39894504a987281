#pragma once

#include <stdbool.h>

enum FolderUse {
    kForPrograms, ///< programs in it must be allowed to run
    kForMounting  ///< something will be mounted over it
};

/// Makes a new folder of this user alone, in TMPDIR or where else one can be made; its name is written to `path`
/// (PATH_MAX bytes). False, with errno set, where no place is writable, or programs may run in none.
bool makeFolder(char* path, const char* prefix, enum FolderUse use);

/// With everything in it; follows no links.
void removeFolder(const char* path);
