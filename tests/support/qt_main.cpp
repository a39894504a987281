#include <QCoreApplication>

#include <gtest/gtest.h>

// GoogleTest with an event loop to wait in.
int main(int argc, char** argv) {
    QCoreApplication application(argc, argv);
    testing::InitGoogleTest(&argc, argv);
    return RUN_ALL_TESTS();
}
