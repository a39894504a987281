#include "tests/lab/message_trace/ends.h"

#include "tests/lab/message_trace/arrivals.h"

#include <QDebug>

namespace viz::lab {

namespace {

constexpr std::uint32_t kFirstHostStream = 1000; ///< in the lines that are printed

} // namespace

bool HostEnd::listen(const QHostAddress& address, quint16 port) {
    QObject::connect(&m_host, &WebSocketHost::arrived, &m_host, [this](Link* link) { welcome(link); });
    m_host.setPaths({kPath});
    return m_host.listen(address, port);
}

void HostEnd::welcome(Link* link) {
    link->setParent(&m_host);
    QObject::connect(link, &Link::closed, link, &QObject::deleteLater);
    printArrivals(*link);
    whenGreeted(*link, [this, link](const StreamSpec& spec) {
        if (spec.echo != 0)
            talkBack(spec, *link);
    });
    link->admit();
}

void HostEnd::talkBack(const StreamSpec& spec, Link& link) {
    std::unique_ptr<Talker>& talker = m_talkers[spec.stream];
    StreamSpec back = spec;
    back.stream += kFirstHostStream;
    if (!talker)
        talker = std::make_unique<Talker>(back);
    talker->addLink(link);
}

JoinEnd::JoinEnd(QUrl url) : m_url(std::move(url)) {
    m_timer.setInterval(kDialInterval);
    QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { dialNext(); });
    m_timer.start();
}

void JoinEnd::talk(const StreamSpec& spec, int copies) {
    m_talkers.push_back(std::make_unique<Talker>(spec));
    for (int copy = 0; copy < copies; ++copy)
        m_waiting.push_back({.spec = spec, .talker = m_talkers.back().get()});
}

void JoinEnd::dialNext() {
    if (m_waiting.empty())
        return;
    dial(m_waiting.front());
    m_waiting.pop_front();
}

void JoinEnd::dial(const Dial& wanted) {
    auto* const link = new WebSocketLink;
    link->setParent(wanted.talker);
    QObject::connect(link, &Link::opened, link, [wanted, link] {
        link->admit();
        printArrivals(*link);
        link->send(packed({.kind = TraceMessage::Kind::Hello, .spec = wanted.spec}));
        wanted.talker->addLink(*link);
    });
    QObject::connect(link, &Link::closed, link, [this, wanted, link](const LinkEnd& end) {
        qWarning() << "stream" << wanted.spec.stream << "dials again:" << static_cast<int>(end.reason) << end.detail;
        link->deleteLater();
        m_waiting.push_back(wanted);
    });
    link->open(m_url);
}

} // namespace viz::lab
