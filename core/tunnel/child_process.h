#pragma once

#include <QProcess>

namespace viz {

/// A program of somebody else's that must not outlive Viz: it and what it starts are one process group, and on Linux
/// the kernel kills it when the thread that started it is gone, however Viz ended. On other systems it is only told to
/// end when this object goes.
///
/// Start it from a thread that lives as long as the tunnel, for that is the one that the kernel watches.
class ChildProcess final : public QProcess {
    Q_OBJECT

public:
    ChildProcess();
    /// Kills it if it runs.
    ~ChildProcess() override;

    /// Standard output and error come as one stream, standard input stays open and silent: several tunnel programs end
    /// when it does.
    void launch(const QString& program, const QStringList& arguments, const QProcessEnvironment& environment);
    /// Asks the group to end, or ends it at once. Harmless when nothing runs.
    void terminateGroup();
    void killGroup();

private:
    void signalGroup(int number);

    qint64 m_group = 0; ///< its id is that of the program
};

} // namespace viz
