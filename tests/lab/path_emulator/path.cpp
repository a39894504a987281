#include "tests/lab/path_emulator/path.h"

#include "tests/lab/path_emulator/event_lines.h"

#include <poll.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <csignal>
#include <iostream>

namespace viz::lab {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t kMostPacketBytes = 2048; ///< the devices' MTU is 1500

WayProperties wayBack(WayProperties way) {
    ++way.loss.seed;
    return way;
}

Descriptor endSignals() {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    return Descriptor{signalfd(-1, &signals, SFD_CLOEXEC)};
}

timespec timespecOf(std::chrono::nanoseconds time) { return {.tv_sec = time / 1s, .tv_nsec = (time % 1s).count()}; }

/// The kernel also talks IPv6 to find neighbours; that is nobody's call.
bool isIpv4(std::byte first) { return std::to_integer<int>(first) >> 4 == 4; }

} // namespace

Path::Path(const PathOptions& options, PathEnd a, PathEnd b)
    : m_a(std::move(a))
    , m_b(std::move(b))
    , m_aToB(options.way)
    , m_bToA(wayBack(options.way))
    , m_signals(endSignals())
    , m_packet(kMostPacketBytes) {
    const MonotonicTime now = m_clock.now();
    for (const PathOptions::Outage& outage : options.outages)
        m_outages.push_back({now + outage.at, now + outage.at + outage.length});
}

void Path::run() {
    printReady(m_a, m_b, m_clock.now());
    while (!m_ended) {
        wait();
        updateOutage(m_clock.now());
        carry(m_a, m_aToB, m_b);
        carry(m_b, m_bToA, m_a);
    }
    printEnd(m_aToB.counts(), m_bToA.counts(), m_latest, m_clock.now());
}

void Path::wait() {
    std::array<pollfd, 4> files{
        {{m_a.tun(), POLLIN, 0}, {m_b.tun(), POLLIN, 0}, {STDIN_FILENO, POLLIN, 0}, {m_signals.number(), POLLIN, 0}}};
    const MonotonicTime now = m_clock.now();
    const timespec patience = timespecOf(std::max<MonotonicTime>(nextEvent(now) - now, 0ns));
    if (ppoll(files.data(), files.size(), &patience, nullptr) <= 0)
        return;
    if (files[2].revents != 0)
        readCommands();
    if (files[3].revents != 0)
        m_ended = true;
}

void Path::readCommands() {
    std::array<char, 256> text{};
    const ssize_t count = read(STDIN_FILENO, text.data(), text.size());
    m_ended = count <= 0;
    m_input.append(text.data(), static_cast<std::size_t>(std::max<ssize_t>(count, 0)));
    for (std::size_t end = m_input.find('\n'); end != std::string::npos; end = m_input.find('\n')) {
        obey(m_input.substr(0, end));
        m_input.erase(0, end + 1);
    }
}

void Path::obey(const std::string& command) {
    constexpr std::string_view kOutage = "outage ";
    const std::string number = command.starts_with(kOutage) ? command.substr(kOutage.size()) : std::string();
    const bool isNumber = std::ranges::all_of(number, [](unsigned char c) { return std::isdigit(c) != 0; });
    if (number.empty() || number.size() > 7 || !isNumber)
        std::cerr << "path_emulator: not understood: " << command << std::endl;
    else
        begin(std::chrono::milliseconds{std::stol(number)});
}

void Path::begin(std::chrono::milliseconds outage) {
    const MonotonicTime now = m_clock.now();
    m_outages.push_back({now, now + outage});
}

void Path::updateOutage(MonotonicTime now) {
    const bool outage = isOut(now);
    if (outage != m_outage)
        printOutage(outage, now);
    m_outage = outage;
    m_aToB.setOutage(outage);
    m_bToA.setOutage(outage);
}

void Path::carry(const PathEnd& from, OneWay& way, const PathEnd& to) {
    ssize_t count = 0;
    while ((count = read(from.tun(), m_packet.data(), m_packet.size())) > 0) {
        if (isIpv4(m_packet.front()))
            way.enter(std::span(m_packet).first(static_cast<std::size_t>(count)), m_clock.now());
    }
    const MonotonicTime now = m_clock.now();
    for (auto arrival = way.nextArrival(); arrival && *arrival <= now; arrival = way.nextArrival()) {
        m_latest = std::max(m_latest, now - *arrival);
        const std::vector<std::byte> packet = way.leave();
        // A full device loses the packet, as a real one would.
        [[maybe_unused]] const ssize_t written = write(to.tun(), packet.data(), packet.size());
    }
}

MonotonicTime Path::nextEvent(MonotonicTime now) const {
    MonotonicTime next = now + 1s;
    for (const auto& arrival : {m_aToB.nextArrival(), m_bToA.nextArrival()})
        next = std::min(next, arrival.value_or(next));
    for (const Interval& outage : m_outages) {
        for (const MonotonicTime change : {outage.begin, outage.end})
            next = change > now ? std::min(next, change) : next;
    }
    return next;
}

bool Path::isOut(MonotonicTime now) const {
    return std::ranges::any_of(m_outages,
                               [now](const Interval& outage) { return outage.begin <= now && now < outage.end; });
}

} // namespace viz::lab
