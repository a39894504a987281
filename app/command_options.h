#pragma once

#include <QCommandLineOption>
#include <QList>

namespace viz {

/// The options of the sub-commands, with the help that --help prints, grouped as the sub-commands share them.
[[nodiscard]] QList<QCommandLineOption> logCommandOptions();
[[nodiscard]] QList<QCommandLineOption> jsonCommandOptions();
/// host, join and demo.
[[nodiscard]] QList<QCommandLineOption> callCommandOptions();
[[nodiscard]] QList<QCommandLineOption> hostCommandOptions();
[[nodiscard]] QList<QCommandLineOption> demoCommandOptions();

/// `viz --help`.
[[nodiscard]] QString programHelp();

} // namespace viz
