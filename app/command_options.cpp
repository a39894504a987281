#include "app/command_options.h"

#include "core/call/call_options.h"

namespace viz {
namespace {

QCommandLineOption flag(const QString& name, const QString& help) { return {name, help}; }

QCommandLineOption value(const QString& name, const QString& valueName, const QString& help) {
    return {name, help, valueName};
}

QList<QCommandLineOption> voiceCommandOptions() {
    return {
        value(u"name"_qs, u"TEXT"_qs, u"What the other side sees (default: your login name)."_qs),
        value(u"profile"_qs, u"P"_qs,
              u"auto (20, 40 or 60 ms x 1, by the round trip), low-latency (20 ms x 1), balanced (20 ms x 3) or saver "
              "(40 ms x 8); default auto."_qs),
        value(u"frame-ms"_qs, u"F"_qs, u"10, 20, 40 or 60 ms of sound in a frame, instead of the profile's."_qs),
        value(u"frames"_qs, u"N"_qs, u"1 to 16 frames in a message, at most 640 ms, instead of the profile's."_qs),
        value(u"sizes"_qs, u"S"_qs,
              u"constant (sizes tell nothing) or smallest (sizes follow the voice); default per profile."_qs),
        value(u"bitrate"_qs, u"BPS"_qs, u"6000 to 128000 bit/s of Opus; default 32000."_qs),
        value(u"input"_qs, u"SRC"_qs,
              u"default, a device id, file:PATH.wav, file-loop:PATH.wav, tone:HZ, speech or silence."_qs),
        value(u"output"_qs, u"DST"_qs, u"default, a device id, file:PATH.wav or null."_qs),
        flag(u"robust"_qs, u"Two connections at once, for a tunnel that stutters; twice the data."_qs),
        flag(u"no-processing"_qs, u"No echo cancelling, noise suppression or gain control."_qs),
    };
}

QList<QCommandLineOption> runCommandOptions() {
    return {
        value(u"duration"_qs, u"S"_qs, u"Hang up after S seconds of call."_qs),
        value(u"stats"_qs, u"PATH"_qs,
              u"Write one JSON object a line, once a second and at the end; - is the output."_qs),
    };
}

} // namespace

QList<QCommandLineOption> logCommandOptions() {
    return {
        value(u"log-level"_qs, u"L"_qs, u"debug, info, warning, error, fatal or off; default warning."_qs),
        value(u"log-format"_qs, u"FORMAT"_qs, u"text or json; default text."_qs),
        value(u"log-file"_qs, u"PATH"_qs, u"Write the log there instead of to standard error."_qs),
    };
}

QList<QCommandLineOption> jsonCommandOptions() { return {flag(u"json"_qs, u"Print JSON objects, one a line."_qs)}; }

QList<QCommandLineOption> callCommandOptions() {
    return voiceCommandOptions() + runCommandOptions() + jsonCommandOptions();
}

QList<QCommandLineOption> hostCommandOptions() {
    return {
        value(u"port"_qs, u"N"_qs,
              u"The port to listen on (default %1); 0 picks a free one."_qs.arg(HostDoor::kDefaultPort)),
        value(u"bind"_qs, u"ADDR"_qs, u"The address to listen on (default 127.0.0.1)."_qs),
        flag(u"link-only"_qs, u"Refuse callers who do not hold the invite's secret."_qs),
        value(u"accept"_qs, u"WHO"_qs,
              u"ask (on the terminal), verified (holders of the invite's secret), all or none; default ask."_qs),
        flag(u"tls"_qs, u"Serve TLS with a certificate of this computer's own, which the invite names; for callers who "
                        u"come without "
                        "a tunnel."_qs),
        value(u"public-url"_qs, u"URL"_qs, u"The tunnel's public address, for the invite."_qs),
        value(u"tunnel"_qs, u"NAME"_qs,
              u"Start this tunnel program (`viz tunnels` lists them) and make the invite with its address."_qs),
    };
}

QList<QCommandLineOption> demoCommandOptions() {
    return {
        value(u"simulate"_qs, u"SPEC"_qs,
              u"What the tunnel does: delay=30,jitter=20,stall=200/5000,rate=24000,outage=1000@4000,cut@8000,seed=7 "
              "(milliseconds, bit/s). The call takes 12 s unless --duration says another length, 4 to 600 s; both "
              "sides say recorded speech or --input, and the sound is never processed."_qs)};
}

QString programHelp() {
    return uR"(Viz: encrypted voice calls between two people, through any tunnel.

  viz                            the window
  viz host [options]             wait for a caller
  viz join ADDRESS [options]     call: an invite (viz1:...), or any tunnel's address
  viz join - [options]           the same with the address on standard input: it stays out of the shell's history
  viz demo [options]             a whole call inside this program, no sound card needed
  viz devices [--json]           sound devices
  viz tunnels [--json]           tunnel programs: name, found or not, path, exact command
  viz ctl VERB [--json]          tells the running Viz what to do: mute, hangup, accept, status and others
  viz --version | --help

`viz COMMAND --help` lists the options of a command.

Exit status: 0 the call ended normally, 2 wrong usage, 3 no such device or file, 4 cannot listen or connect,
5 authentication failed, 6 declined or busy, 7 lost and given up, 70 internal error.
)"_qs;
}

} // namespace viz
