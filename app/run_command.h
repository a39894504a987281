#pragma once

#include "app/command_line.h"
#include "app/standard_streams.h"

namespace viz {

/// Does what the command line says, from beginning to end, in the event loop of the running QCoreApplication. Every
/// failure leaves one sentence on standard error. `hidden`: what some of the arguments stand for.
[[nodiscard]] ExitStatus runCommandLine(const QStringList& arguments, const HiddenTexts& hidden,
                                        StandardStreams& streams);

/// The steps that the commands have in common: a sentence and its status, and the file of --stats.
[[nodiscard]] ExitStatus giveUp(const Failure& failure, StandardStreams& streams);
/// Null if `path` is empty.
[[nodiscard]] tl::expected<std::unique_ptr<QFile>, Failure> openStats(const QString& path);

[[nodiscard]] ExitStatus runDemo(const DemoCommand& demo, StandardStreams& streams);

} // namespace viz
