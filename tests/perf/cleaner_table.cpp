// Prints what cleaning the microphone reaches, as tables in Markdown, with made-up voices or with recorded ones:
// `cleaner_table [NEAR.raw FAR.raw]`, 48 kHz mono 16 bits, 60 s of each.

#include "core/media/cleaner/microphone_cleaner.h"
#include "tests/perf/cleaner_trials.h"

#include <array>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <vector>

namespace viz::test {
namespace {

using namespace std::chrono_literals;

constexpr auto kLength = 20s;

struct Cleaner {
    const char* name;
    CleanerKind kind;
};

constexpr std::array kCleaners{Cleaner{"WebRTC", CleanerKind::WebRtc}, Cleaner{"SpeexDSP", CleanerKind::SpeexDsp}};

struct Loudspeaker {
    const char* name;
    Room::Options room;
};

constexpr std::array kRooms{Loudspeaker{"extra delay 0 ms", {}},
                            Loudspeaker{"extra delay 70 ms", {.extraDelay = Samples{70 * 48}}},
                            Loudspeaker{"extra delay 150 ms", {.extraDelay = Samples{150 * 48}}},
                            Loudspeaker{"extra delay 250 ms", {.extraDelay = Samples{250 * 48}}},
                            Loudspeaker{"70 ms, distorting", {.extraDelay = Samples{70 * 48}, .isDistorting = true}}};

/// In pieces of kLength.
std::vector<Pcm> readRaw(const char* path) {
    constexpr std::size_t kSamples = kSampleRate * kLength.count();
    std::ifstream file(path, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(file), {}};
    std::vector<Pcm> pieces(bytes.size() / sizeof(std::int16_t) / kSamples, Pcm(kSamples));
    for (std::size_t i = 0; i < pieces.size(); ++i)
        std::memcpy(pieces[i].data(), bytes.data() + i * sizeof(std::int16_t) * kSamples,
                    sizeof(std::int16_t) * kSamples);
    return pieces;
}

/// The first pieces speak, the others are the crowd.
std::optional<Voices> recordedVoices(const char* nearPath, const char* farPath) {
    const auto near = readRaw(nearPath);
    const auto far = readRaw(farPath);
    if (near.size() < 2 || far.size() < 2)
        return std::nullopt;
    std::vector<Pcm> others(near.begin() + 1, near.end());
    others.insert(others.end(), far.begin() + 1, far.end());
    return Voices{.near = near.front(), .far = far.front(), .crowd = crowdOf(others, 28)};
}

void printHead(const char* what) {
    std::printf("\n| %s |", what);
    for (const Cleaner& cleaner : kCleaners)
        std::printf(" %s |", cleaner.name);
    std::printf("\n|---|---|---|\n");
}

template<typename Cell>
void printRow(const std::string& name, Cell&& cell) {
    std::printf("| %s |", name.c_str());
    for (const Cleaner& cleaner : kCleaners) {
        std::printf(" ");
        if (isAvailable(cleaner.kind))
            cell(cleaner.kind);
        else
            std::printf("not built");
        std::printf(" |");
    }
    std::printf("\n");
    std::fflush(stdout);
}

void printEcho(const Voices& voices) {
    printHead("echo taken away after 5 s, dB: echo cancelling alone / everything on");
    for (const Loudspeaker& loudspeaker : kRooms)
        printRow(loudspeaker.name, [&](CleanerKind kind) {
            std::printf("%.0f / %.0f", echoReductionDb(kind, onlyEcho(), voices.far, loudspeaker.room),
                        echoReductionDb(kind, {}, voices.far, loudspeaker.room));
        });
}

void printDoubleTalk(const Voices& voices) {
    printHead("near voice while both speak, STOI: echo cancelling alone / everything on");
    for (const Loudspeaker& loudspeaker : kRooms)
        printRow(loudspeaker.name, [&](CleanerKind kind) {
            std::printf("%.2f / %.2f", doubleTalkStoi(kind, onlyEcho(), voices, loudspeaker.room),
                        doubleTalkStoi(kind, {}, voices, loudspeaker.room));
        });
}

void printNoise(const Voices& voices) {
    printHead("noise 10 dB below the voice: less in pauses, STOI before and after");
    const auto row = [&](const char* name, const Pcm& noise) {
        printRow(name, [&](CleanerKind kind) {
            const NoiseFigures figures = noiseReduction(kind, voices.near, noise);
            std::printf("%.1f dB, %.3f to %.3f", figures.pausesDb, figures.stoiBefore, figures.stoiAfter);
        });
    };
    row("white", whiteNoise(voices.near.size()));
    row("many voices", voices.crowd);
}

void printGain(const Voices& voices) {
    printHead("speech after 3 s, dBFS (samples at full scale)");
    for (const double spokenDbfs : {-50.0, -40.0, -26.0, -12.0})
        printRow("spoken at " + std::to_string(static_cast<int>(spokenDbfs)), [&](CleanerKind kind) {
            const GainFigures figures = automaticGain(kind, voices.near, spokenDbfs);
            std::printf("%.1f (%d)", figures.speechDbfs, figures.clipped);
        });
}

double processorSeconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

double delayMs(CleanerKind kind, const SoundSettings& settings) {
    PlayedSound ring(1);
    MicrophoneCleaner cleaner(ring, makeSpeechCleaner(kind));
    cleaner.configure(settings);
    return static_cast<double>(cleaner.delay().count()) / 48;
}

void printCost(const Voices& voices) {
    printHead("of one core; delay");
    const Pcm recorded = mixed(voices.near, echoOf(voices.far, {}));
    printRow("everything on", [&](CleanerKind kind) {
        const double before = processorSeconds();
        (void)cleaned(kind, {}, voices.far, recorded);
        const double share = (processorSeconds() - before) / static_cast<double>(kLength.count());
        std::printf("%.2f %%; %.1f ms", 100 * share, delayMs(kind, {}));
    });
}

} // namespace
} // namespace viz::test

int main(int argc, char** argv) {
    using namespace viz::test;
    const auto voices = argc == 3 ? recordedVoices(argv[1], argv[2]) : syntheticVoices(kLength);
    if (!voices || argc == 2) {
        std::fprintf(stderr, "cleaner_table: two raw files of 40 s at least, or none\n");
        return 2;
    }
    printEcho(*voices);
    printDoubleTalk(*voices);
    printNoise(*voices);
    printGain(*voices);
    printCost(*voices);
    return 0;
}
