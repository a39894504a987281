#include "core/transport/upgrade_request.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

/// Any bytes get a verdict; only a request for a known path passes, and it does so in whole and not before its end.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const viz::UpgradePolicy policy{.paths = {"/v1/PhIx1lBaOsM", "/v1"}, .hosts = {"viz.example", "b:8443"}};
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const viz::UpgradeCheck check = viz::checkUpgradeRequest(bytes, "192.168.1.5", policy);
    const bool accepted = check.verdict == viz::UpgradeVerdict::Accept;
    const bool knownPath = check.path == policy.paths[0] || check.path == policy.paths[1];
    if (accepted != knownPath || (accepted && !bytes.ends_with("\r\n\r\n")))
        std::abort();
    if (check.verdict == viz::UpgradeVerdict::Incomplete && size >= viz::kMaxUpgradeRequestBytes)
        std::abort();
    return 0;
}
