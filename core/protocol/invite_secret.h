#pragma once

#include "core/protocol/invite.h"

namespace viz {

/// The 24 characters after the '#' of an invite: base64url(secret ‖ checksum). The checksum finds characters that were
/// lost or changed on the way; it protects nothing.
[[nodiscard]] tl::expected<SecretBytes, AddressError> parseInviteSecret(std::string_view characters);

/// Appends the 24 characters. `secret` is kInviteSecretBytes long; `text` has room for them, so that no copy of the
/// secret stays behind in memory that std::string let go.
void appendInviteSecret(const SecretBytes& secret, std::string& text);

} // namespace viz
