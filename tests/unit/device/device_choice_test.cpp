#include "core/device/device_choice.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace viz {
namespace {

using namespace std::chrono_literals;
using Reason = DeviceChoice::Reason;

/// "a* b m~": three devices; * is the system's default, ~ a stand-in. The name of x is X.
QList<DeviceInfo> devicesOf(const std::string& text) {
    QList<DeviceInfo> devices;
    for (const char letter : text) {
        if (letter == '*')
            devices.back().isDefault = true;
        else if (letter == '~')
            devices.back().isStandIn = true;
        else if (letter != ' ')
            devices.append({.id = QByteArray(1, letter), .name = QString(QLatin1Char(letter)).toUpper()});
    }
    return devices;
}

DeviceChoice::Decision decision(Reason reason, const char* id) {
    return {.reason = reason, .id = id, .name = QString::fromLatin1(id).toUpper()};
}

struct Step {
    const char* devices;
    Reason reason;
    const char* id = "";
};

struct Story {
    const char* title;
    const char* wish;
    std::vector<Step> steps; ///< 10 s lie between two of them
};

const std::vector<Story> kStories{
    {"the default is used", "", {{"a b*", Reason::Wished, "b"}, {"a b*", Reason::Unchanged}}},
    {"a default that moves is followed", "", {{"a b*", Reason::Wished, "b"}, {"a* b", Reason::Followed, "a"}}},
    {"the system replaces its default", "", {{"a b*", Reason::Wished, "b"}, {"a*", Reason::Replaced, "a"}}},
    {"and takes it back",
     "",
     {{"a b*", Reason::Wished, "b"}, {"a*", Reason::Replaced, "a"}, {"a b*", Reason::Returned, "b"}}},
    {"and moves it later",
     "",
     {{"a b*", Reason::Wished, "b"},
      {"a*", Reason::Replaced, "a"},
      {"a b*", Reason::Returned, "b"},
      {"a* b", Reason::Followed, "a"}}},
    {"no default, any real one", "", {{"m~ a b", Reason::Replaced, "a"}, {"m~ b a", Reason::Unchanged}}},
    {"a stand-in as the system's default is not used", "", {{"m~* b", Reason::Replaced, "b"}}},
    {"only stand-ins are none", "", {{"m~*", Reason::Missing}, {"m~*", Reason::Unchanged}}},
    {"never a stand-in when the last one goes",
     "",
     {{"a* m~", Reason::Wished, "a"}, {"m~*", Reason::Missing}, {"m~* a", Reason::Returned, "a"}}},
    {"the first device of all comes", "", {{"", Reason::Missing}, {"a*", Reason::Returned, "a"}}},
    {"another one than before comes",
     "",
     {{"a*", Reason::Wished, "a"}, {"", Reason::Missing}, {"b*", Reason::Replaced, "b"}}},
    {"the chosen one is used", "a", {{"a b*", Reason::Wished, "a"}, {"a* b", Reason::Unchanged}}},
    {"and comes back",
     "a",
     {{"a b*", Reason::Wished, "a"}, {"b*", Reason::Replaced, "b"}, {"b* a", Reason::Returned, "a"}}},
    {"and its replacement follows the system",
     "a",
     {{"b* c", Reason::Replaced, "b"}, {"b c*", Reason::Replaced, "c"}, {"a b c*", Reason::Returned, "a"}}},
    {"and comes back after nothing",
     "a",
     {{"a", Reason::Wished, "a"}, {"", Reason::Missing}, {"a", Reason::Returned, "a"}}},
    {"it is not there at first", "a", {{"b*", Reason::Replaced, "b"}, {"a b*", Reason::Returned, "a"}}},
    {"a stand-in that was chosen is used", "m", {{"a* m~", Reason::Wished, "m"}, {"a*", Reason::Replaced, "a"}}},
    {"many at once",
     "a",
     {{"a b* c d", Reason::Wished, "a"}, {"c d", Reason::Replaced, "c"}, {"d c", Reason::Unchanged}}},
};

class DeviceChoiceStories : public testing::TestWithParam<Story> {};

TEST_P(DeviceChoiceStories, Happens) {
    DeviceChoice choice;
    choice.choose(GetParam().wish);
    MonotonicTime now = 5s;
    for (const Step& step : GetParam().steps) {
        EXPECT_EQ(choice.decide(devicesOf(step.devices), now), decision(step.reason, step.id)) << step.devices;
        now += 10s;
    }
}

INSTANTIATE_TEST_SUITE_P(All, DeviceChoiceStories, testing::ValuesIn(kStories), [](const auto& story) {
    std::string name = story.param.title;
    std::erase_if(name, [](char c) { return std::isalnum(static_cast<unsigned char>(c)) == 0; });
    return name;
});

class DeviceChoiceTest : public testing::Test {
protected:
    DeviceChoice::Decision decide(const char* devices) { return choice.decide(devicesOf(devices), now); }
    /// Until it decides for `id` again; how long that took.
    MonotonicTime pauseBeforeRetry(const char* devices, const char* id) {
        const MonotonicTime before = now;
        while (now - before < 10min && decide(devices).id != id)
            now += 10ms;
        return now - before;
    }

    DeviceChoice choice;
    MonotonicTime now = 1h;
};

TEST_F(DeviceChoiceTest, TakesAnotherOneAtOnceWhenOneFails) {
    choice.choose({});
    ASSERT_EQ(decide("a* b"), decision(Reason::Wished, "a"));
    choice.failed(now);
    EXPECT_EQ(decide("a* b"), decision(Reason::Replaced, "b"));
    now += DeviceChoice::kFirstPause;
    EXPECT_EQ(decide("a* b"), decision(Reason::Returned, "a"));
}

TEST_F(DeviceChoiceTest, WaitsLongerAfterEachFailure) {
    choice.choose({});
    ASSERT_EQ(decide("a*"), decision(Reason::Wished, "a"));
    std::vector<MonotonicTime> pauses;
    for (int i = 0; i < 8; ++i) {
        choice.failed(now);
        pauses.push_back(pauseBeforeRetry("a*", "a"));
    }
    EXPECT_EQ(pauses.front(), DeviceChoice::kFirstPause);
    EXPECT_GE(pauses.at(2), 2 * pauses.at(1));
    EXPECT_EQ(pauses.back(), DeviceChoice::kLongestPause);
}

TEST_F(DeviceChoiceTest, TrustsADeviceAgainThatWorkedForLong) {
    choice.choose({});
    ASSERT_EQ(decide("a*"), decision(Reason::Wished, "a"));
    for (int i = 0; i < 5; ++i) {
        choice.failed(now);
        (void)pauseBeforeRetry("a*", "a");
    }
    now += DeviceChoice::kTrusted;
    choice.failed(now);
    EXPECT_EQ(pauseBeforeRetry("a*", "a"), DeviceChoice::kFirstPause);
}

TEST_F(DeviceChoiceTest, LeavesADeviceThatStandsStillAloneForLong) {
    choice.choose({});
    ASSERT_EQ(decide("a*"), decision(Reason::Wished, "a"));
    std::vector<MonotonicTime> pauses;
    for (int i = 0; i < 6; ++i) {
        choice.stoodStill(now += 10s);
        pauses.push_back(pauseBeforeRetry("a*", "a"));
    }
    EXPECT_EQ(pauses, (std::vector<MonotonicTime>{5s, 10s, 20s, 40s, 60s, 60s}));
    now += DeviceChoice::kTrusted;
    choice.failed(now);
    EXPECT_EQ(pauseBeforeRetry("a*", "a"), DeviceChoice::kFirstPause);
    choice.stoodStill(now);
    EXPECT_EQ(pauseBeforeRetry("a*", "a"), DeviceChoice::kFirstStillPause);
}

TEST_F(DeviceChoiceTest, ForgivesADeviceThatWasPluggedInAgain) {
    choice.choose({});
    ASSERT_EQ(decide("a*").id, "a");
    choice.failed(now, DeviceChoice::kHangPause);
    EXPECT_EQ(decide("a*").reason, Reason::Missing);
    now += 1s;
    EXPECT_EQ(decide("a*").reason, Reason::Unchanged);
    EXPECT_EQ(decide("").reason, Reason::Unchanged);
    EXPECT_EQ(decide("a*"), decision(Reason::Returned, "a"));
}

TEST_F(DeviceChoiceTest, BoundsTheChangesOfADeviceThatFlaps) {
    choice.choose("a");
    int changes = 0;
    for (int i = 0; i < 200; ++i, now += 50ms)
        changes += !decide(i % 2 == 0 ? "a b*" : "b*").id.isEmpty();
    // 10 s: the first one, five returns at once, then one a second, and from each to the other one.
    EXPECT_LE(changes, 2 * (1 + SwitchBudget::kAtOnce + 10));
    EXPECT_GE(changes, 10);
    now += 20s;
    EXPECT_EQ(decide("a b*").id == "a" || choice.inUse() == QByteArray("a"), true);
}

TEST_F(DeviceChoiceTest, UsesNothingThatIsGoneEvenWhenItMayNotChange) {
    choice.choose("a");
    for (int i = 0; i < 100; ++i, now += 10ms) {
        (void)decide("a b*");
        (void)decide("b*");
        ASSERT_NE(choice.inUse(), QByteArray("a"));
    }
}

TEST_F(DeviceChoiceTest, ANewChoiceIsFollowedAtOnceAndForgivesEverything) {
    choice.choose("a");
    for (int i = 0; i < 20; ++i) {
        (void)decide("a b*");
        choice.failed(now);
    }
    choice.choose("b");
    EXPECT_EQ(decide("a b*"), decision(Reason::Wished, "b"));
    choice.choose("a");
    EXPECT_EQ(decide("a b*"), decision(Reason::Wished, "a"));
}

TEST_F(DeviceChoiceTest, AFailureOfNothingChangesNothing) {
    choice.choose({});
    choice.failed(now);
    EXPECT_EQ(decide("a*"), decision(Reason::Wished, "a"));
}

} // namespace
} // namespace viz
