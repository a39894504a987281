#pragma once

#include <QObject>

#include <chrono>
#include <functional>
#include <memory>
#include <vector>

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

    /// Moves `object` here; unless it is gone by then, it is destroyed here when the thread stops, and so is what it
    /// leaves to deleteLater() in its destructor.
    template<typename T>
    T* adopt(std::unique_ptr<T> object) {
        take(object.get());
        return object.release();
    }
    /// Runs `work` here, soon, after everything that was asked before.
    void run(std::function<void()> work);
    /// The same, and waits for it; false if it was not done within `limit` (it will be, later).
    [[nodiscard]] bool runAndWait(std::function<void()> work, std::chrono::milliseconds limit);
    /// The thread hangs: goes on as a new thread with nothing on it. The old one ends when it no longer hangs, after
    /// what it was asked to do, and destroys what lives on it; until then stop() fails.
    void leaveBehind();
    /// How many that were left behind still hang.
    [[nodiscard]] int hangingCount() const;
    /// Ends the event loop and destroys the adopted objects. False if the thread hangs for longer than `limit`, or one
    /// that it left behind, for which it does not wait, hangs still: then nothing that it uses may be destroyed, ever.
    [[nodiscard]] bool stop(std::chrono::milliseconds limit);

private:
    class Loop;

    void begin();
    void take(QObject* object);

    QString m_name;
    std::unique_ptr<Loop> m_thread;
    QObject* m_context = nullptr; ///< lives on m_thread
    std::vector<std::unique_ptr<Loop>> m_leftBehind;
};

} // namespace viz
