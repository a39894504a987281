#include "tests/sim/replay/replay_options.h"

#include <QCommandLineParser>
#include <QRegularExpression>

namespace viz::test {
namespace {

constexpr int kMostFrames = 16;
constexpr double kLongestMessageMs = 640;

struct OptionSet {
    QCommandLineOption mode{QStringLiteral("mode"), {}, QStringLiteral("FxN")};
    QCommandLineOption connection{QStringLiteral("connection"), {}, QStringLiteral("N"), QStringLiteral("1")};
    QCommandLineOption speech{QStringLiteral("speech"), {}, QStringLiteral("PATH")};
    QCommandLineOption wav{QStringLiteral("wav"), {}, QStringLiteral("PATH")};
};

tl::expected<ReplayOptions, QString> optionsOf(const QCommandLineParser& parser, const OptionSet& names) {
    if (parser.positionalArguments().size() != 1)
        return tl::unexpected(QStringLiteral("which trace? one file is needed"));
    ReplayOptions options{.tracePath = parser.positionalArguments().constFirst(),
                          .speechPath = parser.value(names.speech),
                          .wavPath = parser.value(names.wav)};
    if (parser.isSet(names.mode)) {
        options.mode = modeFromName(parser.value(names.mode));
        if (!options.mode)
            return tl::unexpected(QStringLiteral("'%1' is no mode: 10, 20, 40 or 60 ms, x, 1 to 16 frames, and at most "
                                                 "640 ms together, as in 20x3")
                                      .arg(parser.value(names.mode)));
    }
    options.connection = parser.value(names.connection).toInt();
    if (options.connection < 1)
        return tl::unexpected(QStringLiteral("'%1' is no number of a connection").arg(parser.value(names.connection)));
    return options;
}

} // namespace

QString replayUsage() {
    return QStringLiteral(
        "usage: viz_replay TRACE [--mode FxN] [--connection N] [--speech IN.wav] [--wav OUT.wav]\n"
        "\n"
        "Plays a call whose messages come as late as TRACE says, with the jitter buffer of Viz, in virtual time. "
        "Prints\n"
        "what it did as JSON, and beside it what other players would have done.\n"
        "\n"
        "  TRACE            lines of SENT ARRIVAL, or CONN INTERVAL SENT ARRIVAL, or INTERVAL DELAY DELAY …, in ms; a "
        "'-' for\n"
        "                   the arrival or delay of a message that the sender gave up\n"
        "  --mode FxN       N frames of F ms a message, 20x3 for example; if left out, what fits the trace\n"
        "  --connection N   of several in the trace that fit, the Nth\n"
        "  --speech IN.wav  what is said, at most 10 minutes of it; else a built-in voice\n"
        "  --wav OUT.wav    writes what is heard\n");
}

std::optional<Mode> modeFromName(const QString& name) {
    static const QRegularExpression pattern(QStringLiteral("^(\\d{1,3})x(\\d{1,3})$"));
    const auto match = pattern.match(name);
    const auto frame = frameDurationFromMs(match.captured(1).toInt());
    const Mode mode{.frame = frame.value_or(FrameDuration::Ms20), .framesPerMessage = match.captured(2).toInt()};
    const bool isGood = frame && mode.framesPerMessage >= 1 && mode.framesPerMessage <= kMostFrames;
    return isGood && mode.messageMs() <= kLongestMessageMs ? std::optional(mode) : std::nullopt;
}

tl::expected<ReplayOptions, QString> parseReplayOptions(const QStringList& arguments) {
    const OptionSet names;
    QCommandLineParser parser;
    parser.addOptions({names.mode, names.connection, names.speech, names.wav});
    if (!parser.parse(arguments))
        return tl::unexpected(parser.errorText());
    return optionsOf(parser, names);
}

} // namespace viz::test
