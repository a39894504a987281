#pragma once

#include "tests/lab/path_emulator/one_way.h"
#include "tests/lab/path_emulator/path_end.h"
#include "tests/lab/path_emulator/path_options.h"

#include <string>

namespace viz::lab {

/// Carries packets between two ends until its standard input ends, or SIGINT or SIGTERM comes.
class Path {
public:
    /// The caller has blocked SIGINT and SIGTERM.
    Path(const PathOptions& options, PathEnd a, PathEnd b);
    void run();

private:
    /// Sleeps until something is to be done.
    void wait();
    void readCommands();
    void obey(const std::string& command);
    void begin(std::chrono::milliseconds outage);
    void updateOutage(MonotonicTime now);
    void carry(const PathEnd& from, OneWay& way, const PathEnd& to);
    [[nodiscard]] MonotonicTime nextEvent(MonotonicTime now) const;
    [[nodiscard]] bool isOut(MonotonicTime now) const;

    struct Interval {
        MonotonicTime begin;
        MonotonicTime end;
    };

    SteadyClock m_clock;
    PathEnd m_a;
    PathEnd m_b;
    OneWay m_aToB;
    OneWay m_bToA;
    std::vector<Interval> m_outages;
    bool m_outage = false;
    Descriptor m_signals;
    bool m_ended = false;
    std::string m_input;
    std::vector<std::byte> m_packet;
    MonotonicTime m_latest{};
};

} // namespace viz::lab
