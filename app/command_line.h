#pragma once

#include "app/exit_status.h"
#include "app/hidden_texts.h"
#include "app/log_options.h"
#include "app/remote/remote_message.h"
#include "core/call/call_options.h"
#include "core/transport/tunnel_spec.h"

#include <QStringList>

#include <tl/expected.hpp>

#include <chrono>
#include <optional>
#include <variant>

namespace viz {

/// Which callers `viz host` takes.
enum class AcceptPolicy : std::uint8_t {
    Ask,      ///< the person at the terminal decides
    Verified, ///< those who hold the invite's secret
    All,
    None,
};

/// How a call is run and reported: the same for host, join and demo.
struct RunOptions {
    LineFormat lines = LineFormat::Text;               ///< --json
    std::optional<std::chrono::milliseconds> duration; ///< of the call itself
    QString statsPath;                                 ///< empty: none; "-": standard output

    static constexpr std::chrono::seconds kMinDuration{0};
    static constexpr std::chrono::seconds kMaxDuration{7 * 24 * 3600};
};

struct WindowCommand {
    VoiceOptions voice; ///< what the window offers at first
    QString address;    ///< of a viz1: link that was opened; empty: none
};

struct HostCommand {
    HostOptions options;
    bool servesTls = false; ///< with ownCertificate(), which goes into `options` before the call begins
    RunOptions run;
    AcceptPolicy accept = AcceptPolicy::Ask;
    QString tunnel; ///< empty: none
};

struct JoinCommand {
    JoinOptions options;        ///< without an invite if `asksForInvite`
    bool asksForInvite = false; ///< "-": it is the first line of standard input
    RunOptions run;
};

struct DemoCommand {
    VoiceOptions voice; ///< of both sides
    RunOptions run;     ///< duration is always set
    TunnelSpec tunnel;

    static constexpr std::chrono::seconds kDefaultDuration{12};
    /// The delay is measured on whole seconds of speech; below this there may be none.
    static constexpr std::chrono::seconds kMinDuration{4};
    /// Both sides' sound is kept in memory: 4 x 96 kB a second.
    static constexpr std::chrono::seconds kMaxDuration{600};
};

struct DevicesCommand {
    LineFormat lines = LineFormat::Text;
};

struct TunnelsCommand {
    LineFormat lines = LineFormat::Text;
};

/// viz ctl: to the Viz that runs already.
struct RemoteCommand {
    RemoteVerb verb = RemoteVerb::Status;
    LineFormat lines = LineFormat::Text;
};

/// --help and --version: print this and be done.
struct PrintCommand {
    QString text;
};

using Command = std::variant<WindowCommand, HostCommand, JoinCommand, DemoCommand, DevicesCommand, TunnelsCommand,
                             RemoteCommand, PrintCommand>;

/// A command line, understood.
struct Invocation {
    Command command;
    LogOptions log;
    QStringList notices; ///< sentences for standard error, before anything starts
};

/// `arguments` begins with the program's name. Opens no file and no device. Needs a QCoreApplication for --help only.
/// `hidden`: what some of the arguments stand for.
[[nodiscard]] tl::expected<Invocation, Failure> parseCommandLine(const QStringList& arguments,
                                                                 const HiddenTexts& hidden = {});

/// Whether there is no sub-command, so that the program must start as a window.
[[nodiscard]] bool wantsWindow(const QStringList& arguments);

} // namespace viz
