#pragma once

#include <complex>
#include <cstddef>
#include <span>
#include <vector>

namespace viz {

/// Discrete Fourier transform of one length, a power of two. In place, unscaled in both directions: forward() and then
/// inverse() multiplies by the length.
class Fft {
public:
    explicit Fft(std::size_t length);

    void forward(std::span<std::complex<float>> values) const;
    void inverse(std::span<std::complex<float>> values) const;

private:
    void reorder(std::span<std::complex<float>> values) const;
    void combine(std::span<std::complex<float>> values, std::size_t half) const;

    std::vector<std::complex<float>> m_roots; ///< of unity, the first half of the circle
};

/// The smallest power of two that is not below `size`.
[[nodiscard]] std::size_t fftLengthFor(std::size_t size);

} // namespace viz
