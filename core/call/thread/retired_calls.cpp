#include "core/call/thread/retired_calls.h"

#include "core/call/logging.h"
#include "core/call/thread/left_behind.h"
#include "core/protocol/wire_format.h"

#include <QSemaphore>
#include <QTimer>

#include <algorithm>
#include <utility>

namespace viz {
namespace {

constexpr std::chrono::milliseconds kCloseListener{250};
constexpr std::chrono::milliseconds kGoodbye{1000};
constexpr std::chrono::milliseconds kGoodbyeAtExit{500};
/// Whoever was cut off dials about twice a second.
constexpr std::chrono::milliseconds kReturnAtExit{2000};

} // namespace

struct RetiredCalls::Retired {
    quint64 number = 0; ///< never used again, as an address may be
    std::unique_ptr<CallThreads> threads;
    Peer peer = Peer::Reachable;
    std::shared_ptr<QSemaphore> closed = std::make_shared<QSemaphore>(); ///< released by the network thread
};

RetiredCalls::RetiredCalls(QObject* parent) : QObject(parent) {}

RetiredCalls::~RetiredCalls() {
    for (const auto& retired : m_retired) {
        const auto patience = retired->peer == Peer::CutOff ? kReturnAtExit : kGoodbyeAtExit;
        (void)retired->closed->tryAcquire(1, static_cast<int>(patience.count()));
    }
    for (auto& retired : m_retired)
        destroy(std::move(retired));
}

void RetiredCalls::retire(std::unique_ptr<CallThreads> threads, std::optional<ByeReason> goodbye, Peer peer) {
    Retired& retired = *m_retired.emplace_back(std::make_unique<Retired>());
    retired.number = ++m_lastNumber;
    retired.threads = std::move(threads);
    const bool hasPeer = retired.threads->sender != nullptr;
    retired.peer = goodbye && hasPeer ? peer : Peer::Reachable;
    if (retired.peer == Peer::Reachable)
        stopListening(retired);
    if (goodbye && hasPeer)
        sayGoodbye(retired, *goodbye);
    else
        retired.closed->release();
    const std::chrono::milliseconds patience = retired.peer == Peer::CutOff ? wire::kResumeTime : kGoodbye;
    endAfter(retired.number, goodbye ? patience : std::chrono::milliseconds{0});
}

void RetiredCalls::forgetCutOff() {
    std::vector<quint64> cutOff;
    for (const auto& retired : m_retired) {
        if (retired->peer == Peer::CutOff)
            cutOff.push_back(retired->number);
    }
    for (const quint64 number : cutOff)
        end(number);
}

bool RetiredCalls::isAnyoneCutOff() const {
    return std::ranges::any_of(m_retired, [](const auto& retired) { return retired->peer == Peer::CutOff; });
}

void RetiredCalls::stopListening(const Retired& retired) {
    if (auto* const reception = retired.threads->reception)
        (void)retired.threads->network.runAndWait([reception] { reception->stopListening(); }, kCloseListener);
}

/// Who says goodbye leaves the closing to the other side: closing with unread sound on the socket would reset the
/// connection, and a reset may overtake the goodbye.
void RetiredCalls::sayGoodbye(Retired& retired, ByeReason reason) {
    CallThreads& threads = *retired.threads;
    // Directly on the network thread, so that a destructor can wait for it without an event loop here.
    connect(threads.channel, &CallChannel::over, threads.channel, [closed = retired.closed] { closed->release(); });
    connect(threads.channel, &CallChannel::over, this, [this, number = retired.number] { end(number); });
    connect(threads.channel, &CallChannel::goodbyeHasWay, this,
            [this, number = retired.number] { endAfter(number, kGoodbye); });
    threads.network.run([channel = threads.channel] { channel->leave(); });
    threads.send.run([sender = threads.sender, reason] {
        sender->finish(ControlType::Bye, QByteArray(1, static_cast<char>(reason)));
    });
}

void RetiredCalls::endAfter(quint64 number, std::chrono::milliseconds delay) {
    QTimer::singleShot(delay, this, [this, number] { end(number); });
}

void RetiredCalls::end(quint64 number) {
    const auto place = std::ranges::find(m_retired, number, [](const auto& retired) { return retired->number; });
    if (place == m_retired.end())
        return;
    const bool wasCutOff = (*place)->peer == Peer::CutOff;
    auto retired = std::move(*place);
    m_retired.erase(place);
    destroy(std::move(retired));
    if (wasCutOff && !isAnyoneCutOff())
        Q_EMIT nobodyCutOff();
}

/// Stops listening first, because a device that hangs may hold up the rest.
void RetiredCalls::destroy(std::unique_ptr<Retired> retired) {
    stopListening(*retired);
    if (retired->threads->stop())
        return;
    qCWarning(vizCall) << "a sound device hangs; its thread is left behind";
    leaveUntilExit(std::move(retired->threads));
}

} // namespace viz
