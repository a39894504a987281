#include "tests/lab/message_trace/arrivals.h"

#include <cstdio>
#include <utility>

namespace viz::lab {
namespace {

void print(const TraceMessage& message, MonotonicTime arrival) {
    std::printf("%u %u %.3f %.3f\n", message.spec.stream, message.spec.intervalMs,
                toMs(std::chrono::nanoseconds{message.sentNs}), toMs(arrival));
    std::fflush(stdout);
}

} // namespace

void printArrivals(Link& link) {
    QObject::connect(&link, &Link::received, &link, [](const QByteArray& bytes) {
        const MonotonicTime now = SteadyClock{}.now();
        if (const auto message = unpacked(bytes); message && message->kind == TraceMessage::Kind::Sound)
            print(*message, now);
    });
}

void whenGreeted(Link& link, std::function<void(const StreamSpec&)> tell) {
    QObject::connect(&link, &Link::received, &link, [tell = std::move(tell)](const QByteArray& bytes) {
        if (const auto message = unpacked(bytes); message && message->kind == TraceMessage::Kind::Hello)
            tell(message->spec);
    });
}

} // namespace viz::lab
