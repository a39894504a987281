#pragma once

#include <QDeadlineTimer>
#include <QEventLoop>
#include <QTimer>

#include <chrono>

namespace viz::test {

/// Runs this thread's event loop until `condition()` holds; false if it did not within `limit`. The limit is generous,
/// because nothing waits for it unless the test fails.
template<typename Condition>
[[nodiscard]] bool waitFor(Condition&& condition, std::chrono::milliseconds limit = std::chrono::seconds{20}) {
    const QDeadlineTimer deadline(limit);
    QEventLoop loop;
    QTimer poll;
    QObject::connect(&poll, &QTimer::timeout, &loop, [&] {
        if (condition() || deadline.hasExpired())
            loop.quit();
    });
    if (condition())
        return true;
    poll.start(2);
    loop.exec();
    return condition();
}

} // namespace viz::test
