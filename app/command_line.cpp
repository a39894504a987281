#include "app/command_line.h"

#include "app/command_options.h"
#include "app/messages.h"
#include "app/option_reader.h"
#include "core/call/address_preview.h"
#include "core/media/voice_encoder.h"

#include <array>

namespace viz {
namespace {

/// What the other side sees is cut to this; longer names are refused rather than cut in silence.
constexpr int kMaxNameBytes = 47;

constexpr std::array kProfiles{
    OptionWord<ProfileName>{QLatin1StringView("auto"), ProfileName::Auto},
    OptionWord<ProfileName>{QLatin1StringView("low-latency"), ProfileName::LowLatency},
    OptionWord<ProfileName>{QLatin1StringView("balanced"), ProfileName::Balanced},
    OptionWord<ProfileName>{QLatin1StringView("saver"), ProfileName::Saver},
};
constexpr std::array kFrames{
    OptionWord<FrameDuration>{QLatin1StringView("10"), FrameDuration::Ms10},
    OptionWord<FrameDuration>{QLatin1StringView("20"), FrameDuration::Ms20},
    OptionWord<FrameDuration>{QLatin1StringView("40"), FrameDuration::Ms40},
    OptionWord<FrameDuration>{QLatin1StringView("60"), FrameDuration::Ms60},
};
constexpr std::array kSizes{
    OptionWord<SizePolicy>{QLatin1StringView("constant"), SizePolicy::Constant},
    OptionWord<SizePolicy>{QLatin1StringView("smallest"), SizePolicy::Smallest},
};
constexpr std::array kPolicies{
    OptionWord<AcceptPolicy>{QLatin1StringView("ask"), AcceptPolicy::Ask},
    OptionWord<AcceptPolicy>{QLatin1StringView("verified"), AcceptPolicy::Verified},
    OptionWord<AcceptPolicy>{QLatin1StringView("all"), AcceptPolicy::All},
    OptionWord<AcceptPolicy>{QLatin1StringView("none"), AcceptPolicy::None},
};
constexpr std::array kLevels{
    OptionWord<LogLevel>{QLatin1StringView("debug"), LogLevel::Debug},
    OptionWord<LogLevel>{QLatin1StringView("info"), LogLevel::Info},
    OptionWord<LogLevel>{QLatin1StringView("warning"), LogLevel::Warning},
    OptionWord<LogLevel>{QLatin1StringView("error"), LogLevel::Error},
    OptionWord<LogLevel>{QLatin1StringView("fatal"), LogLevel::Fatal},
    OptionWord<LogLevel>{QLatin1StringView("off"), LogLevel::Off},
};
constexpr std::array kFormats{
    OptionWord<LineFormat>{QLatin1StringView("text"), LineFormat::Text},
    OptionWord<LineFormat>{QLatin1StringView("json"), LineFormat::Json},
};

template<typename Value, std::size_t Count>
std::optional<Value> oneOf(OptionReader& reader, const QString& name,
                           const std::array<OptionWord<Value>, Count>& words) {
    return reader.oneOf(name, std::span<const OptionWord<Value>>(words));
}

Failure usage(const QString& sentence) { return {.status = ExitStatus::Usage, .sentence = sentence}; }

QString loginName() {
    const QString user = qEnvironmentVariable("USER");
    return user.isEmpty() ? qEnvironmentVariable("USERNAME", u"Viz"_qs) : user;
}

QString readName(OptionReader& reader) {
    if (!reader.isSet(u"name"_qs))
        return loginName();
    const QString name = reader.text(u"name"_qs).simplified();
    if (name.isEmpty() || name.toUtf8().size() > kMaxNameBytes)
        reader.failUsage(
            u"--name must have from 1 to %1 bytes: choose a shorter one, not nothing."_qs.arg(kMaxNameBytes));
    return name;
}

VoiceProfile readProfile(OptionReader& reader, ProfileName name) {
    VoiceProfile profile = voiceProfile(name);
    profile.frame = oneOf(reader, u"frame-ms"_qs, kFrames).value_or(profile.frame);
    profile.framesPerMessage = reader.integer(u"frames"_qs, 1, kMaxFramesPerMessage).value_or(profile.framesPerMessage);
    profile.sizes = oneOf(reader, u"sizes"_qs, kSizes).value_or(profile.sizes);
    profile.bitrateBps = reader.integer(u"bitrate"_qs, kMinBitrateBps, kMaxBitrateBps).value_or(profile.bitrateBps);
    if (const ProfileFault fault = checkProfile(profile); fault != ProfileFault::None)
        reader.failUsage(sentenceFor(fault));
    return profile;
}

AudioInputSpec readInput(OptionReader& reader, const QString& fallback) {
    const QString text = reader.isSet(u"input"_qs) ? reader.text(u"input"_qs) : fallback;
    if (const auto spec = parseAudioInput(text))
        return *spec;
    reader.failUsage(u"--input cannot be '%1': choose default, a device id, file:PATH.wav, file-loop:PATH.wav, tone:HZ "
                     "(20 to 20000), speech or silence."_qs.arg(text));
    return {};
}

AudioOutputSpec readOutput(OptionReader& reader, const QString& fallback) {
    const QString text = reader.isSet(u"output"_qs) ? reader.text(u"output"_qs) : fallback;
    if (const auto spec = parseAudioOutput(text))
        return *spec;
    reader.failUsage(u"--output cannot be '%1': choose default, a device id, file:PATH.wav or null."_qs.arg(text));
    return {};
}

VoiceOptions readVoice(OptionReader& reader, const QString& defaultInput, const QString& defaultOutput) {
    VoiceOptions voice;
    voice.name = readName(reader);
    voice.profileName = oneOf(reader, u"profile"_qs, kProfiles).value_or(ProfileName::Auto);
    voice.profile = readProfile(reader, voice.profileName);
    voice.input = readInput(reader, defaultInput);
    voice.output = readOutput(reader, defaultOutput);
    voice.hedging = reader.isSet(u"robust"_qs);
    if (reader.isSet(u"no-processing"_qs))
        voice.sound = untouchedSound();
    return voice;
}

RunOptions readRun(OptionReader& reader, std::chrono::seconds minimum, std::chrono::seconds maximum) {
    RunOptions run;
    run.lines = reader.isSet(u"json"_qs) ? LineFormat::Json : LineFormat::Text;
    run.duration = reader.seconds(u"duration"_qs, minimum, maximum);
    run.statsPath = reader.text(u"stats"_qs);
    if (reader.isSet(u"stats"_qs) && run.statsPath.isEmpty())
        reader.failUsage(u"--stats needs the path of a file, or - for standard output."_qs);
    return run;
}

LogOptions readLog(OptionReader& reader) {
    LogOptions log;
    log.level = oneOf(reader, u"log-level"_qs, kLevels).value_or(log.level);
    log.format = oneOf(reader, u"log-format"_qs, kFormats).value_or(log.format);
    log.file = reader.text(u"log-file"_qs);
    if (reader.isSet(u"log-file"_qs) && log.file.isEmpty())
        reader.failUsage(u"--log-file needs the path of a file."_qs);
    return log;
}

QHostAddress readBind(OptionReader& reader) {
    if (!reader.isSet(u"bind"_qs))
        return QHostAddress(QHostAddress::LocalHost);
    const QHostAddress address(reader.text(u"bind"_qs));
    if (address.isNull())
        reader.failUsage(
            u"--bind cannot be '%1': give an IP address of this computer, such as 127.0.0.1 or ::1."_qs.arg(
                reader.text(u"bind"_qs)));
    return address;
}

std::optional<HostAddress> readPublicUrl(OptionReader& reader) {
    if (!reader.isSet(u"public-url"_qs))
        return std::nullopt;
    auto invite = understandAddress(reader.text(u"public-url"_qs));
    if (!invite)
        reader.failUsage(u"--public-url: %1"_qs.arg(sentenceFor(invite.error())));
    else if (!invite->secret.empty())
        reader.failUsage(
            u"--public-url must be the tunnel's address alone, not an invite: leave out the part from '#'."_qs);
    return invite ? std::optional(invite->address) : std::nullopt;
}

/// Tunnel programs are told to go to 127.0.0.1.
bool isWhereTunnelsGo(const QHostAddress& address) {
    return address == QHostAddress(QHostAddress::LocalHost) || address == QHostAddress(QHostAddress::AnyIPv4) ||
           address == QHostAddress(QHostAddress::Any);
}

QString readTunnel(OptionReader& reader, const HostOptions& options, bool servesTls) {
    if (!reader.isSet(u"tunnel"_qs))
        return {};
    const QString name = reader.text(u"tunnel"_qs);
    if (name.isEmpty())
        reader.failUsage(u"--tunnel needs a name: `viz tunnels` lists them."_qs);
    else if (options.publicAddress)
        reader.failUsage(u"--tunnel finds the address itself: leave out --public-url."_qs);
    else if (servesTls)
        reader.failUsage(u"--tunnel brings https of its own, and --tls is for callers without one: leave out one."_qs);
    else if (!isWhereTunnelsGo(options.door.bindAddress))
        reader.failUsage(u"--tunnel leads to 127.0.0.1: leave out --bind."_qs);
    return name;
}

HostDoor readDoor(OptionReader& reader) {
    const auto port = reader.integer(u"port"_qs, 0, 65535).value_or(HostDoor::kDefaultPort);
    return {
        .bindAddress = readBind(reader), .port = static_cast<quint16>(port), .linkOnly = reader.isSet(u"link-only"_qs)};
}

/// Viz is meant to be reached through a tunnel, from this computer. Open to a network, strangers get no say.
void guardOpenBind(HostDoor& door, QStringList& notices) {
    if (door.bindAddress.isLoopback() || door.linkOnly)
        return;
    door.linkOnly = true;
    notices << u"Listening on %1, not only for this computer, so only callers with the invite's secret are let in "
               "(--link-only)."_qs.arg(door.bindAddress.toString());
}

tl::expected<Invocation, Failure> parseHost(OptionReader& reader, const QStringList& /*positional*/) {
    HostCommand host;
    host.options.voice = readVoice(reader, u"default"_qs, u"default"_qs);
    host.options.door = readDoor(reader);
    host.options.publicAddress = readPublicUrl(reader);
    host.servesTls = reader.isSet(u"tls"_qs);
    host.tunnel = readTunnel(reader, host.options, host.servesTls);
    host.accept = oneOf(reader, u"accept"_qs, kPolicies).value_or(AcceptPolicy::Ask);
    host.run = readRun(reader, RunOptions::kMinDuration, RunOptions::kMaxDuration);
    Invocation invocation;
    guardOpenBind(host.options.door, invocation.notices);
    invocation.command = std::move(host);
    return invocation;
}

tl::expected<JoinCommand, Failure> readJoin(OptionReader& reader, const QString& argument) {
    JoinCommand join;
    join.asksForInvite = argument == u"-";
    if (join.asksForInvite)
        return join;
    auto invite = reader.address(argument);
    if (!invite)
        return tl::make_unexpected(usage(sentenceFor(invite.error())));
    join.options.invite = std::move(*invite);
    return join;
}

tl::expected<Invocation, Failure> parseJoin(OptionReader& reader, const QStringList& positional) {
    if (positional.size() != 1)
        return tl::make_unexpected(
            usage(u"viz join needs exactly one address: an invite (viz1:…) in quotes, a tunnel's "
                  "address, or - to be asked for it."_qs));
    auto join = readJoin(reader, positional.front());
    if (!join)
        return tl::make_unexpected(join.error());
    join->options.voice = readVoice(reader, u"default"_qs, u"default"_qs);
    join->run = readRun(reader, RunOptions::kMinDuration, RunOptions::kMaxDuration);
    return Invocation{.command = std::move(*join), .log = {}, .notices = {}};
}

/// When the last of what the tunnel does once begins.
std::chrono::milliseconds lastEvent(const TunnelSpec& tunnel) {
    std::chrono::milliseconds last{};
    for (const TunnelSpec::Outage& outage : tunnel.outages)
        last = std::max(last, outage.at);
    for (const std::chrono::milliseconds cut : tunnel.cuts)
        last = std::max(last, cut);
    return last;
}

tl::expected<Invocation, Failure> parseDemo(OptionReader& reader, const QStringList& /*positional*/) {
    DemoCommand demo;
    demo.voice = readVoice(reader, u"speech"_qs, u"null"_qs);
    demo.voice.sound = untouchedSound(); // what it compares at both ends must be one sound
    demo.run = readRun(reader, DemoCommand::kMinDuration, DemoCommand::kMaxDuration);
    demo.run.duration = demo.run.duration.value_or(DemoCommand::kDefaultDuration);
    auto tunnel = parseTunnelSpec(reader.text(u"simulate"_qs));
    if (!tunnel)
        return tl::make_unexpected(
            usage(u"--simulate: '%1' is not understood; an example is delay=30,jitter=20,"
                  "stall=200/5000,rate=24000,outage=1000@4000,cut@8000,seed=7."_qs.arg(tunnel.error())));
    demo.tunnel = std::move(*tunnel);
    if (lastEvent(demo.tunnel) >= *demo.run.duration)
        return tl::make_unexpected(usage(u"--simulate: '%1' goes on after the call; --duration makes it longer."_qs.arg(
            reader.text(u"simulate"_qs))));
    return Invocation{.command = std::move(demo), .log = {}, .notices = {}};
}

tl::expected<Invocation, Failure> parseDevices(OptionReader& reader, const QStringList& /*positional*/) {
    const LineFormat lines = reader.isSet(u"json"_qs) ? LineFormat::Json : LineFormat::Text;
    return Invocation{.command = DevicesCommand{.lines = lines}, .log = {}, .notices = {}};
}

tl::expected<Invocation, Failure> parseTunnels(OptionReader& reader, const QStringList& /*positional*/) {
    const LineFormat lines = reader.isSet(u"json"_qs) ? LineFormat::Json : LineFormat::Text;
    return Invocation{.command = TunnelsCommand{.lines = lines}, .log = {}, .notices = {}};
}

tl::expected<Invocation, Failure> parseRemote(OptionReader& reader, const QStringList& positional) {
    const auto verb = positional.size() == 1 ? remoteVerb(positional.front()) : std::nullopt;
    if (!verb || *verb == RemoteVerb::Show)
        return tl::make_unexpected(usage(u"viz ctl needs one of %1."_qs.arg(typedRemoteVerbs().join(u", "_qs))));
    const LineFormat lines = reader.isSet(u"json"_qs) ? LineFormat::Json : LineFormat::Text;
    return Invocation{.command = RemoteCommand{.verb = *verb, .lines = lines}, .log = {}, .notices = {}};
}

tl::expected<Invocation, Failure> parseWindow(OptionReader& /*reader*/, const QStringList& positional) {
    if (positional.size() > 1)
        return tl::make_unexpected(usage(u"The window takes one invite, not more."_qs));
    WindowCommand window;
    window.address = positional.value(0);
    window.voice.name = loginName();
    window.voice.profile = voiceProfile(ProfileName::Auto);
    return Invocation{.command = std::move(window), .log = {}, .notices = {}};
}

/// A sub-command: its options, and what makes an Invocation of them.
struct Subcommand {
    QString name{};
    QString help{};
    QList<QCommandLineOption> options{};
    QString argument{}; ///< the one that is no option; empty: there is none
    QString argumentHelp{};
    tl::expected<Invocation, Failure> (*parse)(OptionReader&, const QStringList& positional) = nullptr;
};

QList<Subcommand> subcommands() {
    const QString verbs = u"What to do: %1."_qs.arg(typedRemoteVerbs().join(u", "_qs));
    return {
        {.name = u"host"_qs,
         .help = u"Wait for a caller."_qs,
         .options = hostCommandOptions() + callCommandOptions(),
         .parse = &parseHost},
        {.name = u"join"_qs,
         .help = u"Call somebody."_qs,
         .options = callCommandOptions(),
         .argument = u"ADDRESS"_qs,
         .argumentHelp = u"An invite (viz1:...), a tunnel's address, or -: the first line of standard input, which "
                         "leaves no invite in the shell's history."_qs,
         .parse = &parseJoin},
        {.name = u"demo"_qs,
         .help = u"A whole call inside this program."_qs,
         .options = demoCommandOptions() + callCommandOptions(),
         .parse = &parseDemo},
        {.name = u"devices"_qs,
         .help = u"List the sound devices."_qs,
         .options = jsonCommandOptions(),
         .parse = &parseDevices},
        {.name = u"tunnels"_qs,
         .help = u"List the tunnel programs."_qs,
         .options = jsonCommandOptions(),
         .parse = &parseTunnels},
        {.name = u"ctl"_qs,
         .help = u"Tell the Viz that is running what to do."_qs,
         .options = jsonCommandOptions(),
         .argument = u"VERB"_qs,
         .argumentHelp = verbs,
         .parse = &parseRemote},
    };
}

void describe(QCommandLineParser& parser, const Subcommand& subcommand) {
    parser.setApplicationDescription(subcommand.help);
    if (!subcommand.argument.isEmpty())
        parser.addPositionalArgument(subcommand.argument, subcommand.argumentHelp);
    parser.addOption(QCommandLineOption({u"h"_qs, u"help"_qs}, u"Show this."_qs));
    parser.addOptions(subcommand.options + logCommandOptions());
}

Failure unknownOption(const QCommandLineParser& parser, const QString& subcommand) {
    return usage(
        u"%1 `viz %2` lists what there is."_qs.arg(parser.errorText(), u"%1 --help"_qs.arg(subcommand).trimmed()));
}

tl::expected<Invocation, Failure> parseWith(const Subcommand& subcommand, const QStringList& arguments,
                                            const HiddenTexts& hidden) {
    QCommandLineParser parser;
    describe(parser, subcommand);
    if (!parser.parse(arguments))
        return tl::make_unexpected(unknownOption(parser, subcommand.name));
    if (parser.isSet(u"help"_qs))
        return Invocation{.command = PrintCommand{parser.helpText()}, .log = {}, .notices = {}};
    const QStringList positional = parser.positionalArguments();
    if (subcommand.argument.isEmpty() && !positional.isEmpty())
        return tl::make_unexpected(
            usage(u"'%1' is not understood here: options begin with --."_qs.arg(positional.front())));
    OptionReader reader(parser, hidden);
    const LogOptions log = readLog(reader);
    auto invocation = subcommand.parse(reader, positional);
    if (invocation && reader.failure())
        return tl::make_unexpected(*reader.failure());
    if (invocation)
        invocation->log = log;
    return invocation;
}

/// The arguments without the sub-command's name, which is always the first of them.
QStringList withoutSubcommand(const QStringList& arguments) { return arguments.mid(0, 1) + arguments.mid(2); }

tl::expected<Invocation, Failure> parseSubcommand(const QStringList& arguments, const HiddenTexts& hidden) {
    const QString name = arguments.at(1);
    for (const Subcommand& subcommand : subcommands())
        if (subcommand.name == name)
            return parseWith(subcommand, withoutSubcommand(arguments), hidden);
    return tl::make_unexpected(usage(u"There is no command '%1': `viz --help` lists them."_qs.arg(name)));
}

/// What a desktop passes when somebody opened a viz1: link.
bool isLink(const QString& argument) { return argument.startsWith(u"viz1:", Qt::CaseInsensitive); }

bool namesSubcommand(const QStringList& arguments) {
    return arguments.size() > 1 && !arguments.at(1).startsWith(u'-') && !isLink(arguments.at(1));
}

bool asksHelp(const QStringList& arguments) { return arguments.contains(u"--help"_qs) || arguments.contains(u"-h"_qs); }

bool asksVersion(const QStringList& arguments) { return arguments.contains(u"--version"_qs); }

tl::expected<Invocation, Failure> parseProgramOptions(const QStringList& arguments) {
    if (asksHelp(arguments))
        return Invocation{.command = PrintCommand{programHelp()}, .log = {}, .notices = {}};
    if (asksVersion(arguments))
        return Invocation{.command = PrintCommand{u"viz " VIZ_VERSION "\n"_qs}, .log = {}, .notices = {}};
    return parseWith({.argument = u"INVITE"_qs, .parse = &parseWindow}, arguments, {});
}

} // namespace

bool wantsWindow(const QStringList& arguments) {
    return !namesSubcommand(arguments) && !asksHelp(arguments) && !asksVersion(arguments);
}

tl::expected<Invocation, Failure> parseCommandLine(const QStringList& arguments, const HiddenTexts& hidden) {
    if (namesSubcommand(arguments))
        return parseSubcommand(arguments, hidden);
    return parseProgramOptions(arguments);
}

} // namespace viz
