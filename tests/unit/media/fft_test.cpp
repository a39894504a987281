#include "core/media/fft.h"
#include "tests/sim/speech_signal.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

namespace viz {
namespace {

using Values = std::vector<std::complex<float>>;

Values randomValues(std::size_t size) {
    test::Random random(size);
    Values values(size);
    for (auto& value : values)
        value = {static_cast<float>(random.uniform(-1, 1)), static_cast<float>(random.uniform(-1, 1))};
    return values;
}

Values slowTransform(const Values& in) {
    Values out(in.size());
    for (std::size_t k = 0; k < in.size(); ++k) {
        std::complex<double> sum;
        for (std::size_t n = 0; n < in.size(); ++n)
            sum += std::complex<double>(in[n]) *
                   std::polar(1.0, -2 * std::numbers::pi * static_cast<double>(k * n % in.size()) / in.size());
        out[k] = std::complex<float>(sum);
    }
    return out;
}

TEST(Fft, GivesWhatTheDefinitionGives) {
    for (const std::size_t size : {1U, 2U, 4U, 8U, 64U, 256U}) {
        Values values = randomValues(size);
        const Values expected = slowTransform(values);
        Fft(size).forward(values);
        for (std::size_t i = 0; i < size; ++i)
            ASSERT_LT(std::abs(values[i] - expected[i]), 1e-4 * std::sqrt(size)) << size << " at " << i;
    }
}

TEST(Fft, InverseUndoesForwardTimesTheLength) {
    for (const std::size_t size : {1U, 2U, 32U, 4096U}) {
        const Values original = randomValues(size);
        Values values = original;
        const Fft fft(size);
        fft.forward(values);
        fft.inverse(values);
        for (std::size_t i = 0; i < size; ++i)
            ASSERT_LT(std::abs(values[i] / static_cast<float>(size) - original[i]), 1e-5) << size << " at " << i;
    }
}

TEST(Fft, LengthIsTheNextPowerOfTwo) {
    EXPECT_EQ(fftLengthFor(1), 1U);
    EXPECT_EQ(fftLengthFor(3), 4U);
    EXPECT_EQ(fftLengthFor(4096), 4096U);
    EXPECT_EQ(fftLengthFor(48000), 65536U);
}

} // namespace
} // namespace viz
