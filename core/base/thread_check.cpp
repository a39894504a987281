#include "core/base/thread_check.h"

#include <cassert>

namespace viz {

void ThreadCheck::check() {
    if (m_owner == std::thread::id{})
        m_owner = std::this_thread::get_id();
    assert(m_owner == std::this_thread::get_id() && "called from a thread that does not own this object");
}

} // namespace viz
