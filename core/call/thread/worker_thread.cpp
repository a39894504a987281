#include "core/call/thread/worker_thread.h"

#include "core/call/thread/left_behind.h"

#include <QDeadlineTimer>
#include <QPointer>
#include <QSemaphore>
#include <QThread>

#include <algorithm>
#include <utility>

namespace viz {

/// Destroys what it owns after its event loop and before Qt's last round of deleteLater(); objects that went in that
/// round themselves, as slots of finished(), could leave nothing to it any more.
class WorkerThread::Loop final : public QThread {
public:
    void own(QObject* object) { m_owned.emplace_back(object); }

protected:
    void run() override {
        exec();
        for (const QPointer<QObject>& object : m_owned)
            delete object.data();
    }

private:
    std::vector<QPointer<QObject>> m_owned; ///< filled before quit()
};

WorkerThread::WorkerThread(const QString& name) : m_name(name) { begin(); }

void WorkerThread::begin() {
    m_thread = std::make_unique<Loop>();
    m_thread->setObjectName(m_name);
    m_context = new QObject;
    take(m_context);
    m_thread->start();
}

WorkerThread::~WorkerThread() {
    m_thread->quit();
    m_thread->wait();
    for (auto& thread : m_leftBehind) {
        if (!thread->isFinished())
            leaveUntilExit(std::move(thread)); // Qt aborts when a running thread is destroyed
    }
}

void WorkerThread::take(QObject* object) {
    object->moveToThread(m_thread.get());
    m_thread->own(object);
}

void WorkerThread::run(std::function<void()> work) {
    QMetaObject::invokeMethod(m_context, std::move(work), Qt::QueuedConnection);
}

bool WorkerThread::runAndWait(std::function<void()> work, std::chrono::milliseconds limit) {
    const auto done = std::make_shared<QSemaphore>();
    run([done, task = std::move(work)] {
        task();
        done->release();
    });
    return done->tryAcquire(1, static_cast<int>(limit.count()));
}

void WorkerThread::leaveBehind() {
    m_thread->quit();
    m_leftBehind.push_back(std::move(m_thread));
    begin();
}

int WorkerThread::hangingCount() const {
    return static_cast<int>(
        std::ranges::count_if(m_leftBehind, [](const auto& thread) { return !thread->isFinished(); }));
}

bool WorkerThread::stop(std::chrono::milliseconds limit) {
    m_thread->quit();
    const bool isDone = m_thread->wait(QDeadlineTimer(limit));
    return isDone && hangingCount() == 0;
}

} // namespace viz
