#include "core/media/fft.h"

#include <algorithm>
#include <bit>
#include <cassert>
#include <cmath>
#include <numbers>

namespace viz {
namespace {

// Written out, because operator* of std::complex checks for infinities: three times slower here.
std::complex<float> product(std::complex<float> a, std::complex<float> b) {
    return {a.real() * b.real() - a.imag() * b.imag(), a.real() * b.imag() + a.imag() * b.real()};
}

} // namespace

Fft::Fft(std::size_t length) : m_roots(length / 2) {
    assert(std::has_single_bit(length));
    for (std::size_t i = 0; i < m_roots.size(); ++i) {
        const double angle = -2 * std::numbers::pi * static_cast<double>(i) / static_cast<double>(length);
        m_roots[i] = {static_cast<float>(std::cos(angle)), static_cast<float>(std::sin(angle))};
    }
}

void Fft::forward(std::span<std::complex<float>> values) const {
    assert(values.size() == std::max<std::size_t>(1, 2 * m_roots.size()));
    reorder(values);
    for (std::size_t half = 1; half < values.size(); half *= 2)
        combine(values, half);
}

void Fft::inverse(std::span<std::complex<float>> values) const {
    forward(values);
    if (!values.empty())
        std::reverse(values.begin() + 1, values.end());
}

void Fft::reorder(std::span<std::complex<float>> values) const {
    std::size_t mirrored = 0;
    for (std::size_t i = 1; i < values.size(); ++i) {
        std::size_t bit = values.size() / 2;
        for (; mirrored & bit; bit /= 2)
            mirrored ^= bit;
        mirrored ^= bit;
        if (i < mirrored)
            std::swap(values[i], values[mirrored]);
    }
}

void Fft::combine(std::span<std::complex<float>> values, std::size_t half) const {
    const std::size_t rootStep = m_roots.size() / half;
    for (std::size_t start = 0; start < values.size(); start += 2 * half) {
        for (std::size_t i = 0; i < half; ++i) {
            const std::complex<float> odd = product(values[start + half + i], m_roots[i * rootStep]);
            const std::complex<float> even = values[start + i];
            values[start + i] = even + odd;
            values[start + half + i] = even - odd;
        }
    }
}

std::size_t fftLengthFor(std::size_t size) { return std::bit_ceil(size); }

} // namespace viz
