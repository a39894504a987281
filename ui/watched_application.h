#pragma once

#include "ui/thread_times.h"

#include <QApplication>
#include <QEvent>

#include <functional>

namespace viz {

/// What one event cost the window: until it was dealt with, nothing was painted and no key was heard.
struct EventCost {
    const char* receiver = ""; ///< its class
    QEvent::Type type = QEvent::None;
    ThreadTimes times;
};

/// A QApplication that measures what every event costs the main thread: in debug builds the program's own, and in
/// tests.
///
/// One event is the smallest thing that cannot be interrupted; between two, the loop looks after painting and keys. The
/// loop itself is not measured: neither signal of QAbstractEventDispatcher lies between its waiting and its working
/// (Qt 6.4: both dispatchers of Unix work between aboutToBlock and awake, too). A loop inside an event, as a menu has,
/// is not held against that event; what it deals with is measured instead.
///
/// Machines are shared and slow, so a clock on the wall would blame the window for others. What counts is
/// ThreadTimes::own(), without the time in the system's queue. A test should go further and look at asleep(), which
/// does not depend on how fast the machine is, and be generous about processor time.
class WatchedApplication : public QApplication {
public:
    /// Three frames at 60 Hz: longer, and a person sees that the window sticks.
    static constexpr std::chrono::milliseconds kLongest{50};

    using Report = std::function<void(const EventCost&)>;

    /// `report` hears of every event on the main thread.
    WatchedApplication(int& argc, char** argv, Report report);

    bool notify(QObject* receiver, QEvent* event) override;

private:
    [[nodiscard]] bool isPartOfAnother() const;
    bool measure(QObject* receiver, QEvent* event);

    Report m_report;
    ThreadTimer m_timer;
    int m_measuredLoop = 0;  ///< level of the event loop whose event is dealt with; 0: none is
    unsigned m_measured = 0; ///< events so far
};

/// Logs what took longer than kLongest.
void logSlowEvent(const EventCost& cost);

} // namespace viz
