#pragma once

#include "core/call/thread/call_threads.h"
#include "core/protocol/control_message.h"

#include <QObject>

#include <chrono>
#include <memory>
#include <optional>
#include <vector>

namespace viz {

/// Calls that are over, until their goodbye is out, while the next one may begin already: at most a second, or, if the
/// other side was cut off, until it has come back to hear it, or would have given up, too.
class RetiredCalls final : public QObject {
    Q_OBJECT

public:
    explicit RetiredCalls(QObject* parent);
    /// Waits up to half a second for goodbyes that are on their way, and two for those that have no way yet.
    ~RetiredCalls() override;

    enum class Peer : std::uint8_t { Reachable, CutOff };
    /// Takes over the threads of a call whose sound has stopped, says goodbye, and stops them.
    void retire(std::unique_ptr<CallThreads> threads, std::optional<ByeReason> goodbye, Peer peer);
    /// Stops waiting for those who were cut off: no host of an old call holds its port any more.
    void forgetCutOff();
    /// Whether a call waits for somebody who was cut off.
    [[nodiscard]] bool isAnyoneCutOff() const;

Q_SIGNALS:
    /// isAnyoneCutOff() is false again.
    void nobodyCutOff();

private:
    struct Retired;

    static void stopListening(const Retired& retired);
    void sayGoodbye(Retired& retired, ByeReason reason);
    void endAfter(quint64 number, std::chrono::milliseconds delay);
    void end(quint64 number);
    void destroy(std::unique_ptr<Retired> retired);

    std::vector<std::unique_ptr<Retired>> m_retired;
    quint64 m_lastNumber = 0;
};

} // namespace viz
