#pragma once

namespace viz {

/// First thing in main(), before anybody uses TLS: OpenSSL stays as it is until the process is gone, rather than clean
/// itself up when exit() begins.
///
/// A thread that used TLS cleans up its part of OpenSSL after QThread::wait() has returned, which waits for the end of
/// run() and not of the thread. Beside exit() that crashed (1 of 8,000 calls). Without OpenSSL's headers this does
/// nothing.
void keepTlsLibraryAtExit();

} // namespace viz
