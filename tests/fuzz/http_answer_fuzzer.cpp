#include "core/transport/dial_failure.h"
#include "fuzz_input.h"

/// What a tunnel, or whoever sits at the address, answers instead of a WebSocket. The path that was asked for may not
/// come back out of it.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace viz;
    const QByteArray head(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
    if (const std::optional<HttpAnswer> answer = parseHttpAnswer(head)) {
        fuzz::require(answer->status >= 100 && answer->status <= 599, "a status has three digits");
        fuzz::require(answer->redirectTarget.count(u'/') <= 2, "scheme and host, no path");
        fuzz::require(!answer->redirectTarget.contains(u'@') && !answer->redirectTarget.contains(u'?'), "no more");
    }
    const LinkEnd end = nameDialFailure({.answer = head, .reached = true});
    fuzz::require(end.reason != LinkEnd::Reason::ClosedByUs, "it is not our doing");
    return 0;
}
