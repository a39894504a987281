#include "image.h"

#include "report.h"

#include <elf.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/// The linker puts the table of sections last: what is behind it was appended.
static off_t endOfProgram(int file) {
    Elf64_Ehdr header;
    if (pread(file, &header, sizeof header, 0) != (ssize_t)sizeof header || memcmp(header.e_ident, ELFMAG, SELFMAG) != 0)
        return -1;
    return (off_t)(header.e_shoff + (Elf64_Off)header.e_shentsize * header.e_shnum);
}

static int isSquashfs(int file, off_t offset) {
    char magic[4];
    return offset > 0 && pread(file, magic, sizeof magic, offset) == (ssize_t)sizeof magic &&
           memcmp(magic, "hsqs", sizeof magic) == 0;
}

struct Image openImage(void) {
    struct Image image;
    const char* target = getenv("TARGET_APPIMAGE");
    if (!realpath(target && *target ? target : "/proc/self/exe", image.path))
        giveUp("cannot find its own file");
    const int file = open(image.path, O_RDONLY | O_CLOEXEC);
    if (file < 0)
        giveUp("cannot read %s", image.path);
    image.payload = endOfProgram(file);
    errno = 0;
    if (!isSquashfs(file, image.payload))
        giveUp("%s is damaged or was not downloaded completely", image.path);
    close(file);
    return image;
}
