// The first part of an AppImage (type 2): mounts the squashfs behind it by FUSE, or extracts it where there is no FUSE,
// and runs the AppRun in it. Static, so that it runs on every Linux, also to say what is missing there.
#include "extract.h"
#include "image.h"
#include "mount.h"
#include "report.h"
#include "start.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char kHelp[] = "--appimage-extract [PATTERN]       write the files in it to the folder squashfs-root\n"
                            "--appimage-extract-and-run [...]   run without FUSE, as with APPIMAGE_EXTRACT_AND_RUN=1\n"
                            "--appimage-mount                   mount it, print where, stay until Ctrl+C\n"
                            "--appimage-offset                  where the squashfs begins, bytes\n"
                            "--appimage-version                 this runtime's version\n"
                            "Everything else is for the program in it.\n";

static int printVersion(const struct Image* image, char** arguments) {
    (void)image, (void)arguments;
    return puts("Viz AppImage runtime " RUNTIME_VERSION) < 0;
}

static int printHelp(const struct Image* image, char** arguments) {
    (void)image, (void)arguments;
    return fputs(kHelp, stdout) < 0;
}

static int printOffset(const struct Image* image, char** arguments) {
    (void)arguments;
    return printf("%lld\n", (long long)image->payload) < 0;
}

/// Update information and a signature inside are asked for by some desktops. There is none.
static int printNothing(const struct Image* image, char** arguments) {
    (void)image, (void)arguments;
    return 0;
}

static int extractHere(const struct Image* image, char** arguments) {
    if (!extractImage(image, "squashfs-root", (struct Extraction){.pattern = arguments[2], .isVerbose = true}))
        giveUp("cannot write to squashfs-root in this folder");
    return 0;
}

static int runExtracted(const struct Image* image, char** arguments) {
    arguments[1] = arguments[0];
    return extractAndRun(image, arguments + 1);
}

static int mountAndWait(const struct Image* image, char** arguments) {
    char folder[PATH_MAX];
    (void)arguments;
    errno = 0;
    if (!mountImage(image, folder))
        giveUp("cannot be mounted: this system has no FUSE for you; try --appimage-extract");
    puts(folder);
    fflush(stdout);
    return pause();
}

static const struct {
    const char* option;
    int (*run)(const struct Image* image, char** arguments);
} kCommands[] = {
    {"--appimage-help", printHelp},
    {"--appimage-version", printVersion},
    {"--appimage-offset", printOffset},
    {"--appimage-extract", extractHere},
    {"--appimage-extract-and-run", runExtracted},
    {"--appimage-mount", mountAndWait},
    {"--appimage-updateinformation", printNothing},
    {"--appimage-updateinfo", printNothing},
    {"--appimage-signature", printNothing},
};

static bool isSet(const char* variable) {
    const char* value = getenv(variable);
    return value && *value && strcmp(value, "0") != 0;
}

static int run(const struct Image* image, char** arguments) {
    char folder[PATH_MAX];
    if (!isSet("APPIMAGE_EXTRACT_AND_RUN") && mountImage(image, folder))
        becomeProgram(image, folder, arguments);
    return extractAndRun(image, arguments);
}

int main(int count, char** arguments) {
    const struct Image image = openImage();
    const char* first = count > 1 ? arguments[1] : "";
    for (size_t i = 0; i < sizeof kCommands / sizeof *kCommands; ++i)
        if (strcmp(first, kCommands[i].option) == 0)
            return kCommands[i].run(&image, arguments);
    errno = 0;
    if (strncmp(first, "--appimage-", strlen("--appimage-")) == 0)
        giveUp("knows no option %s; see --appimage-help", first);
    return run(&image, arguments);
}
