#pragma once

#include "core/protocol/invite.h"

namespace viz {

/// The 22 characters of base64url (no padding) behind the '!' of an invite; nothing if they are anything else, or if
/// the same hash is written in another way (bits that belong to no byte).
[[nodiscard]] std::optional<HostAddress::CertificateHash> parseCertificateHash(std::string_view characters);
[[nodiscard]] std::string formatCertificateHash(const HostAddress::CertificateHash& hash);

} // namespace viz
