#include "core/call/thread/worker_thread.h"
#include "tests/support/wait_for.h"

#include <QSemaphore>
#include <QThread>

#include <gtest/gtest.h>

#include <atomic>
#include <vector>

namespace viz {
namespace {

using namespace std::chrono_literals;

TEST(WorkerThread, RunsWorkInOrderOnItsOwnThread) {
    WorkerThread worker(QStringLiteral("test"));
    std::vector<int> order;
    QThread* ranOn = nullptr;
    for (int i = 0; i < 10; ++i)
        worker.run([&, i] { order.push_back(i); });
    ASSERT_TRUE(worker.runAndWait([&] { ranOn = QThread::currentThread(); }, 10s));
    EXPECT_EQ(order, (std::vector{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}));
    EXPECT_NE(ranOn, QThread::currentThread());
}

TEST(WorkerThread, DestroysWhatItAdoptedWhenItStops) {
    WorkerThread worker(QStringLiteral("test"));
    auto* object = worker.adopt(std::make_unique<QObject>());
    QThread* destroyedOn = nullptr;
    QObject::connect(
        object, &QObject::destroyed, object, [&] { destroyedOn = QThread::currentThread(); }, Qt::DirectConnection);
    ASSERT_TRUE(worker.stop(10s));
    EXPECT_NE(destroyedOn, nullptr);
    EXPECT_NE(destroyedOn, QThread::currentThread());
}

/// As QAudioSource does, which a device gives away in its destructor.
TEST(WorkerThread, DestroysWhatItsObjectsLeaveToTheEventLoop) {
    WorkerThread worker(QStringLiteral("test"));
    auto* object = worker.adopt(std::make_unique<QObject>());
    std::atomic<bool> isGone = false;
    QObject::connect(
        object, &QObject::destroyed, object,
        [&] {
            auto* const late = new QObject;
            QObject::connect(late, &QObject::destroyed, [&] { isGone = true; });
            late->deleteLater();
        },
        Qt::DirectConnection);
    ASSERT_TRUE(worker.stop(10s));
    EXPECT_TRUE(isGone);
}

TEST(WorkerThread, LeavesAloneWhatIsGoneAlready) {
    WorkerThread worker(QStringLiteral("test"));
    auto* object = worker.adopt(std::make_unique<QObject>());
    ASSERT_TRUE(worker.runAndWait([object] { delete object; }, 10s));
    EXPECT_TRUE(worker.stop(10s));
}

TEST(WorkerThread, SaysWhenItHangsInsteadOfHangingToo) {
    QSemaphore release;
    WorkerThread worker(QStringLiteral("test"));
    worker.run([&] { release.acquire(); });
    EXPECT_FALSE(worker.runAndWait([] {}, 20ms));
    EXPECT_FALSE(worker.stop(20ms));
    release.release();
    EXPECT_TRUE(worker.stop(10s));
}

TEST(WorkerThread, GoesOnAnewWithoutTheThreadThatHangs) {
    QSemaphore release;
    QSemaphore inside;
    WorkerThread worker(QStringLiteral("test"));
    std::atomic<bool> isGone = false;
    auto* object = worker.adopt(std::make_unique<QObject>());
    QObject::connect(
        object, &QObject::destroyed, object, [&] { isGone = true; }, Qt::DirectConnection);
    worker.run([&] {
        inside.release();
        release.acquire();
    });
    inside.acquire();
    EXPECT_EQ(worker.hangingCount(), 0);
    worker.leaveBehind();
    EXPECT_EQ(worker.hangingCount(), 1);
    EXPECT_TRUE(worker.runAndWait([] {}, 10s));
    EXPECT_FALSE(worker.stop(10s)) << "what the old thread uses must not be destroyed yet";
    EXPECT_FALSE(isGone);
    release.release();
    EXPECT_TRUE(test::waitFor([&] { return isGone && worker.hangingCount() == 0; }));
    EXPECT_TRUE(worker.stop(10s));
}

} // namespace
} // namespace viz
