#include "tests/support/wait_for.h"
#include "ui/watched_application.h"

#include <QRegularExpression>
#include <QTest>
#include <QThread>

#include <atomic>
#include <functional>
#include <thread>
#include <vector>

using namespace std::chrono_literals;

namespace viz::test {
namespace {

constexpr auto kMoment = 20ms;

void calculate() {
    const ThreadTimer timer;
    const ThreadTimes begin = timer.now();
    while ((timer.now() - begin).processor < kMoment) {
    }
}

void sleep() { std::this_thread::sleep_for(kMoment); }

/// Does something when its event comes.
class Doer : public QObject {
public:
    explicit Doer(std::function<void()> what) : m_what(std::move(what)) {}
    [[nodiscard]] bool isDone() const { return m_done; }

    bool event(QEvent* event) override {
        if (event->type() != QEvent::User)
            return QObject::event(event);
        m_what();
        m_done = true;
        return true;
    }

private:
    std::function<void()> m_what;
    std::atomic<bool> m_done = false;
};

void sleepInALoop() {
    Doer doer(sleep);
    QCoreApplication::postEvent(&doer, new QEvent(QEvent::User));
    QVERIFY(waitFor([&] { return doer.isDone(); }));
}

} // namespace

class WatchedApplicationTest : public QObject {
    Q_OBJECT

public:
    explicit WatchedApplicationTest(std::vector<EventCost>& costs) : m_costs(costs) {}

private Q_SLOTS:
    void sleepIsToldFromWork() {
        QVERIFY(costsOf(sleep).at(0).asleep() >= kMoment);
        const ThreadTimes work = costsOf(calculate).at(0);
        QVERIFY(work.processor >= kMoment);
        QVERIFY(work.own() >= kMoment);
    }

    void timeInTheQueueIsNobodysFault() {
        const ThreadTimes times{.wall = 100ms, .processor = 20ms, .queued = 50ms};
        QCOMPARE(times.own(), std::chrono::nanoseconds(50ms));
        QCOMPARE(times.asleep(), std::chrono::nanoseconds(30ms));
        const ThreadTimes finerClock{.wall = 1ms, .processor = 2ms, .queued = 0ms};
        QCOMPARE(finerClock.asleep(), std::chrono::nanoseconds(0));
    }

    // The event inside is reported, and the one that had the loop is not.
    void aLoopInsideAnEventIsNotHeldAgainstIt() {
        const auto costs = costsOf(sleepInALoop);
        QCOMPARE(costs.size(), std::size_t{1});
        QVERIFY(costs.front().asleep() >= kMoment);
    }

    void onlyTheMainThreadIsWatched() {
        m_costs.clear();
        Doer doer(sleep);
        QThread thread;
        doer.moveToThread(&thread);
        thread.start();
        QCoreApplication::postEvent(&doer, new QEvent(QEvent::User));
        const bool done = waitFor([&] { return doer.isDone(); });
        thread.quit();
        QVERIFY(thread.wait() && done);
        QVERIFY(costsOfUser().empty());
    }

    void whatWasSlowIsLogged_data() {
        QTest::addColumn<int>("wallMs");
        QTest::addColumn<int>("queuedMs");
        QTest::addColumn<bool>("logged");
        QTest::newRow("quick") << 50 << 0 << false;
        QTest::newRow("slow") << 51 << 0 << true;
        QTest::newRow("starved") << 951 << 901 << false;
    }
    void whatWasSlowIsLogged() {
        QFETCH(int, wallMs);
        QFETCH(int, queuedMs);
        QFETCH(bool, logged);
        const ThreadTimes times{.wall = 1ms * wallMs, .processor = 10ms, .queued = 1ms * queuedMs};
        if (logged)
            QTest::ignoreMessage(QtWarningMsg, "the window stood still for 51 ms, 41 of them waiting: Paint at Page");
        else
            QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
        logSlowEvent({.receiver = "Page", .type = QEvent::Paint, .times = times});
    }

private:
    std::vector<ThreadTimes> costsOf(std::function<void()> what) {
        m_costs.clear();
        Doer doer(std::move(what));
        QCoreApplication::postEvent(&doer, new QEvent(QEvent::User));
        if (!waitFor([&] { return doer.isDone(); }))
            qFatal("the event does not arrive");
        return costsOfUser();
    }
    [[nodiscard]] std::vector<ThreadTimes> costsOfUser() const {
        std::vector<ThreadTimes> found;
        for (const EventCost& cost : m_costs) {
            if (cost.type == QEvent::User)
                found.push_back(cost.times);
        }
        return found;
    }

    std::vector<EventCost>& m_costs;
};

} // namespace viz::test

int main(int argc, char** argv) {
    std::vector<viz::EventCost> costs;
    const viz::WatchedApplication application(argc, argv,
                                              [&costs](const viz::EventCost& cost) { costs.push_back(cost); });
    viz::test::WatchedApplicationTest test(costs);
    return QTest::qExec(&test, argc, argv);
}
#include "watched_application_test.moc"
