#include "core/call/link_end_reason.h"

namespace viz {
namespace {

EndReason closedByPeer(int closeCode) {
    switch (static_cast<CloseCode>(closeCode)) {
    case CloseCode::TryLater:
    case CloseCode::Throttled:
        return EndReason::Throttled;
    case CloseCode::Authentication:
    case CloseCode::Malformed: // what we sent was in order when it left
        return EndReason::NotAuthentic;
    case CloseCode::HandshakeTimeout:
        return EndReason::HandshakeTimeout;
    case CloseCode::Busy:
        return EndReason::Busy;
    case CloseCode::Declined:
        return EndReason::DeclinedThere;
    case CloseCode::Version:
        return EndReason::VersionMismatch;
    case CloseCode::Normal:
        break;
    }
    return EndReason::NotViz;
}

} // namespace

EndReason endReasonOf(const LinkEnd& end, bool wasInCall) {
    if (wasInCall)
        return EndReason::ConnectionLost;
    switch (end.reason) {
    case LinkEnd::Reason::ClosedByUs:
        return EndReason::HungUpHere;
    case LinkEnd::Reason::ClosedByPeer:
        return closedByPeer(end.closeCode);
    case LinkEnd::Reason::HostNotFound:
        return EndReason::HostNotFound;
    case LinkEnd::Reason::ConnectionRefused:
        return EndReason::ConnectionRefused;
    case LinkEnd::Reason::ConnectTimeout:
        return EndReason::ConnectTimeout;
    case LinkEnd::Reason::TlsFailed:
        return EndReason::TlsFailed;
    case LinkEnd::Reason::WebPage:
        return EndReason::WebPage;
    case LinkEnd::Reason::Redirected:
        return EndReason::Redirected;
    case LinkEnd::Reason::Violation:
        return EndReason::NotViz;
    case LinkEnd::Reason::NetworkError:
        return EndReason::NetworkError;
    }
    return EndReason::NetworkError;
}

} // namespace viz
