#include "core/call/thread/retired_calls.h"

#include "core/call/logging.h"

#include <QSemaphore>
#include <QTimer>

#include <algorithm>
#include <utility>

namespace viz {
namespace {

constexpr std::chrono::milliseconds kCloseListener{250};
constexpr std::chrono::milliseconds kGoodbye{1000};
constexpr std::chrono::milliseconds kGoodbyeAtExit{500};

} // namespace

struct RetiredCalls::Retired {
    std::unique_ptr<CallThreads> threads;
    std::shared_ptr<QSemaphore> closed = std::make_shared<QSemaphore>(); ///< released by the network thread
};

RetiredCalls::RetiredCalls(QObject* parent) : QObject(parent) {}

RetiredCalls::~RetiredCalls() {
    for (const auto& retired : m_retired)
        (void)retired->closed->tryAcquire(1, static_cast<int>(kGoodbyeAtExit.count()));
    while (!m_retired.empty())
        destroy(m_retired.back().get());
}

void RetiredCalls::retire(std::unique_ptr<CallThreads> threads, std::optional<ByeReason> goodbye) {
    Retired& retired = *m_retired.emplace_back(std::make_unique<Retired>());
    retired.threads = std::move(threads);
    if (auto* const reception = retired.threads->reception)
        (void)retired.threads->network.runAndWait([reception] { reception->stopListening(); }, kCloseListener);
    const bool hasPeer = retired.threads->sender != nullptr;
    if (goodbye && hasPeer)
        sayGoodbye(retired, *goodbye);
    else
        retired.closed->release();
    QTimer::singleShot(goodbye ? kGoodbye : std::chrono::milliseconds{0}, this,
                       [this, raw = &retired] { destroy(raw); });
}

/// Who says goodbye leaves the closing to the other side: closing with unread sound on the socket would reset the
/// connection, and a reset may overtake the goodbye.
void RetiredCalls::sayGoodbye(Retired& retired, ByeReason reason) {
    CallThreads& threads = *retired.threads;
    // Directly on the network thread, so that a destructor can wait for it without an event loop here.
    connect(threads.channel, &CallChannel::over, threads.channel, [closed = retired.closed] { closed->release(); });
    connect(threads.channel, &CallChannel::over, this, [this, raw = &retired] { destroy(raw); });
    threads.network.run([channel = threads.channel] { channel->leave(); });
    threads.send.run([sender = threads.sender, reason] {
        sender->finish(ControlType::Bye, QByteArray(1, static_cast<char>(reason)));
    });
}

void RetiredCalls::destroy(Retired* retired) {
    const auto place =
        std::find_if(m_retired.begin(), m_retired.end(), [&](const auto& r) { return r.get() == retired; });
    if (place == m_retired.end())
        return;
    if (!retired->threads->stop()) {
        qCWarning(vizCall) << "a sound device hangs; its thread is left behind";
        (void)retired->threads.release();
    }
    m_retired.erase(place);
}

} // namespace viz
