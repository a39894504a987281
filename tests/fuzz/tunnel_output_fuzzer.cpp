#include "core/tunnel/builtin_providers.h"
#include "core/tunnel/tunnel_address.h"
#include "core/tunnel/tunnel_output.h"
#include "fuzz_input.h"

#include <algorithm>

namespace {

using namespace viz;

bool isPlain(const QString& line) {
    return std::none_of(line.begin(), line.end(), [](QChar c) { return c.unicode() < 0x20 || c.unicode() == 0x7f; });
}

void check(const QList<TunnelSighting>& sightings, const TunnelProvider& provider) {
    for (const TunnelSighting& sighting : sightings)
        if (const QUrl* url = std::get_if<QUrl>(&sighting))
            fuzz::require(acceptAddress(url->toString(), provider).has_value(), "an address that the row allows");
}

} // namespace

/// The first byte chooses the program, the second where its output is cut in two.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const QList<TunnelProvider> providers = builtinProviders();
    if (size < 2)
        return 0;
    const TunnelProvider& provider = providers.at(data[0] % providers.size());
    const QByteArrayView printed(data + 2, static_cast<qsizetype>(size - 2));
    const qsizetype cut = printed.size() * data[1] / 256;
    TunnelOutput output(provider);
    check(output.feed(printed.first(cut)), provider);
    check(output.feed(printed.sliced(cut)), provider);
    (void)output.finish();
    fuzz::require(output.recentLines().size() <= TunnelOutput::kRecentLines, "what is kept is bounded");
    fuzz::require(std::all_of(output.recentLines().begin(), output.recentLines().end(), isPlain), "and plain text");
    return 0;
}
