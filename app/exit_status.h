#pragma once

#include <QString>

namespace viz {

/// What the program says to its caller when it ends. Scripts depend on the numbers.
enum class ExitStatus : int {
    Ok = 0,           ///< the call ended normally: somebody hung up, or --duration was over
    Usage = 2,        ///< the command line makes no sense
    NoDevice = 3,     ///< no such sound device or file
    NoConnection = 4, ///< cannot listen, or no way to the other side
    NotAuthentic = 5,
    Declined = 6, ///< declined, busy, or nobody answered
    Lost = 7,     ///< a call that took place broke off
    Internal = 70,
};

/// Why the program cannot do what it was asked to.
struct Failure {
    ExitStatus status = ExitStatus::Internal;
    QString sentence; ///< for a person: what is wrong and what to do; no secret in it
};

} // namespace viz
