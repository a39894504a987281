#include "core/transport/tls_at_exit.h"

#include <openssl/crypto.h>

namespace viz {

void keepTlsLibraryAtExit() { OPENSSL_init_crypto(OPENSSL_INIT_NO_ATEXIT, nullptr); }

} // namespace viz
