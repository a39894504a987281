#include "tests/lab/path_emulator/event_lines.h"

#include <iostream>

namespace viz::lab {
namespace {

std::ostream& operator<<(std::ostream& out, const PathEnd& end) {
    return out << R"({"namespace":")" << end.namespacePath() << R"(","address":")" << end.address() << R"("})";
}

std::ostream& operator<<(std::ostream& out, const OneWay::Counts& counts) {
    return out << R"({"packets":)" << counts.packets << R"(,"lost":)" << counts.lost << R"(,"cutOff":)" << counts.cutOff
               << R"(,"overflowed":)" << counts.overflowed << "}";
}

/// Everything but what is the event's own, and the closing bracket.
std::ostream& begin(const char* event, MonotonicTime now) {
    return std::cout << R"({"event":")" << event << R"(","monotonicNs":)" << now.count();
}

} // namespace

void printReady(const PathEnd& a, const PathEnd& b, MonotonicTime now) {
    begin("ready", now) << R"(,"a":)" << a << R"(,"b":)" << b << "}" << std::endl;
}

void printOutage(bool begins, MonotonicTime now) {
    begin(begins ? "outage-begin" : "outage-end", now) << "}" << std::endl;
}

void printEnd(const OneWay::Counts& aToB, const OneWay::Counts& bToA, MonotonicTime latest, MonotonicTime now) {
    begin("end", now) << R"(,"aToB":)" << aToB << R"(,"bToA":)" << bToA << R"(,"latestMs":)" << toMs(latest) << "}"
                      << std::endl;
}

} // namespace viz::lab
