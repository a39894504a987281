#pragma once

#include "tests/sim/sim_call.h"

#include <QString>
#include <QStringList>

#include <tl/expected.hpp>

#include <optional>

namespace viz::test {

/// What the command line of viz_replay asks for.
struct ReplayOptions {
    QString tracePath;
    std::optional<Mode> mode{}; ///< nullopt: what fits the trace
    int connection = 1;         ///< which one of those with the mode's interval, from 1 on
    QString speechPath;         ///< empty: the built-in speech
    QString wavPath;            ///< empty: nothing is written
};

/// The usage text; also what `--help` prints.
[[nodiscard]] QString replayUsage();

/// On failure a sentence for the user. `arguments` begin with the program's name.
[[nodiscard]] tl::expected<ReplayOptions, QString> parseReplayOptions(const QStringList& arguments);

/// "20x3"; nullopt if Viz makes no such messages (docs/CLI.md).
[[nodiscard]] std::optional<Mode> modeFromName(const QString& name);

} // namespace viz::test
