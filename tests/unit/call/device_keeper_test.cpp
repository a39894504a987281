#include "core/call/device_keeper.h"

#include <gtest/gtest.h>

#include <functional>
#include <optional>
#include <vector>

namespace viz {
namespace {

using namespace std::chrono_literals;
using Kind = DeviceEvent::Kind;
using Target = DeviceKeeper::Target;

const DeviceInfo kA{.id = "a", .name = QStringLiteral("A"), .isDefault = false};
const DeviceInfo kB{.id = "b", .name = QStringLiteral("B"), .isDefault = true};

class DeviceKeeperTest : public testing::Test, protected DeviceKeeper::Port {
protected:
    struct Opening {
        quint64 attempt = 0;
        Target target;
    };
    struct Told {
        Kind kind;
        QString name;
        friend bool operator==(const Told&, const Told&) = default;
    };

    void open(quint64 attempt, const Target& target) override { openings.push_back({attempt, target}); }
    bool replaceThread() override {
        ++replacements;
        return canReplace;
    }
    void tell(Kind kind, const QString& name) override {
        told.push_back({kind, name});
        if (whenTold)
            whenTold();
    }
    [[nodiscard]] bool isDenied() const override { return isHidden; }
    void tellUnusable(DeviceError error) override { unusable = error; }

    void look(const QList<DeviceInfo>& devices, MonotonicTime step = 200ms) { keeper.look(devices, now += step); }
    void opens() { keeper.onOpened(openings.back().attempt); }
    void fails(DeviceError error = DeviceError::Lost) { keeper.onFailed(openings.back().attempt, error, now); }
    void usesDevice(const QByteArray& id, const QList<DeviceInfo>& devices) {
        look(devices);
        ASSERT_FALSE(openings.empty());
        ASSERT_EQ(openings.back().target.id, id);
        opens();
    }

    std::vector<Opening> openings;
    std::vector<Told> told;
    std::function<void()> whenTold;
    std::optional<DeviceError> unusable;
    int replacements = 0;
    bool canReplace = true;
    bool isHidden = false; ///< the system shows no devices
    MonotonicTime now = 1h;
    DeviceKeeper keeper{*this};
};

TEST_F(DeviceKeeperTest, OpensTheWishedOneWithoutAWord) {
    keeper.keepDevice("a");
    usesDevice("a", {kA, kB});
    look({kA, kB});
    EXPECT_EQ(openings.size(), 1);
    EXPECT_TRUE(told.empty());
    EXPECT_TRUE(keeper.hasSound());
}

TEST_F(DeviceKeeperTest, SaysWhatIsUsedInsteadAndWhenTheChosenOneIsBack) {
    keeper.keepDevice("a");
    usesDevice("a", {kA, kB});
    usesDevice("b", {kB});
    EXPECT_EQ(told, (std::vector<Told>{{Kind::Replaced, QStringLiteral("B")}}));
    usesDevice("a", {kA, kB});
    EXPECT_EQ(told.back(), (Told{Kind::Returned, QStringLiteral("A")}));
    EXPECT_TRUE(keeper.hasSound());
}

TEST_F(DeviceKeeperTest, SaysNothingBeforeTheNewOneWorks) {
    keeper.keepDevice("a");
    usesDevice("a", {kA, kB});
    look({kB});
    EXPECT_TRUE(told.empty());
    fails();
    look({kB});
    EXPECT_TRUE(told.empty());
    EXPECT_EQ(openings.back().target.kind, Target::Kind::Nothing);
}

TEST_F(DeviceKeeperTest, GoesOnWithNothingAndSaysSoAfterASecond) {
    keeper.keepDevice("a");
    usesDevice("a", {kA});
    look({});
    EXPECT_EQ(openings.back().target.kind, Target::Kind::Nothing);
    opens();
    EXPECT_TRUE(told.empty());
    look({}, DeviceKeeper::kWordless);
    EXPECT_EQ(told, (std::vector<Told>{{Kind::Missing, {}}}));
    EXPECT_FALSE(keeper.hasSound());
    look({}, 10s);
    EXPECT_EQ(told.size(), 1);
    usesDevice("a", {kA});
    EXPECT_EQ(told.back(), (Told{Kind::Returned, QStringLiteral("A")}));
    EXPECT_TRUE(keeper.hasSound());
}

TEST_F(DeviceKeeperTest, SaysThatThereIsSoundAgainWhateverBringsIt) {
    struct Row {
        const char* what;
        std::function<void()> choose;
        QString name;
    };
    const std::vector<Row> rows{
        {"another device", [this] { keeper.keepDevice("b"), usesDevice("b", {kB}); }, QStringLiteral("B")},
        {"the same one, chosen again", [this] { keeper.keepDevice("a"), usesDevice("a", {kA}); }, QStringLiteral("A")},
        {"a file", [this] { keeper.keepFixed(now), opens(); }, {}}};
    for (const Row& row : rows) {
        keeper.forget();
        told.clear();
        keeper.keepDevice("a");
        look({});
        look({}, DeviceKeeper::kWordless);
        ASSERT_EQ(told, (std::vector<Told>{{Kind::Missing, {}}})) << row.what;
        row.choose();
        EXPECT_EQ(told.back(), (Told{Kind::Returned, row.name})) << row.what;
        EXPECT_TRUE(keeper.hasSound()) << row.what;
    }
}

TEST_F(DeviceKeeperTest, AChoiceThatWorksNoBetterIsNotToldAgain) {
    keeper.keepDevice("a");
    look({kA});
    fails(DeviceError::PermissionDenied);
    ASSERT_EQ(told, (std::vector<Told>{{Kind::Denied, {}}}));
    keeper.keepDevice("b");
    look({kB});
    fails(DeviceError::PermissionDenied);
    look({kB}, 10s);
    EXPECT_EQ(told.size(), 1U);
    EXPECT_FALSE(keeper.hasSound());
}

TEST_F(DeviceKeeperTest, AnotherCallBeginsWithoutWhatWasTold) {
    keeper.keepDevice("a");
    look({});
    look({}, DeviceKeeper::kWordless);
    ASSERT_FALSE(keeper.hasSound());
    keeper.forget();
    EXPECT_TRUE(keeper.hasSound());
    told.clear();
    keeper.keepDevice("a");
    usesDevice("a", {kA});
    EXPECT_TRUE(told.empty());
}

TEST_F(DeviceKeeperTest, KeepsSilenceGoingOnTheNewThreadWhenClosingHung) {
    keeper.keepDevice("a");
    usesDevice("a", {kA});
    look({}); // closing "a" hangs
    ASSERT_EQ(openings.back().target.kind, Target::Kind::Nothing);
    const std::size_t before = openings.size();
    look({}, DeviceKeeper::kPatience);
    EXPECT_EQ(replacements, 1);
    ASSERT_EQ(openings.size(), before + 1);
    EXPECT_EQ(openings.back().target.kind, Target::Kind::Nothing) << "silence still has to go out";
}

TEST_F(DeviceKeeperTest, DoesAllThereIsToDoBeforeItSaysSo) {
    keeper.keepDevice("a");
    look({});
    opens();
    whenTold = [this] { EXPECT_EQ(openings.back().target.id, "a"); };
    keeper.look({kA}, now += DeviceKeeper::kWordless);
    EXPECT_EQ(told.size(), 1U);
}

TEST_F(DeviceKeeperTest, ADeviceThatIsBackAtOnceIsNotWorthAWord) {
    keeper.keepDevice({});
    usesDevice("b", {kB});
    look({});
    opens();
    usesDevice("b", {kB});
    look({kB}, 10s);
    EXPECT_TRUE(told.empty());
}

TEST_F(DeviceKeeperTest, AnswersOfEarlierAttemptsCountForNothing) {
    keeper.keepDevice("a");
    look({kA, kB});
    const quint64 first = openings.back().attempt;
    keeper.keepDevice("b");
    look({kA, kB});
    keeper.onFailed(first, DeviceError::Lost, now);
    keeper.onOpened(first);
    look({kA, kB});
    EXPECT_EQ(openings.size(), 2);
    EXPECT_EQ(openings.back().target.id, "b");
}

TEST_F(DeviceKeeperTest, GivesUpAStartThatHangsAndTakesAnotherDevice) {
    keeper.keepDevice("a");
    look({kA, kB});
    look({kA, kB}, DeviceKeeper::kPatience / 2);
    EXPECT_EQ(replacements, 0);
    look({kA, kB}, DeviceKeeper::kPatience);
    EXPECT_EQ(replacements, 1);
    EXPECT_EQ(openings.back().target.id, "b");
    opens();
    EXPECT_EQ(told, (std::vector<Told>{{Kind::Replaced, QStringLiteral("B")}}));
    for (int i = 0; i < 100; ++i)
        look({kA, kB});
    EXPECT_EQ(openings.size(), 2) << "what hung is left alone for a minute";
}

TEST_F(DeviceKeeperTest, SaysThatThereIsNoSoundWhileNothingCanBeDoneAboutAHang) {
    canReplace = false;
    keeper.keepDevice("b");
    look({kB});
    for (int i = 0; i < 30; ++i)
        look({kB});
    EXPECT_EQ(openings.size(), 1);
    EXPECT_EQ(told, (std::vector<Told>{{Kind::Missing, {}}}));
    EXPECT_FALSE(keeper.hasSound());
    opens();
    EXPECT_TRUE(keeper.hasSound());
}

TEST_F(DeviceKeeperTest, SaysOnceThatTheSystemDoesNotLetUs) {
    keeper.keepDevice({});
    look({kB});
    for (int i = 0; i < 3; ++i) {
        fails(DeviceError::PermissionDenied);
        look({kB});
        EXPECT_EQ(openings.back().target.kind, Target::Kind::Nothing);
        opens();
        look({kB}, DeviceChoice::kDenialPause);
        EXPECT_EQ(openings.back().target.id, "b");
    }
    EXPECT_EQ(told, (std::vector<Told>{{Kind::Denied, {}}}));
    opens();
    EXPECT_EQ(told.back(), (Told{Kind::Returned, QStringLiteral("B")}));
}

TEST_F(DeviceKeeperTest, SaysWhenTheSystemHidesAllDevices) {
    isHidden = true;
    keeper.keepDevice({});
    look({});
    opens();
    EXPECT_TRUE(told.empty());
    look({}, DeviceKeeper::kWordless);
    look({}, 10s);
    EXPECT_EQ(told, (std::vector<Told>{{Kind::Denied, {}}}));
    EXPECT_FALSE(keeper.hasSound());
    usesDevice("a", {kA});
    EXPECT_EQ(told.back(), (Told{Kind::Returned, QStringLiteral("A")}));
    EXPECT_TRUE(keeper.hasSound());
}

TEST_F(DeviceKeeperTest, ADeviceThatStandsStillIsNotPreferredToOneThatWorks) {
    keeper.keepDevice("a");
    usesDevice("a", {kA, kB});
    fails(DeviceError::CannotOpen);
    usesDevice("b", {kA, kB});
    look({kA, kB}, DeviceChoice::kLongestPause);
    EXPECT_EQ(openings.back().target.id, "b");
    look({kA, kB}, DeviceChoice::kFirstStillPause);
    EXPECT_EQ(openings.back().target.id, "a");
}

TEST_F(DeviceKeeperTest, WhatIsNoDeviceIsOpenedAsAskedAndItsFailureIsFinal) {
    keeper.keepFixed(now);
    EXPECT_EQ(openings.back().target.kind, Target::Kind::Fixed);
    opens();
    look({kA, kB}, 10s);
    EXPECT_EQ(openings.size(), 1);
    fails(DeviceError::FileUnwritable);
    EXPECT_EQ(unusable, DeviceError::FileUnwritable);
    EXPECT_TRUE(told.empty());
}

TEST_F(DeviceKeeperTest, MayChangeFromAFileToADeviceAndBack) {
    keeper.keepFixed(now);
    opens();
    keeper.keepDevice({});
    usesDevice("b", {kA, kB});
    keeper.keepFixed(now);
    EXPECT_EQ(openings.back().target.kind, Target::Kind::Fixed);
    look({}, 10s);
    EXPECT_EQ(openings.size(), 3);
}

} // namespace
} // namespace viz
