#include "core/media/sound_queue.h"
#include "tests/sim/speech_signal.h"

#include <gtest/gtest.h>

#include <cmath>
#include <deque>
#include <numbers>

namespace viz {
namespace {

std::vector<float> counting(std::size_t from, std::size_t count) {
    std::vector<float> sound(count);
    for (std::size_t i = 0; i < count; ++i)
        sound[i] = static_cast<float>(from + i);
    return sound;
}

TEST(SoundQueue, GivesBackWhatWasPushedInOrder) {
    SoundQueue queue(4000);
    test::Random random(1);
    std::size_t pushed = 0;
    std::size_t expected = 0;
    for (int step = 0; step < 3000; ++step) {
        const std::size_t size = std::min<std::size_t>(random.below(900), queue.room());
        queue.push(counting(pushed, size));
        pushed += size;
        std::vector<float> out(random.below(900));
        const std::size_t filled = queue.read(out, 1.0);
        ASSERT_EQ(filled, std::min(out.size(), pushed - expected));
        for (std::size_t i = 0; i < filled; ++i)
            ASSERT_EQ(out[i], static_cast<float>(expected++));
        ASSERT_EQ(queue.unread(), pushed - expected);
        ASSERT_EQ(queue.room(), 4000 - queue.unread());
    }
    EXPECT_GT(pushed, 1000000U) << "the sound was moved within its memory many times";
}

TEST(SoundQueue, ReadsNothingWhenEmpty) {
    SoundQueue queue(100);
    std::vector<float> out(10, 5);
    EXPECT_EQ(queue.read(out, 1.0), 0U);
    EXPECT_EQ(out, std::vector<float>(10, 5));
}

TEST(SoundQueue, CutTakesSamplesOutAndMovesTheHistoryUp) {
    SoundQueue queue(4000);
    queue.push(counting(0, 3000));
    std::vector<float> out(2000);
    ASSERT_EQ(queue.read(out, 1.0), 2000U);
    queue.cut(300);
    EXPECT_EQ(queue.unread(), 700U);
    EXPECT_EQ(queue.front()[0], 2300);
    EXPECT_EQ(queue.all()[SoundQueue::kHistory], 2300);
    EXPECT_EQ(queue.all()[SoundQueue::kHistory - 1], 1999);
    EXPECT_EQ(queue.all()[0], 2000 - static_cast<float>(SoundQueue::kHistory));
}

TEST(SoundQueue, RepeatPutsTheLastSamplesInFrontAgain) {
    SoundQueue queue(6000);
    queue.push(counting(0, 3000));
    std::vector<float> out(2000);
    ASSERT_EQ(queue.read(out, 1.0), 2000U);
    queue.repeat(400);
    EXPECT_EQ(queue.unread(), 1400U);
    EXPECT_EQ(queue.front()[0], 1600);
    EXPECT_EQ(queue.front()[400], 2000);
    EXPECT_EQ(queue.all()[SoundQueue::kHistory - 1], 1999) << "what was heard last";
}

TEST(SoundQueue, WhatWasHeardFromElsewhereIsHistory) {
    SoundQueue queue(4000);
    queue.push(counting(0, 100));
    std::vector<float> out(480);
    ASSERT_EQ(queue.read(out, 1.0003), 100U);
    queue.pass(counting(5000, 300));
    queue.push(counting(9000, 10));
    EXPECT_EQ(queue.unread(), 10U);
    EXPECT_EQ(queue.all()[SoundQueue::kHistory - 1], 5299);
    ASSERT_EQ(queue.read(std::span(out).first(1), 1.0003), 1U);
    EXPECT_EQ(out[0], 9000) << "on a sample again";
}

/// A model that keeps everything, against any order of operations.
TEST(SoundQueue, HistoryIsWhatWasHeardThroughAnyOrderOfOperations) {
    test::Random random(2);
    SoundQueue queue(8000);
    std::deque<float> heard(SoundQueue::kHistory, 0.0F);
    std::deque<float> waiting;
    std::size_t next = 1;
    for (int step = 0; step < 5000; ++step) {
        const std::size_t amount = random.below(800);
        switch (random.below(4)) {
        case 0: {
            const std::size_t size = std::min(queue.room(), amount + 200);
            for (const float sample : counting(next, size))
                waiting.push_back(sample);
            queue.push(counting(next, size));
            next = (next + size) % 100000;
            break;
        }
        case 1: {
            std::vector<float> out(amount);
            const std::size_t filled = queue.read(out, 1.0);
            heard.insert(heard.end(), waiting.begin(), waiting.begin() + static_cast<std::ptrdiff_t>(filled));
            waiting.erase(waiting.begin(), waiting.begin() + static_cast<std::ptrdiff_t>(filled));
            break;
        }
        case 2: {
            const std::size_t size = std::min(amount, queue.unread());
            queue.cut(size);
            waiting.erase(waiting.begin(), waiting.begin() + static_cast<std::ptrdiff_t>(size));
            break;
        }
        default: {
            const std::size_t size = std::min(amount, queue.room());
            queue.repeat(size);
            waiting.insert(waiting.begin(), heard.end() - static_cast<std::ptrdiff_t>(size), heard.end());
            break;
        }
        }
        while (heard.size() > SoundQueue::kHistory)
            heard.pop_front();
        const auto all = queue.all();
        ASSERT_EQ(all.size(), SoundQueue::kHistory + waiting.size());
        ASSERT_TRUE(std::equal(heard.begin(), heard.end(), all.begin())) << step;
        ASSERT_TRUE(std::equal(waiting.begin(), waiting.end(), queue.front().begin())) << step;
    }
}

TEST(SoundQueue, ChangesTheSpeedByPartsPerMillionWithoutDistortion) {
    constexpr double kTurn = 2 * std::numbers::pi * 1000 / 48000;
    for (const double rate : {1.0005, 0.9995, 1.0001}) {
        SoundQueue queue(8000);
        double pushed = 0;
        double place = 0;
        double worst = 0;
        std::vector<float> out(480);
        for (int tick = 0; tick < 500; ++tick) {
            while (queue.unread() < 500) {
                const auto sample = static_cast<float>(std::sin(kTurn * pushed++));
                queue.push(std::span(&sample, 1));
            }
            ASSERT_EQ(queue.read(out, rate), 480U);
            for (const float sample : out) {
                worst = std::max(worst, std::abs(sample - std::sin(kTurn * place)));
                place += rate;
            }
        }
        EXPECT_GT(place, 100000) << rate;
        EXPECT_LT(worst, 1e-3) << rate;
    }
}

} // namespace
} // namespace viz
