#include "core/tunnel/tunnel_provider.h"

#include <algorithm>

namespace viz {

bool isFinal(TunnelFault fault) {
    switch (fault) {
    case TunnelFault::NotInstalled:
    case TunnelFault::CannotStart:
    case TunnelFault::NeedsSettings:
    case TunnelFault::NeedsAccount:
    case TunnelFault::NeedsSetup:
    case TunnelFault::LimitReached:
    case TunnelFault::Refused:
    case TunnelFault::HostKeyChanged:
        return true;
    case TunnelFault::PortTaken:
    case TunnelFault::NoNetwork:
    case TunnelFault::NoAddress:
    case TunnelFault::NotReady:
    case TunnelFault::Ended:
        return false;
    }
    return false;
}

bool isTunnelWord(const QString& word) {
    constexpr qsizetype longest = 40;
    const auto isLegal = [](QChar c) {
        return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9') || c == u'-' ||
               c == u'.';
    };
    return !word.isEmpty() && word.size() <= longest && word.front() != u'-' && word.front() != u'.' &&
           std::ranges::all_of(word, isLegal);
}

} // namespace viz
