#pragma once

#include <QObject>
#include <QThread>

#include <chrono>
#include <functional>
#include <memory>

namespace viz {

/// A thread with an event loop and the objects that live on it. Made, used and destroyed on the main thread.
class WorkerThread {
public:
    /// Starts at once; `name` shows in debuggers and in /proc.
    explicit WorkerThread(const QString& name);
    /// stop() with its deadline must have succeeded, or must succeed now.
    ~WorkerThread();
    WorkerThread(const WorkerThread&) = delete;
    WorkerThread& operator=(const WorkerThread&) = delete;

    /// Moves `object` here; it is destroyed here when the thread stops.
    template<typename T>
    T* adopt(std::unique_ptr<T> object) {
        take(object.get());
        return object.release();
    }
    /// Runs `work` here, soon, after everything that was asked before.
    void run(std::function<void()> work);
    /// The same, and waits for it; false if it was not done within `limit` (it will be, later).
    [[nodiscard]] bool runAndWait(std::function<void()> work, std::chrono::milliseconds limit);
    /// Ends the event loop and destroys the adopted objects. False if the thread hangs: then nothing that it uses may
    /// be destroyed, ever.
    [[nodiscard]] bool stop(std::chrono::milliseconds limit);

private:
    void take(QObject* object);

    QThread m_thread;
    QObject* m_context; ///< lives on m_thread
};

} // namespace viz
