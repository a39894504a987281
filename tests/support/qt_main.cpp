#include <QCoreApplication>

#include <gtest/gtest.h>

#ifdef __SANITIZE_ADDRESS__
// What OpenSSL keeps for a thread is freed by a pthread key's destructor, which may run after QThread::wait() has
// returned (Qt 6.4 does that from another key's destructor): a process that ends in that moment seems to leak it.
// Name and form: sanitizer/lsan_interface.h.
extern "C" const char* __lsan_default_suppressions() { // NOLINT(bugprone-reserved-identifier)
    return "leak:libcrypto.so\n";
}
#endif

// GoogleTest with an event loop to wait in.
int main(int argc, char** argv) {
    QCoreApplication application(argc, argv);
    testing::InitGoogleTest(&argc, argv);
    return RUN_ALL_TESTS();
}
