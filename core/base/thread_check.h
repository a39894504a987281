#pragma once

#include <thread>

namespace viz {

/// Ties an object to the thread that uses it first; debug builds abort when another thread comes.
class ThreadCheck {
public:
    /// Call at the head of every function that belongs to the object's thread.
    void check();
    /// The next check() ties the object anew: for objects that are built on one thread and handed to another.
    void release() { m_owner = {}; }

private:
    std::thread::id m_owner{};
};

} // namespace viz
