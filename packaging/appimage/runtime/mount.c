#define _GNU_SOURCE
#include "mount.h"

#include "folder.h"

#include "squashfuse.h"
#include "ll.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

enum { kReadEnd, kWriteEnd };

static const struct fuse_lowlevel_ops kOperations = {
    .lookup = sqfs_ll_op_lookup,
    .forget = sqfs_ll_op_forget,
    .getattr = sqfs_ll_op_getattr,
    .readlink = sqfs_ll_op_readlink,
    .open = sqfs_ll_op_open,
    .read = sqfs_ll_op_read,
    .release = sqfs_ll_op_release,
    .opendir = sqfs_ll_op_opendir,
    .readdir = sqfs_ll_op_readdir,
    .releasedir = sqfs_ll_op_releasedir,
    .statfs = stfs_ll_op_statfs,
    .getxattr = sqfs_ll_op_getxattr,
    .listxattr = sqfs_ll_op_listxattr,
    .create = sqfs_ll_op_create,
};

/// The pipe's other end is held by whoever uses the image; nobody ever writes to it.
static void* waitForLastUser(void* keepAlive) {
    struct pollfd end = {.fd = *(int*)keepAlive, .events = 0};
    while (poll(&end, 1, -1) < 0 && errno == EINTR) {
    }
    kill(getpid(), SIGTERM); // fuse_set_signal_handlers() made it end the loop
    return NULL;
}

/// Messages of FUSE are not for the person: where it fails, the image is extracted instead.
static void detach(void) {
    setsid();
    const int nowhere = open("/dev/null", O_RDWR);
    for (int stream = STDIN_FILENO; stream <= STDERR_FILENO; ++stream)
        dup2(nowhere, stream);
}

static struct fuse_session* openSession(const struct Image* image, const char* folder) {
    char* words[] = {"appimage", "-o", "ro,nosuid,nodev,fsname=appimage,subtype=appimage"};
    struct fuse_args arguments = FUSE_ARGS_INIT(3, words);
    sqfs_ll* system = sqfs_ll_open(image->path, (size_t)image->payload);
    if (!system)
        return NULL;
    struct fuse_session* session = fuse_session_new(&arguments, &kOperations, sizeof kOperations, system);
    const bool isMounted = session && fuse_set_signal_handlers(session) == 0 && fuse_session_mount(session, folder) == 0;
    return isMounted ? session : NULL;
}

static _Noreturn void serve(const struct Image* image, const char* folder, int ready, int keepAlive) {
    struct fuse_session* session = openSession(image, folder);
    pthread_t watcher;
    if (!session || pthread_create(&watcher, NULL, waitForLastUser, &keepAlive) != 0 || write(ready, "1", 1) != 1)
        _exit(1);
    close(ready);
    fuse_session_loop(session);
    fuse_session_unmount(session);
    rmdir(folder);
    _exit(0);
}

/// Forked twice, so that the program's children are its own only.
static void startServer(const struct Image* image, const char* folder, const int* ready, const int* keepAlive) {
    const pid_t child = fork();
    if (child > 0)
        waitpid(child, NULL, 0);
    if (child != 0)
        return;
    if (fork() != 0)
        _exit(0);
    close(ready[kReadEnd]);
    close(keepAlive[kReadEnd]);
    detach();
    serve(image, folder, ready[kWriteEnd], keepAlive[kWriteEnd]);
}

static bool hearsReady(int ready) {
    char byte;
    ssize_t count;
    while ((count = read(ready, &byte, 1)) < 0 && errno == EINTR) {
    }
    return count == 1;
}

/// The read end of `keepAlive` stays open in this process, and in the program that it becomes.
static bool mountOn(const struct Image* image, const char* folder) {
    int ready[2];
    int keepAlive[2];
    if (pipe2(ready, O_CLOEXEC) != 0 || pipe2(keepAlive, O_CLOEXEC) != 0)
        return false;
    startServer(image, folder, ready, keepAlive);
    close(ready[kWriteEnd]);
    close(keepAlive[kWriteEnd]);
    const bool isReady = hearsReady(ready[kReadEnd]);
    close(ready[kReadEnd]);
    if (isReady)
        fcntl(keepAlive[kReadEnd], F_SETFD, 0);
    else
        close(keepAlive[kReadEnd]);
    return isReady;
}

bool mountImage(const struct Image* image, char* folder) {
    if (access("/dev/fuse", R_OK | W_OK) != 0 || !makeFolder(folder, "viz-mount", kForMounting))
        return false;
    const bool isMounted = mountOn(image, folder);
    if (!isMounted)
        rmdir(folder);
    return isMounted;
}
