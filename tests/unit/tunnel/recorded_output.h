#pragma once

#include <QByteArray>
#include <QList>
#include <QString>
#include <QStringList>

namespace viz::test {

/// What a provider's program prints when all goes well, or not. In the forms that their sources, documentation and
/// users' transcripts show; names and numbers are made up.
struct RecordedOutput {
    QString id;   ///< of the provider
    QString what; ///< for messages
    QByteArray bytes;
    QStringList addresses; ///< that must be found in it, each change once
};

[[nodiscard]] QList<RecordedOutput> recordedOutputs();

} // namespace viz::test
