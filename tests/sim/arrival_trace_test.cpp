#include "tests/sim/arrival_trace.h"

#include <gtest/gtest.h>

#include <sstream>

namespace viz::test {
namespace {

using Delays = std::vector<double>;

auto read(const std::string& text) {
    std::istringstream in(text);
    return readTrace(in);
}

TEST(ArrivalTrace, ReadsOneConnection) {
    const auto tracks = read("# sent arrival\n0 1030\n20 1055.5\n\n  40 1070\n61 1091\r\n80\t1190\n");
    ASSERT_TRUE(tracks) << tracks.error();
    ASSERT_EQ(tracks->size(), 1U);
    EXPECT_EQ(tracks->front().intervalMs, 20);
    EXPECT_EQ(tracks->front().addedMs, (Delays{0, 5.5, 0, 0, 80}));
}

TEST(ArrivalTrace, ReadsSeveralConnectionsThatAreMixed) {
    const auto tracks =
        read("7 60 0 100\n3 20 5 35\n3 20 25 55\n7 60 60 170\n3 20 45 95\n7 60 120 220\n3 20 65 95\n7 60 180 280\n");
    ASSERT_TRUE(tracks) << tracks.error();
    ASSERT_EQ(tracks->size(), 2U);
    EXPECT_EQ(tracks->at(0).intervalMs, 20);
    EXPECT_EQ(tracks->at(0).addedMs, (Delays{0, 0, 20, 0}));
    EXPECT_EQ(tracks->at(1).intervalMs, 60);
    EXPECT_EQ(tracks->at(1).addedMs, (Delays{0, 10, 0, 0}));
}

TEST(ArrivalTrace, ReadsTablesOfDelays) {
    const auto tracks = read("# interval delays\n20 6 0 0 80 60\n320 0 0 3 0\n");
    ASSERT_TRUE(tracks) << tracks.error();
    ASSERT_EQ(tracks->size(), 2U);
    EXPECT_EQ(tracks->at(1).intervalMs, 320);
    EXPECT_EQ(tracks->at(0).addedMs, (Delays{6, 0, 0, 80, 60}));
}

TEST(ArrivalTrace, ReadsWhatTheSenderGaveUp) {
    for (const char* const text : {"0 30\n20 -\n40 70\n60 95\n80 110\n",
                                   "7 20 0 30\n7 20 20 -\n7 20 40 70\n7 20 60 95\n"
                                   "7 20 80 110\n",
                                   "20 0 - 0 5 0\n"}) {
        const auto tracks = read(text);
        ASSERT_TRUE(tracks) << tracks.error();
        EXPECT_EQ(tracks->front().addedMs, (Delays{0, kGivenUp, 0, 5, 0}));
    }
}

struct Bad {
    std::string text;
    std::string complaint;
};

TEST(ArrivalTrace, SaysWhatIsWrong) {
    for (const Bad& row : {
             Bad{"", "there are no messages"},
             Bad{"# nothing\n", "there are no messages"},
             Bad{"0 30\n20 x\n", "line 2: something that is not a number"},
             Bad{"0 30\n20 50ms\n", "line 2: something that is not a number"},
             Bad{"0 30\nnan 50\n", "line 2: something that is not a number"},
             Bad{"0 30\n20 inf\n", "line 2: something that is not a number"},
             Bad{"0 30\n20 1e999\n", "line 2: something that is not a number"},
             Bad{"5\n", "line 1: 1 numbers; two, four, or more are needed"},
             Bad{"5 6 7\n", "line 1: 3 numbers; two, four, or more are needed"},
             Bad{"0 30\n20 50 60\n", "line 2: not as many numbers as in the lines above"},
             Bad{"20 0 0 0 0\n20 0 0\n", "line 2: not as many numbers as in the lines above"},
             Bad{"0 30\n20 50\n10 60\n", "line 3: sent before the message above"},
             Bad{"0 30\n20 50\n40 60\n", "fewer than 4 messages on a connection"},
             Bad{"0 30\n0 50\n0 60\n0 70\n", "most messages were sent at the same time"},
             Bad{"- 30\n", "line 1: '-' in the place of something else than an arrival or a delay"},
             Bad{"1 20 - 6\n", "line 1: '-' in the place of something else than an arrival or a delay"},
             Bad{"- 0 0 0 0\n", "line 1: '-' in the place of something else than an arrival or a delay"},
             Bad{"20 - - - - -\n", "line 1: fewer than 4 messages on a connection"},
             Bad{"0 30\n20 -\n40 -\n60 -\n80 90\n", "fewer than 4 messages on a connection"},
             Bad{"1 0 5 6\n", "line 1: an interval is above 0"},
             Bad{"-20 5 5 6 7\n", "line 1: an interval is above 0"},
             Bad{"20 5 5 -6 7\n", "line 1: a delay beyond the least one is not below 0"},
         }) {
        const auto tracks = read(row.text);
        ASSERT_FALSE(tracks) << row.text;
        EXPECT_EQ(tracks.error(), row.complaint);
    }
}

TEST(ArrivalTrace, NamesTheFile) {
    EXPECT_EQ(readTraceFile("/nowhere/at all").error(), "/nowhere/at all cannot be read");
}

TEST(ArrivalTrace, ReadsTheRecordings) {
    const auto tracks = readTraceFile("tests/sim/data/tcp_rtt60_loss1.txt");
    ASSERT_TRUE(tracks) << tracks.error();
    EXPECT_EQ(tracks->size(), 30U);
}

} // namespace
} // namespace viz::test
