#include "core/call/thread/worker_thread.h"

#include <QSemaphore>

#include <utility>

namespace viz {

WorkerThread::WorkerThread(const QString& name) : m_context(new QObject) {
    m_thread.setObjectName(name);
    take(m_context);
    m_thread.start();
}

WorkerThread::~WorkerThread() {
    m_thread.quit();
    m_thread.wait();
}

void WorkerThread::take(QObject* object) {
    object->moveToThread(&m_thread);
    QObject::connect(&m_thread, &QThread::finished, object, &QObject::deleteLater);
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

bool WorkerThread::stop(std::chrono::milliseconds limit) {
    m_thread.quit();
    return m_thread.wait(QDeadlineTimer(limit));
}

} // namespace viz
