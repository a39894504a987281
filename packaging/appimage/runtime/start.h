#pragma once

#include "image.h"

/// Becomes the program in `folder`, where the image is mounted. `arguments` are this program's, its own name first.
_Noreturn void becomeProgram(const struct Image* image, const char* folder, char** arguments);

/// Extracts the image to a folder, runs the program there, passes signals on, removes the folder. The program's exit
/// status; 128 and the signal's number where a signal ended it.
int extractAndRun(const struct Image* image, char** arguments);
