#pragma once

#include "core/call/call_control.h"
#include "core/device/device_catalog.h"
#include "core/settings/settings.h"

#include <QStringList>

#include <optional>

namespace viz {

/// What a report is made of.
struct ReportFacts {
    QString version;
    Settings settings;
    QList<DeviceInfo> devices;
    CallState state = CallState::Idle;
    std::optional<CallStats> stats; ///< of the call that is on, or of the last one
    QStringList logLines;           ///< secrets taken out
};

/// One figure of a call.
struct ReportRow {
    const char* name; ///< as in the report; ConnectionTable::tr() has other languages
    QString value;
};

/// How the call goes, in figures: those of the report.
[[nodiscard]] QList<ReportRow> callRows(const CallStats& stats);

/// Text for a bug report: this system, the choices, the last call in figures, the log. Always in English, for those who
/// mend. Neither names of people nor of devices, of which it says only that one was chosen. No addresses but those in
/// lines of the log, which may name some.
[[nodiscard]] QString diagnosticReport(const ReportFacts& facts);

} // namespace viz
