#pragma once

#include <QObject>

#include <memory>

namespace viz {

/// Tells the event loop of SIGINT, SIGTERM and SIGHUP, and on Windows of Ctrl+C and of a console that is closed, so
/// that a call can end in order. The second of them ends the program as if nobody watched. One at a time, main thread.
class SignalWatcher : public QObject {
    Q_OBJECT

public:
    SignalWatcher();
    ~SignalWatcher() override;

Q_SIGNALS:
    void interrupted();

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace viz
