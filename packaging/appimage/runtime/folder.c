#define _GNU_SOURCE
#include "folder.h"

#include <errno.h>
#include <ftw.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/statvfs.h>

/// Some systems mount their temporary folder so that nothing in it can be run.
static bool mayRunPrograms(const char* path) {
    struct statvfs system;
    return statvfs(path, &system) == 0 && !(system.f_flag & ST_NOEXEC);
}

static bool makeFolderIn(const char* place, char* path, const char* prefix, enum FolderUse use) {
    if (!place || !*place)
        return false;
    if (use == kForPrograms && !mayRunPrograms(place)) {
        errno = EACCES;
        return false;
    }
    return snprintf(path, PATH_MAX, "%s/.%s-XXXXXX", place, prefix) < PATH_MAX && mkdtemp(path) != NULL;
}

bool makeFolder(char* path, const char* prefix, enum FolderUse use) {
    const char* const places[] = {getenv("TMPDIR"),          "/tmp",         "/var/tmp",
                                  getenv("XDG_RUNTIME_DIR"), getenv("HOME"), "/dev/shm"};
    for (size_t i = 0; i < sizeof places / sizeof *places; ++i)
        if (makeFolderIn(places[i], path, prefix, use))
            return true;
    return false;
}

static int removeEntry(const char* path, const struct stat* status, int type, struct FTW* walk) {
    (void)status, (void)type, (void)walk;
    return remove(path);
}

void removeFolder(const char* path) {
    const int kOpenFolders = 32;
    nftw(path, removeEntry, kOpenFolders, FTW_DEPTH | FTW_PHYS);
}
