#include "tests/sim/own_usage.h"

#include <unistd.h>

#include <filesystem>
#include <fstream>

namespace viz::test {
namespace {

long residentMemoryKib() {
    std::ifstream statm("/proc/self/statm");
    long allPages = 0;
    long residentPages = 0;
    statm >> allPages >> residentPages;
    return residentPages * (sysconf(_SC_PAGESIZE) / 1024);
}

int entriesOf(const char* folder) {
    std::error_code error;
    int count = 0;
    for (std::filesystem::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error))
        ++count;
    return count;
}

} // namespace

OwnUsage OwnUsage::now() {
    return {.residentKib = residentMemoryKib(),
            .threads = entriesOf("/proc/self/task"),
            .files = entriesOf("/proc/self/fd")};
}

} // namespace viz::test
