#include "core/call/link_end_reason.h"

#include <gtest/gtest.h>

namespace viz {
namespace {

struct Row {
    LinkEnd::Reason reason;
    int closeCode;
    EndReason expected;
};

TEST(LinkEndReason, EveryWayALinkEndsHasItsMeaning) {
    using R = LinkEnd::Reason;
    for (const Row& row :
         {Row{R::HostNotFound, 0, EndReason::HostNotFound}, Row{R::ConnectionRefused, 0, EndReason::ConnectionRefused},
          Row{R::ConnectTimeout, 0, EndReason::ConnectTimeout}, Row{R::TlsFailed, 0, EndReason::TlsFailed},
          Row{R::WebPage, 0, EndReason::WebPage}, Row{R::Redirected, 0, EndReason::Redirected},
          Row{R::Violation, 0, EndReason::NotViz}, Row{R::NetworkError, 0, EndReason::NetworkError},
          Row{R::ClosedByPeer, 4409, EndReason::Busy}, Row{R::ClosedByPeer, 4410, EndReason::DeclinedThere},
          Row{R::ClosedByPeer, 4400, EndReason::NotAuthentic}, Row{R::ClosedByPeer, 4401, EndReason::NotAuthentic},
          Row{R::ClosedByPeer, 4408, EndReason::HandshakeTimeout},
          Row{R::ClosedByPeer, 4426, EndReason::VersionMismatch}, Row{R::ClosedByPeer, 4429, EndReason::Throttled},
          Row{R::ClosedByPeer, 1013, EndReason::Throttled}, Row{R::ClosedByPeer, 1000, EndReason::NotViz},
          Row{R::ClosedByPeer, 1006, EndReason::NotViz}}) {
        const LinkEnd end{.reason = row.reason, .closeCode = row.closeCode, .detail = {}};
        EXPECT_EQ(endReasonOf(end, false), row.expected) << int(row.reason) << ' ' << row.closeCode;
        EXPECT_EQ(endReasonOf(end, true), EndReason::ConnectionLost) << "a call that was on ends only with a BYE";
    }
}

} // namespace
} // namespace viz
