#pragma once

#include "engine/ops/vector.h"

#include <utility>
#include <vector>

namespace engine::ops {

// So many columns are transformed side by side.
constexpr std::int64_t fftColumns = vectorLanes > 8 ? vectorLanes : 8;

// Complex values [length][fftColumns], the real and the imaginary parts apart.
struct ComplexRows {
    float* real;
    float* imaginary;
};

// The discrete Fourier transform of columns, unscaled: sum of x_j exp(-2 pi i j k / length). Stockham's
// arrangement, which needs no reordering (Swarztrauber 1984); passes of radix 4, 2, 3 and 5.
class Fft {
public:
    // What may be left out: input rows from length / 2 on are zero; only output rows before it are wanted.
    enum class Skip { Nothing, UpperInput, UpperOutput };

    explicit Fft(int length); // one of goodLength
    static int goodLength(int least); // the next one: 16 · 2^a · 3^b · 5^c

    int length() const { return m_length; }
    // Transforms x and gives where the result lies: in x or in work; both are written.
    ComplexRows forward(ComplexRows x, ComplexRows work, Skip skip) const;
    ComplexRows inverse(ComplexRows x, ComplexRows work, Skip skip) const;

private:
    struct Pass {
        int radix;
        int groups; // m: butterflies with turning factors of their own
        int stride; // s: rows between the values of a group
        std::vector<float> factors; // [groups][radix - 1] cosines and sines
    };
    int m_length;
    std::vector<Pass> m_passes;

    template <int radix, bool upperZero, bool lowerOnly>
    static void run(const Pass& pass, ComplexRows from, ComplexRows to);
    static void run(const Pass& pass, ComplexRows from, ComplexRows to, Skip skip);
};

} // namespace engine::ops
