#pragma once

#include <string>
#include <vector>

namespace viz {

/// The libraries that a CMake text asks for with find_package() and pkg_check_modules(), lower case, without versions.
/// PkgConfig and Threads are left out: a build tool, and a part of the system's C library.
[[nodiscard]] std::vector<std::string> linkedLibraries(const std::string& cmakeText);

} // namespace viz
