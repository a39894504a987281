#include "core/device/flow_watch.h"

#include <gtest/gtest.h>

#include <vector>

namespace viz {
namespace {

using namespace std::chrono_literals;

TEST(FlowWatch, TellsWhenNothingMoves) {
    struct Row {
        std::vector<MonotonicTime> moves; ///< after begin()
        MonotonicTime looked;
        std::optional<DeviceError> fault;
    };
    const std::optional<DeviceError> none;
    for (const Row& row : {
             Row{{}, FlowWatch::kFirstLimit, none},
             Row{{}, FlowWatch::kFirstLimit + 1ms, DeviceError::CannotOpen},
             Row{{2s}, 2s + FlowWatch::kLimit, none},
             Row{{2s}, 2s + FlowWatch::kLimit + 1ms, DeviceError::Lost},
             Row{{2s, 6s, 11s}, 11s + FlowWatch::kLimit, none},
             Row{{2s, 6s, 11s}, 11s + FlowWatch::kLimit + 1ms, DeviceError::Lost},
             Row{{9s}, 9s, none},
         }) {
        FlowWatch watch;
        watch.begin(1h);
        for (const MonotonicTime move : row.moves)
            watch.moved(1h + move);
        EXPECT_EQ(watch.hasMoved(), !row.moves.empty());
        EXPECT_EQ(watch.fault(1h + row.looked), row.fault) << row.looked.count();
    }
}

TEST(FlowWatch, BeginsAnew) {
    FlowWatch watch;
    watch.begin(1h);
    watch.moved(1h);
    ASSERT_EQ(watch.fault(1h + 6s), DeviceError::Lost);
    watch.begin(1h + 6s);
    EXPECT_FALSE(watch.hasMoved());
    EXPECT_EQ(watch.stillFor(1h + 7s), 1s);
    EXPECT_EQ(watch.fault(1h + 6s + FlowWatch::kFirstLimit), std::nullopt);
}

} // namespace
} // namespace viz
