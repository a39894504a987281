#pragma once

/// The status of a program that could not be started, as shells have it.
enum { kCannotRun = 127 };

/// One sentence on standard error, with errno's text behind it where errno is set; ends the process with kCannotRun.
_Noreturn void giveUp(const char* format, ...) __attribute__((format(printf, 1, 2)));
