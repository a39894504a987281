#include "app/command_line.h"
#include "core/protocol/secret.h"

#include <gtest/gtest.h>

namespace viz {
namespace {

/// An invite for localhost whose checksum holds.
std::string inviteText(const std::string& host = "127.0.0.1", std::uint16_t port = 4000) {
    const HostAddress address{.security = HostAddress::Security::Plain, .host = host, .port = port, .prefix = {}};
    return formatInvite(address, SecretBytes::random(kInviteSecretBytes));
}

/// A command line, its words separated by spaces.
QStringList words(const std::string& line) {
    return QStringList{QStringLiteral("viz")} + QString::fromStdString(line).split(u' ', Qt::SkipEmptyParts);
}

tl::expected<Invocation, Failure> parse(const std::string& line) { return parseCommandLine(words(line)); }

template<typename Kind>
Kind parsed(const std::string& line) {
    auto invocation = parse(line);
    EXPECT_TRUE(invocation) << line << ": " << (invocation ? "" : invocation.error().sentence.toStdString());
    if (!invocation || !std::holds_alternative<Kind>(invocation->command)) {
        ADD_FAILURE() << line << " is another command";
        return {};
    }
    return std::move(std::get<Kind>(invocation->command));
}

class CommandLine : public testing::Test {
protected:
    static void SetUpTestSuite() { ASSERT_TRUE(initializeCrypto()); }
};

struct InvalidRow {
    const char* line;
    const char* fragment; ///< of the sentence
};

class InvalidCommandLine : public testing::TestWithParam<InvalidRow> {
protected:
    static void SetUpTestSuite() { ASSERT_TRUE(initializeCrypto()); }
};

TEST_P(InvalidCommandLine, IsRefusedWithASentence) {
    const auto invocation = parse(GetParam().line);
    ASSERT_FALSE(invocation);
    EXPECT_EQ(invocation.error().status, ExitStatus::Usage);
    EXPECT_TRUE(invocation.error().sentence.contains(QString::fromUtf8(GetParam().fragment)))
        << invocation.error().sentence.toStdString();
    EXPECT_TRUE(invocation.error().sentence.endsWith(u'.')) << invocation.error().sentence.toStdString();
}

INSTANTIATE_TEST_SUITE_P(
    Table, InvalidCommandLine,
    testing::Values(
        InvalidRow{"dance", "no command 'dance'"}, InvalidRow{"ctl", "needs one of"},
        InvalidRow{"ctl show", "toggle-mute"}, InvalidRow{"ctl mute unmute", "needs one of"},
        InvalidRow{"tunnels ngrok", "'ngrok'"},
        InvalidRow{"host --tunnel ngrok --public-url https://x.example", "leave out --public-url"},
        InvalidRow{"host --tunnel ngrok --bind ::1", "leave out --bind"},
        InvalidRow{"host --tunnel ngrok --tls", "leave out one"}, InvalidRow{"host --tunnel", "tunnel"},
        InvalidRow{"host --tunnel=", "--tunnel needs a name"}, InvalidRow{"--nope", "nope"},
        InvalidRow{"host --nope", "viz host --help"}, InvalidRow{"host extra", "'extra'"},
        InvalidRow{"host --port", "port"}, InvalidRow{"host --port 65536", "0 to 65535"},
        InvalidRow{"host --port -1", "0 to 65535"}, InvalidRow{"host --port 80x", "80x"},
        InvalidRow{"host --bind here", "--bind cannot be 'here'"}, InvalidRow{"host --bind 1.2.3.400", "--bind"},
        InvalidRow{"host --accept some", "ask, verified, all, none"},
        InvalidRow{"host --public-url ftp://x", "--public-url"},
        InvalidRow{"host --public-url https://x.example/?a=1", "web page"},
        InvalidRow{"host --simulate delay=1", "simulate"}, InvalidRow{"join", "exactly one address"},
        InvalidRow{"join a.example b.example", "exactly one address"},
        InvalidRow{"join ftp://a.example", "kind of address"}, InvalidRow{"join https://", "no host"},
        InvalidRow{"join a.example:99999", "port"}, InvalidRow{"join https://me:pw@a.example", "user name"},
        InvalidRow{"join viz1:a.example", "secret"}, InvalidRow{"join viz1:a.example#abc", "cut short"},
        InvalidRow{"join viz9:a.example#abc", "newer"}, InvalidRow{"join a.example --port 1", "port"},
        InvalidRow{"join a.example --accept all", "accept"},
        InvalidRow{"demo --profile fast", "auto, low-latency, balanced, saver"},
        InvalidRow{"demo --frame-ms 30", "10, 20, 40, 60"}, InvalidRow{"demo --frames 0", "1 to 16"},
        InvalidRow{"demo --frames 17", "1 to 16"}, InvalidRow{"demo --frames two", "two"},
        InvalidRow{"demo --frame-ms 60 --frames 11", "640 ms"}, InvalidRow{"demo --frame-ms 60 --frames 16", "640 ms"},
        InvalidRow{"demo --bitrate 5999", "6000 to 128000"}, InvalidRow{"demo --bitrate 128001", "6000 to 128000"},
        InvalidRow{"demo --bitrate 128000 --frame-ms 40 --frames 16", "one message"},
        InvalidRow{"demo --sizes small", "constant, smallest"}, InvalidRow{"demo --input tone:5", "tone:5"},
        InvalidRow{"demo --input file:", "--input cannot be"}, InvalidRow{"demo --output file:", "--output cannot be"},
        InvalidRow{"demo --duration 1", "4 to 600"}, InvalidRow{"demo --duration nan", "nan"},
        InvalidRow{"demo --duration 601", "600"}, InvalidRow{"host --duration -1", "--duration"},
        InvalidRow{"demo --simulate delay", "'delay'"}, InvalidRow{"demo --simulate colour=3", "colour=3"},
        InvalidRow{"demo --simulate cut@12000", "'cut@12000' goes on after the call"},
        InvalidRow{"demo --simulate outage=1000@5000 --duration 4", "outage=1000@5000"},
        InvalidRow{"demo --log-level loud", "debug, info, warning, error, fatal, off"},
        InvalidRow{"demo --log-format xml", "text, json"}, InvalidRow{"devices --port 1", "port"},
        InvalidRow{"devices now", "'now'"}));

TEST_F(CommandLine, TlsIsAskedForByName) {
    EXPECT_FALSE(parsed<HostCommand>("host").servesTls);
    EXPECT_TRUE(parsed<HostCommand>("host --tls").servesTls);
}

TEST_F(CommandLine, RefusesEmptyValues) {
    for (const char* option : {"--stats", "--log-file", "--name", "--input", "--output"}) {
        const auto invocation =
            parseCommandLine({QStringLiteral("viz"), QStringLiteral("demo"), QString::fromUtf8(option), QString()});
        ASSERT_FALSE(invocation) << option;
        EXPECT_TRUE(invocation.error().sentence.contains(QString::fromUtf8(option))) << option;
    }
}

TEST_F(CommandLine, RefusesANameThatWouldBeCut) {
    const QString fits(47, u'n');
    const QStringList line{QStringLiteral("viz"), QStringLiteral("host"), QStringLiteral("--name")};
    EXPECT_TRUE(parseCommandLine(line + QStringList{fits}));
    EXPECT_FALSE(parseCommandLine(line + QStringList{fits + u'n'}));
    EXPECT_FALSE(parseCommandLine(line + QStringList{QString(24, QChar(0x0416))})); // 48 bytes
}

TEST_F(CommandLine, HasTheDefaultsOfTheContract) {
    const auto host = parsed<HostCommand>("host");
    EXPECT_EQ(host.options.door.port, 8443);
    EXPECT_EQ(host.options.door.bindAddress, QHostAddress(QHostAddress::LocalHost));
    EXPECT_FALSE(host.options.door.linkOnly);
    EXPECT_FALSE(host.options.publicAddress);
    EXPECT_EQ(host.accept, AcceptPolicy::Ask);
    EXPECT_EQ(host.options.voice.profileName, ProfileName::Auto);
    EXPECT_EQ(host.options.voice.profile, voiceProfile(ProfileName::Auto));
    EXPECT_EQ(host.options.voice.profile.bitrateBps, 32000);
    EXPECT_EQ(host.options.voice.input.kind, AudioInputSpec::Kind::Default);
    EXPECT_EQ(host.options.voice.output.kind, AudioOutputSpec::Kind::Default);
    EXPECT_FALSE(host.options.voice.name.isEmpty());
    EXPECT_FALSE(host.options.voice.hedging);
    EXPECT_FALSE(host.run.duration);
    EXPECT_EQ(host.run.lines, LineFormat::Text);
}

TEST_F(CommandLine, ReadsEveryOptionOfHost) {
    const auto host = parsed<HostCommand>(
        "host --port 0 --bind ::1 --link-only --accept verified --name Ann --profile balanced --sizes smallest "
        "--bitrate 24000 --input tone:440 --output null --no-processing --duration 2.5 --stats - --json "
        "--public-url https://abc.example/x");
    EXPECT_EQ(host.options.door.port, 0);
    EXPECT_EQ(host.options.door.bindAddress, QHostAddress(QHostAddress::LocalHostIPv6));
    EXPECT_TRUE(host.options.door.linkOnly);
    EXPECT_EQ(host.accept, AcceptPolicy::Verified);
    EXPECT_EQ(host.options.voice.name, QStringLiteral("Ann"));
    EXPECT_EQ(host.options.voice.profile.framesPerMessage, 3);
    EXPECT_EQ(host.options.voice.profile.sizes, SizePolicy::Smallest);
    EXPECT_EQ(host.options.voice.profile.bitrateBps, 24000);
    EXPECT_EQ(host.options.voice.input.toneHz, 440);
    EXPECT_EQ(host.options.voice.sound, untouchedSound());
    EXPECT_EQ(host.options.voice.output.kind, AudioOutputSpec::Kind::Null);
    EXPECT_EQ(host.run.duration, std::chrono::milliseconds(2500));
    EXPECT_EQ(host.run.statsPath, QStringLiteral("-"));
    EXPECT_EQ(host.run.lines, LineFormat::Json);
    ASSERT_TRUE(host.options.publicAddress);
    EXPECT_EQ(host.options.publicAddress->host, "abc.example");
    EXPECT_EQ(host.options.publicAddress->prefix, "/x");
}

TEST_F(CommandLine, ProcessesTheSoundOfCallsUnlessToldNotToAndNeverThatOfTheDemo) {
    EXPECT_EQ(parsed<HostCommand>("host").options.voice.sound, SoundSettings{});
    EXPECT_EQ(parsed<JoinCommand>("join abc.example").options.voice.sound, SoundSettings{});
    EXPECT_EQ(parsed<JoinCommand>("join abc.example --no-processing").options.voice.sound, untouchedSound());
    EXPECT_EQ(parsed<DemoCommand>("demo").voice.sound, untouchedSound());
}

TEST_F(CommandLine, ReplacesFrameAndBatchOfTheProfile) {
    const VoiceProfile profile = parsed<DemoCommand>("demo --profile saver --frame-ms 10 --frames 16").voice.profile;
    EXPECT_EQ(profile.frame, FrameDuration::Ms10);
    EXPECT_EQ(profile.framesPerMessage, 16);
    EXPECT_EQ(profile.sizes, voiceProfile(ProfileName::Saver).sizes);
    EXPECT_EQ(parsed<DemoCommand>("demo --frame-ms 40 --frames 16").voice.profile.batchLength(), kMaxBatchLength);
}

TEST_F(CommandLine, AHyphenAsksForTheInvite) {
    const auto asking = parsed<JoinCommand>("join - --name Bob");
    EXPECT_TRUE(asking.asksForInvite);
    EXPECT_EQ(asking.options.voice.name, QStringLiteral("Bob"));
    EXPECT_FALSE(parsed<JoinCommand>("join abc.example").asksForInvite);
}

TEST_F(CommandLine, UnderstandsWhatWasHidden) {
    HiddenTexts hidden;
    const QString invite = hidden.hide(inviteText());
    const QString name = hidden.hide("Bob #1");
    const auto invocation = parseCommandLine({u"viz"_qs, u"join"_qs, invite, u"--name"_qs, name}, hidden);
    ASSERT_TRUE(invocation.has_value()) << invocation.error().sentence.toStdString();
    const auto& join = std::get<JoinCommand>(invocation->command);
    EXPECT_FALSE(join.options.invite.secret.empty());
    EXPECT_EQ(join.options.voice.name, QStringLiteral("Bob #1"));
}

TEST_F(CommandLine, TakesAnInviteOrAnAddress) {
    const auto invited = parsed<JoinCommand>("join " + inviteText());
    EXPECT_EQ(invited.options.invite.secret.size(), kInviteSecretBytes);
    EXPECT_EQ(invited.options.invite.address.port, 4000);
    const auto bare = parsed<JoinCommand>("join abc.example");
    EXPECT_TRUE(bare.options.invite.secret.empty());
    EXPECT_EQ(bare.options.invite.address.security, HostAddress::Security::Tls);
}

TEST_F(CommandLine, TakesOptionsOnEitherSideOfTheAddress) {
    EXPECT_EQ(parsed<JoinCommand>("join --name Bob abc.example").options.voice.name, QStringLiteral("Bob"));
    EXPECT_EQ(parsed<JoinCommand>("join abc.example --name Bob").options.voice.name, QStringLiteral("Bob"));
}

TEST_F(CommandLine, RefusesAnInviteAsPublicUrl) {
    const auto invocation = parse("host --public-url " + inviteText());
    ASSERT_FALSE(invocation);
    EXPECT_TRUE(invocation.error().sentence.contains(u"not an invite"));
}

TEST_F(CommandLine, LetsOnlyInvitedCallersInBeyondLoopback) {
    const auto invocation = parse("host --bind 0.0.0.0");
    ASSERT_TRUE(invocation);
    EXPECT_TRUE(std::get<HostCommand>(invocation->command).options.door.linkOnly);
    ASSERT_EQ(invocation->notices.size(), 1);
    EXPECT_TRUE(invocation->notices.front().contains(u"--link-only"));
    EXPECT_TRUE(parse("host --bind 127.0.0.1")->notices.isEmpty());
    EXPECT_TRUE(parse("host --bind 0.0.0.0 --link-only")->notices.isEmpty());
}

TEST_F(CommandLine, DemoNeedsNoSoundCard) {
    const auto demo = parsed<DemoCommand>("demo --simulate delay=30,jitter=20,seed=7");
    EXPECT_EQ(demo.voice.input.kind, AudioInputSpec::Kind::Speech);
    EXPECT_EQ(demo.voice.output.kind, AudioOutputSpec::Kind::Null);
    EXPECT_EQ(demo.run.duration, std::chrono::seconds(12));
    EXPECT_EQ(demo.tunnel.delay, std::chrono::milliseconds(30));
    EXPECT_EQ(demo.tunnel.seed, 7u);
    EXPECT_EQ(parsed<DemoCommand>("demo --simulate cut@11999").tunnel.cuts.size(), 1U);
}

TEST_F(CommandLine, ReadsRobustOfEveryCall) {
    EXPECT_TRUE(parsed<HostCommand>("host --robust").options.voice.hedging);
    EXPECT_TRUE(parsed<JoinCommand>("join abc.example --robust").options.voice.hedging);
    EXPECT_TRUE(parsed<DemoCommand>("demo --robust").voice.hedging);
    EXPECT_FALSE(parse("devices --robust"));
}

TEST_F(CommandLine, ReadsLogOptionsEverywhere) {
    for (const char* command : {"host", "join abc.example", "demo", "devices", ""}) {
        const auto invocation = parse(std::string(command) + " --log-level debug --log-format json --log-file viz.log");
        ASSERT_TRUE(invocation) << command;
        EXPECT_EQ(invocation->log.level, LogLevel::Debug);
        EXPECT_EQ(invocation->log.format, LineFormat::Json);
        EXPECT_EQ(invocation->log.file, QStringLiteral("viz.log"));
    }
}

TEST_F(CommandLine, PrintsHelpAndVersion) {
    EXPECT_TRUE(parsed<PrintCommand>("--version").text.startsWith(QStringLiteral("viz ")));
    EXPECT_TRUE(parsed<PrintCommand>("--help").text.contains(u"Exit status"));
    EXPECT_TRUE(parsed<PrintCommand>("host --help").text.contains(u"--link-only"));
    EXPECT_TRUE(parsed<PrintCommand>("demo -h").text.contains(u"--simulate"));
    EXPECT_FALSE(parsed<PrintCommand>("join --help").text.contains(u"--link-only"));
}

TEST_F(CommandLine, OpensTheWindowOnlyWithoutACommand) {
    EXPECT_TRUE(wantsWindow(words("")));
    EXPECT_TRUE(wantsWindow(words("--log-level debug")));
    for (const char* line : {"host", "join x", "demo", "devices", "dance", "--help", "-h", "--version"})
        EXPECT_FALSE(wantsWindow(words(line))) << line;
    (void)parsed<WindowCommand>("--log-level debug");
}

TEST_F(CommandLine, TakesATunnelForWhatTunnelsReach) {
    EXPECT_EQ(parsed<HostCommand>("host").tunnel, QString());
    EXPECT_EQ(parsed<HostCommand>("host --tunnel ngrok").tunnel, u"ngrok"_qs);
    EXPECT_EQ(parsed<HostCommand>("host --tunnel ngrok --bind 127.0.0.1").tunnel, u"ngrok"_qs);
    EXPECT_EQ(parsed<HostCommand>("host --tunnel ngrok --bind 0.0.0.0").tunnel, u"ngrok"_qs);
}

TEST_F(CommandLine, PrintsJsonForTunnels) {
    EXPECT_EQ(parsed<TunnelsCommand>("tunnels --json").lines, LineFormat::Json);
    EXPECT_EQ(parsed<TunnelsCommand>("tunnels").lines, LineFormat::Text);
}

TEST_F(CommandLine, PrintsJsonForDevices) {
    EXPECT_EQ(parsed<DevicesCommand>("devices --json").lines, LineFormat::Json);
    EXPECT_EQ(parsed<DevicesCommand>("devices").lines, LineFormat::Text);
}

} // namespace
} // namespace viz
