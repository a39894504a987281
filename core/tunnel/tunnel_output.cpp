#include "core/tunnel/tunnel_output.h"

#include "core/tunnel/tunnel_address.h"

namespace viz {

TunnelOutput::TunnelOutput(const TunnelProvider& provider, QUrl knownAddress)
    : m_provider(provider), m_knownAddress(std::move(knownAddress)) {
    for (const QString& line : provider.addressLines)
        m_addressPatterns += QRegularExpression(QRegularExpression::anchoredPattern(line));
    for (const auto& [pattern, fault] : provider.faultLines)
        m_faultPatterns += {QRegularExpression(pattern, QRegularExpression::CaseInsensitiveOption), fault};
}

QList<TunnelSighting> TunnelOutput::feed(QByteArrayView bytes) { return read(m_lines.feed(bytes)); }

QList<TunnelFault> TunnelOutput::finish() {
    QList<TunnelFault> faults;
    for (const QString& line : m_lines.finish()) {
        remember(line);
        if (const auto fault = line.size() <= kMaxMatchedChars ? faultIn(line) : std::nullopt)
            faults += *fault;
    }
    return faults;
}

QList<TunnelSighting> TunnelOutput::read(const QStringList& lines) {
    QList<TunnelSighting> sightings;
    for (const QString& line : lines) {
        remember(line);
        if (line.size() <= kMaxMatchedChars)
            readLine(line, sightings);
    }
    return sightings;
}

void TunnelOutput::readLine(const QString& line, QList<TunnelSighting>& sightings) {
    if (const auto address = addressIn(line))
        sightings += *address;
    else if (const auto fault = faultIn(line))
        sightings += *fault;
}

std::optional<QUrl> TunnelOutput::addressIn(const QString& line) const {
    for (const QRegularExpression& pattern : m_addressPatterns) {
        const QRegularExpressionMatch match = pattern.match(line);
        if (match.hasMatch() && pattern.captureCount() == 0)
            return m_knownAddress.isEmpty() ? std::nullopt : std::optional{m_knownAddress};
        if (const auto address = acceptAddress(match.captured(1), m_provider))
            return address;
    }
    return std::nullopt;
}

std::optional<TunnelFault> TunnelOutput::faultIn(const QString& line) const {
    for (const auto& [pattern, fault] : m_faultPatterns) {
        if (pattern.match(line).hasMatch())
            return fault;
    }
    return std::nullopt;
}

void TunnelOutput::remember(const QString& line) {
    m_recent += line.left(kMaxMatchedChars);
    if (m_recent.size() > kRecentLines)
        m_recent.removeFirst();
}

} // namespace viz
