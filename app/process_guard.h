#pragma once

namespace viz {

/// First thing in main(): no core dumps and no debugger of the same user may read the memory with the keys in it,
/// unless the environment has VIZ_COREDUMPS or this is a debug build.
void forbidCoreDumps();

/// Overwrites the secret parts of addresses in `argv`, which every user of the computer can read (ps), once the
/// command line has been understood.
void hideSecretArguments(int argc, char** argv);

} // namespace viz
