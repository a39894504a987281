// For builds without OpenSSL's headers.

#include "core/transport/tls_at_exit.h"
#include "core/transport/tls_identity.h"

namespace viz {

bool canServeTls() { return false; }

std::optional<TlsIdentity> makeTlsIdentity(const QDateTime& /*now*/) { return std::nullopt; }

bool belongTogether(const TlsIdentity& /*identity*/) { return false; }

void keepTlsLibraryAtExit() {}

} // namespace viz
