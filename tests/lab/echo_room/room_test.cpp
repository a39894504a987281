#include "tests/lab/echo_room/room.h"

#include <gtest/gtest.h>

#include <cmath>

namespace viz::lab {
namespace {

std::vector<double> responseOf(const Room::Config& config, float impulse = 1, std::size_t samples = 30000) {
    Room room(config);
    std::vector<double> response{room.next(impulse)};
    while (response.size() < samples)
        response.push_back(room.next(0));
    return response;
}

double energyOf(const std::vector<double>& sound, std::size_t begin, std::size_t end) {
    double energy = 0;
    for (std::size_t i = begin; i < end; ++i)
        energy += sound[i] * sound[i];
    return energy;
}

double decibels(double energy) { return 10 * std::log10(energy); }

TEST(Room, HasTheGainThatWasAskedFor) {
    for (const double gain : {-20.0, -9.0, 0.0}) {
        const auto response = responseOf({.gainDb = gain});
        EXPECT_NEAR(decibels(energyOf(response, 0, response.size())), gain, 0.01);
    }
}

TEST(Room, BeginsAfterTheDelayAndEnds150MsLater) {
    for (const double delay : {0.0, 70.0, 250.0}) {
        const auto response = responseOf({.sampleRate = 50000, .delayMs = delay});
        const auto begin = static_cast<std::size_t>(delay * 50);
        EXPECT_EQ(energyOf(response, 0, begin), 0);
        EXPECT_NE(response[begin], 0);
        EXPECT_GT(energyOf(response, begin + 7000, begin + 7500), 0);
        EXPECT_EQ(energyOf(response, begin + 7500, response.size()), 0);
    }
}

TEST(Room, DecaysBy60Decibels) {
    const auto response = responseOf({});
    const double early = decibels(energyOf(response, 0, 720));
    const double late = decibels(energyOf(response, 7200 - 720, 7200));
    EXPECT_NEAR(early - late, 54, 3) << "from the first tenth to the last";
}

TEST(Room, IsLinearUnlessItsLoudspeakerIsDriven) {
    const auto loud = responseOf({}, 0.5F);
    const auto quiet = responseOf({}, 0.25F);
    EXPECT_NEAR(energyOf(loud, 0, loud.size()) / energyOf(quiet, 0, quiet.size()), 4, 1e-3);
}

TEST(Room, DrivenLoudspeakerDistortsWhatIsLoudAndNotWhatIsQuiet) {
    const auto loud = responseOf({.drive = 4}, 0.5F);
    const auto clean = responseOf({}, 0.5F);
    EXPECT_NEAR(std::sqrt(energyOf(loud, 0, loud.size()) / energyOf(clean, 0, clean.size())), std::tanh(2.0) / 2, 1e-3);
    const auto quiet = responseOf({.drive = 4}, 0.001F);
    const auto cleanQuiet = responseOf({}, 0.001F);
    EXPECT_NEAR(energyOf(quiet, 0, quiet.size()) / energyOf(cleanQuiet, 0, cleanQuiet.size()), 1, 1e-3);
}

TEST(Room, ForgetsEverythingWhenItIsReset) {
    Room room({});
    static_cast<void>(room.next(1));
    room.reset();
    for (int i = 0; i < 10000; ++i)
        ASSERT_EQ(room.next(0), 0);
}

TEST(Room, LimitsADelayThatWouldTakeAllMemory) {
    const auto response = responseOf({.sampleRate = 8000, .delayMs = 1e12});
    EXPECT_NE(response[8000], 0);
}

} // namespace
} // namespace viz::lab
