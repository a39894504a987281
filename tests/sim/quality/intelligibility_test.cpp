#include "tests/sim/quality/intelligibility.h"
#include "tests/sim/speech_signal.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

namespace viz::test {
namespace {

using namespace std::chrono_literals;
using Pcm = std::vector<std::int16_t>;

const Pcm& speech() {
    static const Pcm sound = speechSignal(8s, 11);
    return sound;
}

/// White noise `snrDb` below the speech.
Pcm noisy(const Pcm& sound, double snrDb) {
    const double energy =
        std::accumulate(sound.begin(), sound.end(), 0.0, [](double sum, double s) { return sum + s * s; });
    const double level = std::sqrt(energy / static_cast<double>(sound.size())) * std::pow(10, -snrDb / 20);
    Random random(3);
    Pcm out(sound.size());
    std::transform(sound.begin(), sound.end(), out.begin(), [&](double sample) {
        return static_cast<std::int16_t>(std::lround(std::clamp(sample + random.gaussian(level), -32768.0, 32767.0)));
    });
    return out;
}

TEST(Intelligibility, OfTheSoundItselfIsOne) {
    const auto same = intelligibility(speech(), speech());
    ASSERT_TRUE(same);
    EXPECT_NEAR(same->stoi, 1, 1e-6);
    EXPECT_NEAR(same->estoi, 1, 1e-6);
}

TEST(Intelligibility, DoesNotDependOnTheLevel) {
    Pcm quieter = speech();
    std::transform(quieter.begin(), quieter.end(), quieter.begin(), [](int s) { return std::int16_t(s / 4); });
    const auto same = intelligibility(speech(), quieter);
    ASSERT_TRUE(same);
    EXPECT_GT(same->stoi, 0.995);
}

TEST(Intelligibility, FallsWithEveryDecibelOfNoise) {
    double stoi = 1.0001;
    double estoi = 1.0001;
    for (const double snrDb : {40.0, 20.0, 10.0, 5.0, 0.0, -5.0, -10.0}) {
        const auto here = intelligibility(speech(), noisy(speech(), snrDb));
        ASSERT_TRUE(here);
        EXPECT_LT(here->stoi, stoi) << snrDb;
        EXPECT_LT(here->estoi, estoi) << snrDb;
        stoi = here->stoi;
        estoi = here->estoi;
    }
    EXPECT_LT(stoi, 0.6);
    EXPECT_LT(estoi, 0.5);
}

/// What a second implementation of the papers, written apart from this one, gives for the same samples.
TEST(Intelligibility, IsWhatThePapersSay) {
    struct Row {
        double snrDb;
        double stoi;
        double estoi;
    };
    for (const Row& row : {Row{20, 0.99234, 0.98789}, Row{5, 0.94556, 0.90527}, Row{-5, 0.73779, 0.62009}}) {
        const auto here = intelligibility(speech(), noisy(speech(), row.snrDb));
        ASSERT_TRUE(here);
        EXPECT_NEAR(here->stoi, row.stoi, 0.0005) << row.snrDb;
        EXPECT_NEAR(here->estoi, row.estoi, 0.0005) << row.snrDb;
    }
}

TEST(Intelligibility, OfOtherWordsIsNextToNothing) {
    const auto other = intelligibility(speech(), speechSignal(8s, 12));
    ASSERT_TRUE(other);
    EXPECT_LT(other->stoi, 0.4);
    EXPECT_LT(other->estoi, 0.2);
}

TEST(Intelligibility, NeedsSomethingThatIsSaid) {
    EXPECT_FALSE(intelligibility({}, {}));
    EXPECT_FALSE(intelligibility(Pcm(100), Pcm(100)));
    const auto moment = std::span(speech()).subspan(48000, 9600);
    EXPECT_FALSE(intelligibility(moment, moment));
}

} // namespace
} // namespace viz::test
