#include "ui/watched_application.h"

#include <QLoggingCategory>
#include <QMetaEnum>
#include <QThread>

#include <utility>

namespace viz {
namespace {

Q_LOGGING_CATEGORY(lcWindow, "viz.ui")

double milliseconds(std::chrono::nanoseconds time) { return std::chrono::duration<double, std::milli>(time).count(); }

} // namespace

WatchedApplication::WatchedApplication(int& argc, char** argv, Report report)
    : QApplication(argc, argv), m_report(std::move(report)) {}

// Qt calls it on every thread that has an event loop.
bool WatchedApplication::notify(QObject* receiver, QEvent* event) {
    if (QThread::currentThread() != thread() || isPartOfAnother())
        return QApplication::notify(receiver, event);
    return measure(receiver, event);
}

bool WatchedApplication::isPartOfAnother() const { return thread()->loopLevel() <= m_measuredLoop; }

bool WatchedApplication::measure(QObject* receiver, QEvent* event) {
    EventCost cost{.receiver = receiver->metaObject()->className(), .type = event->type(), .times = {}};
    const int outer = std::exchange(m_measuredLoop, thread()->loopLevel());
    const unsigned number = ++m_measured;
    const ThreadTimes begin = m_timer.now();
    const bool taken = QApplication::notify(receiver, event);
    cost.times = m_timer.now() - begin;
    m_measuredLoop = outer;
    const bool hadALoopInside = m_measured != number;
    if (!hadALoopInside)
        m_report(cost);
    return taken;
}

void logSlowEvent(const EventCost& cost) {
    if (cost.times.own() <= WatchedApplication::kLongest)
        return;
    const char* const type = QMetaEnum::fromType<QEvent::Type>().valueToKey(cost.type);
    qCWarning(lcWindow, "the window stood still for %.0f ms, %.0f of them waiting: %s at %s",
              milliseconds(cost.times.own()), milliseconds(cost.times.asleep()), type ? type : "?", cost.receiver);
}

} // namespace viz
