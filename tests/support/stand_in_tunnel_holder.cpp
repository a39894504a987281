// Starts the program that it is given, as Viz starts a tunnel, and waits to be killed.

#include "core/tunnel/child_process.h"

#include <QCoreApplication>

int main(int argc, char** argv) {
    const QCoreApplication application(argc, argv);
    viz::ChildProcess process;
    process.launch(QCoreApplication::arguments().value(1), {}, QProcessEnvironment::systemEnvironment());
    return QCoreApplication::exec();
}
