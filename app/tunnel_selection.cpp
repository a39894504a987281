#include "app/tunnel_selection.h"

#include "core/tunnel/tunnel_choice.h"
#include "core/tunnel/tunnel_words.h"

#include <algorithm>

namespace viz {
namespace {

constexpr quint16 kAnyPort = 1; ///< nothing of what is asked here depends on it

Failure unknownName(const QString& name, const TunnelCatalog& catalog) {
    QStringList names;
    for (const TunnelProvider& provider : catalog.providers())
        names += provider.id;
    return {.status = ExitStatus::Usage,
            .sentence = u"--tunnel: Viz knows no tunnel '%1': choose one of %2."_qs.arg(
                name, names.join(QStringLiteral(", ")))};
}

Failure cannotStart(TunnelFault fault, const TunnelChoice& choice) {
    return {.status = ExitStatus::NoConnection,
            .sentence = TunnelWords::ofFault(fault, choice.provider, choice.missingSetting)};
}

} // namespace

tl::expected<TunnelSelection, Failure> selectTunnel(const QString& name, const TunnelCatalog& catalog,
                                                    const ProgramFinder& finder) {
    const TunnelProvider* const provider = catalog.find(name);
    if (!provider)
        return tl::make_unexpected(unknownName(name, catalog));
    const auto choices = tunnelChoices(catalog, finder, kAnyPort);
    const auto isIt = [&](const TunnelChoice& choice) { return choice.provider.id == provider->id; };
    const TunnelChoice& choice = *std::ranges::find_if(choices, isIt);
    if (choice.path.isEmpty())
        return tl::make_unexpected(cannotStart(TunnelFault::NotInstalled, choice));
    if (!choice.missingSetting.isEmpty())
        return tl::make_unexpected(cannotStart(TunnelFault::NeedsSettings, choice));
    return TunnelSelection{.provider = *provider, .program = choice.path, .settings = catalog.settingsOf(*provider)};
}

} // namespace viz
