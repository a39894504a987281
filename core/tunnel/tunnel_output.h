#pragma once

#include "core/tunnel/output_lines.h"
#include "core/tunnel/tunnel_provider.h"

#include <QRegularExpression>
#include <QUrl>

#include <utility>
#include <variant>

namespace viz {

/// What a line of output tells: the public address, or what is wrong.
using TunnelSighting = std::variant<QUrl, TunnelFault>;

/// Reads what a provider's program prints. Only whole lines in the row's own form count, and only addresses that the
/// row allows: log lines can quote what strangers sent. Pure.
class TunnelOutput {
public:
    /// Longer lines are not looked at: no program prints its address in one, and patterns take time.
    static constexpr qsizetype kMaxMatchedChars = 4096;
    static constexpr qsizetype kRecentLines = 20;

    /// `knownAddress` is what lines without an address in them stand for.
    explicit TunnelOutput(const TunnelProvider& provider, QUrl knownAddress = {});

    [[nodiscard]] QList<TunnelSighting> feed(QByteArrayView bytes);
    /// The program has ended: what its last, unfinished line complains about. An address in it may be half of one.
    [[nodiscard]] QList<TunnelFault> finish();
    /// The last lines, for "Details"; they hold addresses, and whatever else the program prints.
    [[nodiscard]] const QStringList& recentLines() const { return m_recent; }

private:
    struct FaultPattern {
        QRegularExpression pattern;
        TunnelFault fault = TunnelFault::Ended;
    };
    [[nodiscard]] QList<TunnelSighting> read(const QStringList& lines);
    void readLine(const QString& line, QList<TunnelSighting>& sightings);
    [[nodiscard]] std::optional<QUrl> addressIn(const QString& line) const;
    [[nodiscard]] std::optional<TunnelFault> faultIn(const QString& line) const;
    void remember(const QString& line);

    TunnelProvider m_provider;
    QUrl m_knownAddress;
    QList<QRegularExpression> m_addressPatterns;
    QList<FaultPattern> m_faultPatterns;
    OutputLines m_lines;
    QStringList m_recent;
};

} // namespace viz
