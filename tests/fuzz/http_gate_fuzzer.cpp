#include "core/transport/upgrade_request.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

namespace {

/// Only who asks for a known path is noted, and a nonce is one that base64url decodes to 16 bytes.
bool isNoted(const viz::UpgradeCheck& check) {
    const bool asks = check.verdict == viz::UpgradeVerdict::UpgradeRequired;
    return check.nonce.empty() || (asks && check.nonce.size() == viz::kProbeNonceChars &&
                                   check.nonce.find_first_of("+/= ") == std::string_view::npos);
}

} // namespace

/// Any bytes get a verdict; only a request for a known path passes, and it does so in whole and not before its end.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const viz::UpgradePolicy policy{.paths = {"/v1/PhIx1lBaOsM", "/v1"}, .hosts = {"viz.example", "b:8443"}};
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const viz::UpgradeCheck check = viz::checkUpgradeRequest(bytes, "192.168.1.5", policy);
    const bool isKnown =
        check.verdict == viz::UpgradeVerdict::Accept || check.verdict == viz::UpgradeVerdict::UpgradeRequired;
    const bool namesPath = check.path == policy.paths[0] || check.path == policy.paths[1];
    if (!isNoted(check) || isKnown != namesPath || (isKnown && !bytes.ends_with("\r\n\r\n")))
        std::abort();
    if (check.verdict == viz::UpgradeVerdict::Incomplete && size >= viz::kMaxUpgradeRequestBytes)
        std::abort();
    return 0;
}
