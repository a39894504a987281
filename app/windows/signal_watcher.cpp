#include "app/signal_watcher.h"

#include <windows.h>

#include <mutex>

namespace viz {
namespace {

/// A console control handler has no argument; Windows runs it on a thread of its own.
std::mutex watcherMutex;
SignalWatcher* watcher = nullptr;

/// The second of them finds nobody and ends the program, as Windows does by itself.
BOOL WINAPI tellWatcher(DWORD /*event*/) {
    const std::lock_guard lock(watcherMutex);
    if (!watcher)
        return FALSE;
    QMetaObject::invokeMethod(watcher, &SignalWatcher::interrupted, Qt::QueuedConnection);
    watcher = nullptr;
    return TRUE;
}

} // namespace

struct SignalWatcher::State {};

SignalWatcher::SignalWatcher() {
    const std::lock_guard lock(watcherMutex);
    watcher = this;
    SetConsoleCtrlHandler(&tellWatcher, TRUE);
}

SignalWatcher::~SignalWatcher() {
    SetConsoleCtrlHandler(&tellWatcher, FALSE);
    const std::lock_guard lock(watcherMutex);
    watcher = nullptr;
}

} // namespace viz
