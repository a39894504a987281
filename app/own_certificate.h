#pragma once

#include "app/exit_status.h"
#include "core/transport/tls_identity_store.h"

#include <tl/expected.hpp>

namespace viz {

/// For `viz host --tls`: the identity kept in `folder`, made there if need be. Otherwise what to tell the person.
[[nodiscard]] tl::expected<TlsIdentity, Failure> ownCertificate(const QString& folder);

/// The folder of the user's where Viz keeps it.
[[nodiscard]] QString ownCertificateFolder();

} // namespace viz
