#pragma once

#include <QObject>
#include <QSocketNotifier>

#include <memory>

namespace viz {

/// Tells the event loop of SIGINT, SIGTERM and SIGHUP, so that a call can end in order. The second of them ends the
/// program as if nobody watched. One at a time, main thread.
class SignalWatcher : public QObject {
    Q_OBJECT

public:
    SignalWatcher();
    ~SignalWatcher() override;

Q_SIGNALS:
    void interrupted();

private:
    void drain();

    std::unique_ptr<QSocketNotifier> m_notifier;
    int m_readEnd = -1;
};

} // namespace viz
