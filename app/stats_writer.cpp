#include "app/stats_writer.h"

#include "app/process_usage.h"
#include "app/stats_json.h"

#include <QJsonDocument>

namespace viz {

StatsWriter::StatsWriter(CallControl& call, const VoiceOptions& voice, QIODevice& out)
    : m_call(call), m_profileName(voice.profileName), m_profile(voice.profile), m_out(out) {
    m_timer.setInterval(kInterval);
    connect(&m_timer, &QTimer::timeout, this, &StatsWriter::writeLine);
    connect(&m_call, &CallControl::stateChanged, this, &StatsWriter::onStateChanged);
}

void StatsWriter::onStateChanged(CallState state) {
    m_isPeerKnown = m_isPeerKnown || state == CallState::Ringing;
    if (state == CallState::InCall && !m_timer.isActive())
        m_timer.start();
    if (state != CallState::Ended)
        return;
    m_timer.stop();
    writeLine();
}

void StatsWriter::writeLine() {
    const StatsRecord record{
        .now = SteadyClock{}.now(),
        .state = m_call.state(),
        .role = m_call.role(),
        .profileName = m_profileName,
        .profile = m_profile,
        .verification = m_isPeerKnown ? std::optional(m_call.peer().verification) : std::nullopt,
        .muted = m_call.isMuted(),
        .deafened = m_call.isDeafened(),
        .stats = m_call.stats(),
        .cpuSeconds = processCpuSeconds(),
        .rssBytes = processRssBytes(),
    };
    m_out.write(QJsonDocument(statsJson(record)).toJson(QJsonDocument::Compact) + '\n');
}

} // namespace viz
