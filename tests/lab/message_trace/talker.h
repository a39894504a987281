#pragma once

#include "core/transport/link.h"
#include "tests/lab/message_trace/trace_message.h"

#include <QPointer>
#include <QTimer>

#include <vector>

namespace viz::lab {

/// Sends one stream over its links, the same messages over each of them: a talking person's cadence, whatever becomes
/// of the messages.
class Talker : public QObject {
    Q_OBJECT

public:
    /// The first message leaves within an interval, at random.
    explicit Talker(const StreamSpec& spec);
    void addLink(Link& link) { m_links.emplace_back(&link); }

private:
    void sendDue();
    void send(TraceMessage::Kind kind);

    SteadyClock m_clock;
    StreamSpec m_spec;
    std::vector<QPointer<Link>> m_links;
    MonotonicTime m_next{};
    QTimer m_timer;
    QTimer m_probe;
};

} // namespace viz::lab
