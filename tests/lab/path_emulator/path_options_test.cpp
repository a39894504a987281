#include "tests/lab/path_emulator/path_options.h"

#include <gtest/gtest.h>

namespace viz::lab {
namespace {

using namespace std::chrono_literals;
using Arguments = std::vector<std::string>;

TEST(PathOptions, ReadsEverything) {
    const auto options = parsePathOptions(Arguments{
        "--delay",  "30",         "--loss",   "1.5",   "--burst",      "4",   "--rate", "24000",  "--queue", "3000",
        "--outage", "3000@10000", "--outage", "10@20", "--congestion", "bbr", "--tcp",  "sack=0", "--seed",  "7"});
    ASSERT_TRUE(options);
    EXPECT_EQ(options->way.delay, 30ms);
    EXPECT_EQ(options->way.loss.percent, 1.5);
    EXPECT_EQ(options->way.loss.burstPackets, 4);
    EXPECT_EQ(options->way.loss.seed, 7U);
    EXPECT_EQ(options->way.rateBps, 24000);
    EXPECT_EQ(options->way.queueBytes, 3000);
    ASSERT_EQ(options->outages.size(), 2U);
    EXPECT_EQ(options->outages[0].length, 3000ms);
    EXPECT_EQ(options->outages[0].at, 10000ms);
    EXPECT_EQ(options->tcp.congestion, "bbr");
    EXPECT_EQ(options->tcp.settings.back(), std::pair(std::string("sack"), std::string("0")));
}

TEST(PathOptions, RefusesWhatItDoesNotUnderstand) {
    for (const Arguments& wrong :
         {Arguments{"--speed", "1"}, Arguments{"30"}, Arguments{"--delay"}, Arguments{"--delay", "-1"},
          Arguments{"--delay", "30ms"}, Arguments{"--loss", "100"}, Arguments{"--loss", "nan"},
          Arguments{"--rate", "0"}, Arguments{"--outage", "3000"}, Arguments{"--outage", "a@1"},
          Arguments{"--outage", "1@"}, Arguments{"--congestion", "cubic;ls"}, Arguments{"--tcp", "sack"},
          Arguments{"--tcp", "../x=1"}, Arguments{"--seed", ""}})
        EXPECT_FALSE(parsePathOptions(wrong)) << wrong.front();
}

} // namespace
} // namespace viz::lab
