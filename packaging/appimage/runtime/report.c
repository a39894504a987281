#include "report.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void giveUp(const char* format, ...) {
    const int reason = errno;
    va_list values;
    va_start(values, format);
    fputs("AppImage: ", stderr);
    vfprintf(stderr, format, values);
    va_end(values);
    fprintf(stderr, reason ? ": %s\n" : "\n", strerror(reason));
    exit(kCannotRun);
}
