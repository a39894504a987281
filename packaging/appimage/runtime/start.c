#define _GNU_SOURCE
#include "start.h"

#include "extract.h"
#include "folder.h"
#include "report.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

// What desktops and programs expect of every AppImage.
static void describe(const struct Image* image, const char* folder, const char* calledAs) {
    char here[PATH_MAX];
    setenv("APPIMAGE", image->path, 1);
    setenv("APPDIR", folder, 1);
    setenv("ARGV0", calledAs, 1);
    if (getcwd(here, sizeof here))
        setenv("OWD", here, 1);
}

void becomeProgram(const struct Image* image, const char* folder, char** arguments) {
    char program[PATH_MAX];
    describe(image, folder, arguments[0]);
    snprintf(program, sizeof program, "%s/AppRun", folder);
    arguments[0] = program;
    execv(program, arguments);
    giveUp("cannot start %s", program);
}

static volatile sig_atomic_t runningProgram = 0;

/// A key like Ctrl+C reaches the program by itself: the kernel sends it to the whole terminal's group.
static void passOn(int number, siginfo_t* origin, void* context) {
    (void)context;
    if (origin->si_code <= 0 && runningProgram > 0)
        kill((pid_t)runningProgram, number);
}

static sigset_t passedSignals(void) {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGHUP);
    return set;
}

static void passSignalsOn(void) {
    struct sigaction action = {.sa_sigaction = passOn, .sa_flags = SA_SIGINFO};
    sigaction(SIGTERM, &action, NULL);
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGHUP, &action, NULL);
}

static int waitForProgram(pid_t program) {
    int status = 0;
    while (waitpid(program, &status, 0) < 0)
        if (errno != EINTR)
            giveUp("lost the program that it started");
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

/// Signals wait meanwhile, so that none ends this process before the folder is removed.
static pid_t startProgram(const struct Image* image, const char* folder, char** arguments, const sigset_t* unblocked) {
    const pid_t program = fork();
    if (program == 0) {
        sigprocmask(SIG_SETMASK, unblocked, NULL);
        becomeProgram(image, folder, arguments);
    }
    runningProgram = (sig_atomic_t)program;
    passSignalsOn();
    sigprocmask(SIG_SETMASK, unblocked, NULL);
    return program;
}

static void extractOrGiveUp(const struct Image* image, char* folder) {
    if (!makeFolder(folder, "viz", kForPrograms))
        giveUp("no folder is writable that programs may run in; set TMPDIR to one");
    if (extractImage(image, folder, (struct Extraction){.pattern = NULL}))
        return;
    const int reason = errno;
    removeFolder(folder);
    errno = reason;
    giveUp("cannot extract itself to %s", folder);
}

int extractAndRun(const struct Image* image, char** arguments) {
    char folder[PATH_MAX];
    sigset_t unblocked;
    const sigset_t passed = passedSignals();
    sigprocmask(SIG_BLOCK, &passed, &unblocked);
    extractOrGiveUp(image, folder);
    const pid_t program = startProgram(image, folder, arguments, &unblocked);
    const int status = program > 0 ? waitForProgram(program) : kCannotRun;
    removeFolder(folder);
    errno = EAGAIN;
    if (program < 0)
        giveUp("cannot start another process");
    return status;
}
