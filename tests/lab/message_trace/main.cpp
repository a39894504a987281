#include "tests/lab/message_trace/ends.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QTimer>

#include <cstdio>

using namespace viz::lab;

namespace {

constexpr int kWrongUsage = 2;
constexpr int kNoWay = 4;

struct Group {
    StreamSpec spec;
    int connections = 0;
};

/// INTERVAL:BYTES:CONNECTIONS[:PROBE], as in 20:140:10 and 320:1400:10:20.
std::optional<Group> groupIn(const QString& text, bool echo) {
    const QStringList parts = text.split(QLatin1Char(':')) + QStringList{QStringLiteral("0")};
    if (parts.size() < 4 || parts.size() > 5 || parts[0].toUShort() == 0 || parts[1].toUShort() < kHeaderBytes)
        return std::nullopt;
    return Group{.spec = {.intervalMs = parts[0].toUShort(),
                          .bytes = parts[1].toUShort(),
                          .tailProbeMs = parts[3].toUShort(),
                          .echo = static_cast<std::uint16_t>(echo)},
                 .connections = parts[2].toInt()};
}

void describe(QCommandLineParser& parser) {
    parser.setApplicationDescription(QStringLiteral(
        "Messages over Viz's own WebSocket links, and when they arrive: a line `stream interval sentMs arrivalMs`\n"
        "for each, in milliseconds of CLOCK_MONOTONIC. The host runs until it is ended."));
    parser.addHelpOption();
    parser.addPositionalArgument(QStringLiteral("role"), QStringLiteral("host or join"));
    parser.addPositionalArgument(QStringLiteral("address"), QStringLiteral("IPv4 address of the host"));
    parser.addPositionalArgument(QStringLiteral("port"), QStringLiteral("of the host"));
    parser.addPositionalArgument(QStringLiteral("groups"),
                                 QStringLiteral("INTERVAL:BYTES:CONNECTIONS[:PROBE], joiner only: PROBE ms after each\n"
                                                "message a short one"),
                                 QStringLiteral("[groups...]"));
    parser.addOptions({{QStringLiteral("seconds"), QStringLiteral("how long the joiner talks"), QStringLiteral("S"),
                        QStringLiteral("60")},
                       {QStringLiteral("copies"), QStringLiteral("connections that carry the same messages"),
                        QStringLiteral("N"), QStringLiteral("1")},
                       {QStringLiteral("echo"), QStringLiteral("the host talks, too")}});
}

int runHost(const QStringList& arguments) {
    HostEnd host;
    if (!host.listen(QHostAddress(arguments[1]), arguments[2].toUShort())) {
        std::fprintf(stderr, "message_trace: %s\n", qPrintable(host.errorText()));
        return kNoWay;
    }
    std::fprintf(stderr, "listening\n");
    return QCoreApplication::exec();
}

std::optional<std::vector<StreamSpec>> streamsIn(const QCommandLineParser& parser) {
    std::vector<StreamSpec> streams;
    for (const QString& text : parser.positionalArguments().sliced(3)) {
        const auto group = groupIn(text, parser.isSet(QStringLiteral("echo")));
        if (!group)
            return std::nullopt;
        for (int index = 0; index < group->connections; ++index) {
            streams.push_back(group->spec);
            streams.back().stream = static_cast<std::uint32_t>(streams.size() - 1);
        }
    }
    return streams;
}

int runJoin(const QCommandLineParser& parser, const std::vector<StreamSpec>& streams) {
    const QStringList arguments = parser.positionalArguments();
    QUrl url;
    url.setScheme(QStringLiteral("ws"));
    url.setHost(arguments[1]);
    url.setPort(arguments[2].toInt());
    url.setPath(QLatin1StringView(kPath));
    const int copies = parser.value(QStringLiteral("copies")).toInt();
    JoinEnd joiner(url);
    for (const StreamSpec& spec : streams)
        joiner.talk(spec, copies);
    const std::chrono::seconds talking{parser.value(QStringLiteral("seconds")).toInt()};
    QTimer end;
    end.setSingleShot(true);
    QObject::connect(&end, &QTimer::timeout, &QCoreApplication::quit);
    end.start(JoinEnd::kDialInterval * copies * static_cast<int>(streams.size()) + talking);
    return QCoreApplication::exec();
}

} // namespace

int main(int argc, char** argv) {
    QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    describe(parser);
    parser.process(application);
    const QStringList arguments = parser.positionalArguments();
    if (arguments.size() == 3 && arguments[0] == QLatin1StringView("host"))
        return runHost(arguments);
    if (arguments.size() > 3 && arguments[0] == QLatin1StringView("join")) {
        if (const auto streams = streamsIn(parser))
            return runJoin(parser, *streams);
    }
    std::fputs(qPrintable(parser.helpText()), stderr);
    return kWrongUsage;
}
