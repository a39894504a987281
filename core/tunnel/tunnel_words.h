#pragma once

#include "core/tunnel/probe_verdict.h"
#include "core/tunnel/tunnel_provider.h"

#include <QCoreApplication>

namespace viz {

/// Sentences for people about tunnels: what happened and what to do, in the language of the installed translators
/// (English without any, as on the command line).
class TunnelWords {
    Q_DECLARE_TR_FUNCTIONS(viz::TunnelWords)

public:
    /// `detail`: the missing setting for NeedsSettings; else ignored.
    [[nodiscard]] static QString ofFault(TunnelFault fault, const TunnelProvider& provider, const QString& detail = {});
    [[nodiscard]] static QString ofReport(const ProbeReport& report);
    /// The question before a provider's program is started for the first time.
    [[nodiscard]] static QString ofConsent(const TunnelProvider& provider);
    /// The row's own prose, translated.
    [[nodiscard]] static QString limitsOf(const TunnelProvider& provider);
    [[nodiscard]] static QString privacyOf(const TunnelProvider& provider);
};

} // namespace viz
