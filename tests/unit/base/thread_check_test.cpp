#include "core/base/thread_check.h"

#include <gtest/gtest.h>

namespace viz {
namespace {

void checkElsewhere(ThreadCheck& check) {
    std::thread([&check] { check.check(); }).join();
}

TEST(ThreadCheck, AllowsTheThreadThatCameFirst) {
    ThreadCheck check;
    check.check();
    check.check();
}

TEST(ThreadCheck, IsNotTiedToTheThreadThatMadeIt) {
    ThreadCheck check;
    checkElsewhere(check);
}

TEST(ThreadCheck, MayBeHandedOverAfterRelease) {
    ThreadCheck check;
    check.check();
    check.release();
    checkElsewhere(check);
}

#ifndef NDEBUG
class ThreadCheckDeathTest : public testing::Test {
protected:
    // Forking a process that has had threads is only safe when it starts anew.
    void SetUp() override { GTEST_FLAG_SET(death_test_style, "threadsafe"); }
};

TEST_F(ThreadCheckDeathTest, AbortsWhenAnotherThreadComes) {
    ThreadCheck check;
    check.check();
    EXPECT_DEATH(checkElsewhere(check), "does not own");
}

TEST_F(ThreadCheckDeathTest, AbortsWhenTheFirstOwnerComesBackAfterAHandOver) {
    ThreadCheck check;
    checkElsewhere(check);
    EXPECT_DEATH(check.check(), "does not own");
}
#endif

} // namespace
} // namespace viz
