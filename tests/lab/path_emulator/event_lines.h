#pragma once

#include "core/base/clock.h"
#include "tests/lab/path_emulator/one_way.h"
#include "tests/lab/path_emulator/path_end.h"

namespace viz::lab {

/// What whoever started the program reads: each prints one JSON object and a line end, at once.
void printReady(const PathEnd& a, const PathEnd& b, MonotonicTime now);
void printOutage(bool begins, MonotonicTime now);
/// `latest`: the most that a packet was delivered late, because this machine was busy.
void printEnd(const OneWay::Counts& aToB, const OneWay::Counts& bToA, MonotonicTime latest, MonotonicTime now);

} // namespace viz::lab
