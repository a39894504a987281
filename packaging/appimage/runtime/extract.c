#define _GNU_SOURCE
#include "extract.h"

#include "squashfuse.h"

#include <errno.h>
#include <fcntl.h>
#include <fnmatch.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

// Squashfs's block size is 128 KiB: read whole blocks.
enum { kBlockBytes = 128 * 1024 };

static bool isWanted(const struct Extraction* what, const char* path) {
    return !what->pattern || fnmatch(what->pattern, path, FNM_LEADING_DIR) == 0;
}

static bool makeDirectory(const char* path, mode_t mode) {
    return mkdir(path, (mode & 0777) | S_IRWXU) == 0 || errno == EEXIST;
}

static bool writeAll(int file, const char* bytes, size_t count) {
    while (count > 0) {
        const ssize_t written = write(file, bytes, count);
        if (written < 0 && errno != EINTR)
            return false;
        if (written > 0) {
            bytes += written;
            count -= (size_t)written;
        }
    }
    return true;
}

static bool copyContents(sqfs* system, sqfs_inode* inode, int file) {
    static char block[kBlockBytes];
    const uint64_t size = inode->xtra.reg.file_size;
    for (uint64_t position = 0; position < size;) {
        sqfs_off_t count = sizeof block;
        errno = EIO;
        if (sqfs_read_range(system, inode, (sqfs_off_t)position, &count, block) != SQFS_OK || count <= 0)
            return false;
        if (!writeAll(file, block, (size_t)count))
            return false;
        position += (uint64_t)count;
    }
    return true;
}

/// Never through a link that somebody else put there.
static bool writeFile(sqfs* system, sqfs_inode* inode, const char* path) {
    const int file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, inode->base.mode & 0777);
    if (file < 0)
        return false;
    const bool isCopied = copyContents(system, inode, file);
    return close(file) == 0 && isCopied;
}

static bool writeLink(sqfs* system, sqfs_inode* inode, const char* path) {
    char target[PATH_MAX];
    size_t size = sizeof target;
    errno = EIO;
    if (sqfs_readlink(system, inode, target, &size) != SQFS_OK)
        return false;
    unlink(path);
    return symlink(target, path) == 0;
}

static bool writeEntry(sqfs* system, sqfs_inode* inode, const char* path) {
    if (S_ISREG(inode->base.mode))
        return writeFile(system, inode, path);
    return !S_ISLNK(inode->base.mode) || writeLink(system, inode, path);
}

static bool extractEntry(sqfs* system, const sqfs_traverse* walk, const char* folder, const struct Extraction* what) {
    sqfs_inode inode;
    char path[PATH_MAX];
    errno = EIO;
    if (sqfs_inode_get(system, &inode, sqfs_dentry_inode((sqfs_dir_entry*)&walk->entry)) != SQFS_OK)
        return false;
    errno = ENAMETOOLONG;
    if (snprintf(path, sizeof path, "%s/%s", folder, walk->path) >= (int)sizeof path)
        return false;
    if (S_ISDIR(inode.base.mode))
        return makeDirectory(path, inode.base.mode);
    if (!isWanted(what, walk->path))
        return true;
    if (what->isVerbose)
        puts(path);
    return writeEntry(system, &inode, path);
}

static bool extractAll(sqfs* system, sqfs_traverse* walk, const char* folder, const struct Extraction* what) {
    sqfs_err error = SQFS_OK;
    while (sqfs_traverse_next(walk, &error))
        if (!walk->dir_end && !extractEntry(system, walk, folder, what))
            return false;
    errno = EIO;
    return error == SQFS_OK;
}

static bool extractFrom(sqfs* system, const char* folder, const struct Extraction* what) {
    sqfs_traverse walk;
    errno = EIO;
    if (sqfs_traverse_open(&walk, system, sqfs_inode_root(system)) != SQFS_OK)
        return false;
    const bool isExtracted = makeDirectory(folder, S_IRWXU) && extractAll(system, &walk, folder, what);
    const int reason = errno;
    sqfs_traverse_close(&walk);
    errno = reason;
    return isExtracted;
}

bool extractImage(const struct Image* image, const char* folder, struct Extraction what) {
    sqfs system;
    errno = EIO;
    if (sqfs_open_image(&system, image->path, (size_t)image->payload) != SQFS_OK)
        return false;
    const bool isExtracted = extractFrom(&system, folder, &what);
    const int reason = errno;
    sqfs_fd_close(system.fd);
    sqfs_destroy(&system);
    errno = reason;
    return isExtracted;
}
