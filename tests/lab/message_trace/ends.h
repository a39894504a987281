#pragma once

#include "core/transport/web_socket_host.h"
#include "core/transport/web_socket_link.h"
#include "tests/lab/message_trace/talker.h"

#include <QUrl>

#include <deque>
#include <map>
#include <memory>
#include <vector>

namespace viz::lab {

inline constexpr char kPath[] = "/message-trace";

/// Accepts everyone, prints what arrives, and talks back to those who want that.
class HostEnd {
public:
    [[nodiscard]] bool listen(const QHostAddress& address, quint16 port);
    [[nodiscard]] QString errorText() const { return m_host.errorText(); }

private:
    void welcome(Link* link);
    void talkBack(const StreamSpec& spec, Link& link);

    WebSocketHost m_host;
    std::map<std::uint32_t, std::unique_ptr<Talker>> m_talkers;
};

/// Dials and talks; prints what the host says.
class JoinEnd {
public:
    /// Between two dials, because a host lets few connections at a time wait for their upgrade.
    static constexpr std::chrono::milliseconds kDialInterval{150};

    explicit JoinEnd(QUrl url);
    /// Each copy is a connection of its own.
    void talk(const StreamSpec& spec, int copies);

private:
    struct Dial {
        StreamSpec spec;
        Talker* talker;
    };
    void dialNext();
    void dial(const Dial& wanted);

    QUrl m_url;
    std::vector<std::unique_ptr<Talker>> m_talkers;
    std::deque<Dial> m_waiting;
    QTimer m_timer;
};

} // namespace viz::lab
