#pragma once

#include "core/call/thread/call_threads.h"
#include "core/protocol/control_message.h"

#include <QObject>

#include <memory>
#include <optional>
#include <vector>

namespace viz {

/// Calls that are over, until their goodbye is out: at most a second, while the next one may begin already.
class RetiredCalls final : public QObject {
public:
    explicit RetiredCalls(QObject* parent);
    /// Waits up to half a second for goodbyes that are on their way.
    ~RetiredCalls() override;

    /// Takes over the threads of a call whose sound has stopped, says goodbye, and stops them.
    void retire(std::unique_ptr<CallThreads> threads, std::optional<ByeReason> goodbye);

private:
    struct Retired;

    void sayGoodbye(Retired& retired, ByeReason reason);
    void destroy(Retired* retired);

    std::vector<std::unique_ptr<Retired>> m_retired;
};

} // namespace viz
