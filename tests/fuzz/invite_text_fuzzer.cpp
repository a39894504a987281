#include "core/protocol/display_text.h"
#include "core/protocol/invite.h"
#include "fuzz_input.h"

#include <algorithm>

namespace {

using namespace viz;

bool sameInvite(const Invite& a, const Invite& b) {
    const ByteView secretA = a.secret.view();
    const ByteView secretB = b.secret.view();
    return a.address == b.address && std::equal(secretA.begin(), secretA.end(), secretB.begin(), secretB.end());
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text = fuzz::asText(data, size);
    (void)fuzz::fixedSecret(0, 1);
    if (const auto invite = parseAddress(text)) {
        fuzz::require(!invite->address.host.empty(), "an address has a host");
        const auto again = parseAddress(formatInvite(invite->address, invite->secret));
        fuzz::require(again.has_value() && sameInvite(*invite, *again), "what we write we read");
    }
    const std::string shown = displayText(text, 200);
    fuzz::require(shown.size() <= 200 && displayText(shown, 200) == shown, "clean text stays clean");
    return 0;
}
