#include "engine/ops/fft.h"

#include <cassert>
#include <cmath>
#include <numbers>

namespace engine::ops {

namespace {

struct Complex {
    Vector real, imaginary;

    Complex operator+(Complex b) const { return {real + b.real, imaginary + b.imaginary}; }
    Complex operator-(Complex b) const { return {real - b.real, imaginary - b.imaginary}; }
    Complex operator*(float scale) const { return {real * scale, imaginary * scale}; }
    Complex turnedBack() const { return {imaginary, -real}; } // times -i
    Complex times(const float* factor) const
    {
        return {real * factor[0] - imaginary * factor[1], real * factor[1] + imaginary * factor[0]};
    }
};

inline Complex loadComplex(ComplexRows from, std::int64_t at)
{
    return {load(from.real + at), load(from.imaginary + at)};
}

inline void storeComplex(ComplexRows to, std::int64_t at, Complex value)
{
    store(to.real + at, value.real);
    store(to.imaginary + at, value.imaginary);
}

// The transforms of radix values, in place. upperZero: those of the upper half are not looked at.
template <bool>
inline void butterfly(Complex (&a)[2])
{
    const Complex sum = a[0] + a[1];
    a[1] = a[0] - a[1];
    a[0] = sum;
}

template <bool>
inline void butterfly(Complex (&a)[3])
{
    const float half = 0.86602540378443865f; // sin 60°
    const Complex sum = a[1] + a[2];
    const Complex middle = a[0] - sum * 0.5f;
    const Complex side = ((a[1] - a[2]) * half).turnedBack();
    a[0] = a[0] + sum;
    a[1] = middle + side;
    a[2] = middle - side;
}

template <bool upperZero>
inline void butterfly(Complex (&a)[4])
{
    const Complex even = upperZero ? a[0] : a[0] + a[2];
    const Complex evenDifference = upperZero ? a[0] : a[0] - a[2];
    const Complex odd = upperZero ? a[1] : a[1] + a[3];
    const Complex oddDifference = (upperZero ? a[1] : a[1] - a[3]).turnedBack();
    a[0] = even + odd;
    a[1] = evenDifference + oddDifference;
    a[2] = even - odd;
    a[3] = evenDifference - oddDifference;
}

template <bool>
inline void butterfly(Complex (&a)[5])
{
    const float c1 = 0.30901699437494742f, c2 = -0.80901699437494742f; // cos 72°, cos 144°
    const float s1 = 0.95105651629515357f, s2 = 0.58778525229247313f;
    const Complex sum1 = a[1] + a[4];
    const Complex sum2 = a[2] + a[3];
    const Complex difference1 = a[1] - a[4];
    const Complex difference2 = a[2] - a[3];
    const Complex middle1 = a[0] + sum1 * c1 + sum2 * c2;
    const Complex middle2 = a[0] + sum1 * c2 + sum2 * c1;
    const Complex side1 = (difference1 * s1 + difference2 * s2).turnedBack();
    const Complex side2 = (difference1 * s2 - difference2 * s1).turnedBack();
    a[0] = a[0] + sum1 + sum2;
    a[1] = middle1 + side1;
    a[2] = middle2 + side2;
    a[3] = middle2 - side2;
    a[4] = middle1 - side1;
}

// Fours first and last, where rows may be left out.
std::vector<int> radices(int length)
{
    std::vector<int> found{4};
    length /= 16;
    for (const int radix : {4, 2, 3, 5})
        for (; length % radix == 0; length /= radix)
            found.push_back(radix);
    assert(length == 1);
    found.push_back(4);
    return found;
}

} // namespace

int Fft::goodLength(int least)
{
    for (int length = (least + 15) / 16 * 16;; length += 16) {
        int rest = length / 16;
        for (const int radix : {2, 3, 5})
            while (rest % radix == 0)
                rest /= radix;
        if (rest == 1)
            return length;
    }
}

Fft::Fft(int length) : m_length(length)
{
    int left = length;
    int stride = 1;
    for (const int radix : radices(length)) {
        Pass pass{radix, left / radix, stride, {}};
        for (int p = 0; p < pass.groups; ++p)
            for (int r = 1; r < radix; ++r) {
                const double angle = -2 * std::numbers::pi * p * r / left;
                pass.factors.push_back(float(std::cos(angle)));
                pass.factors.push_back(float(std::sin(angle)));
            }
        m_passes.push_back(std::move(pass));
        left /= radix;
        stride *= radix;
    }
}

// y[q + s (R p + r)] = w^(p r) sum over j of x[q + s (p + j m)] times the radix's own roots.
template <int radix, bool upperZero, bool lowerOnly>
void Fft::run(const Pass& pass, ComplexRows from, ComplexRows to)
{
    constexpr int inputs = upperZero ? radix / 2 : radix;
    constexpr int outputs = lowerOnly ? radix / 2 : radix;
    const std::int64_t width = std::int64_t{pass.stride} * fftColumns;
    const std::int64_t apart = width * pass.groups;
    for (int p = 0; p < pass.groups; ++p) {
        const float* const factors = pass.factors.data() + std::size_t(p) * 2 * (radix - 1);
        const std::int64_t in = p * width;
        const std::int64_t out = p * width * radix;
        for (std::int64_t q = 0; q < width; q += vectorLanes) {
            Complex a[radix];
#pragma GCC unroll 5
            for (int r = 0; r < inputs; ++r)
                a[r] = loadComplex(from, in + r * apart + q);
            butterfly<upperZero>(a);
            storeComplex(to, out + q, a[0]);
#pragma GCC unroll 5
            for (int r = 1; r < outputs; ++r)
                storeComplex(to, out + r * width + q, a[r].times(factors + std::ptrdiff_t{2} * (r - 1)));
        }
    }
}

void Fft::run(const Pass& pass, ComplexRows from, ComplexRows to, Skip skip)
{
    switch (pass.radix) {
    case 2:
        return run<2, false, false>(pass, from, to);
    case 3:
        return run<3, false, false>(pass, from, to);
    case 5:
        return run<5, false, false>(pass, from, to);
    default:
        if (skip == Skip::UpperInput && pass.stride == 1)
            return run<4, true, false>(pass, from, to);
        if (skip == Skip::UpperOutput && pass.groups == 1)
            return run<4, false, true>(pass, from, to);
        return run<4, false, false>(pass, from, to);
    }
}

ComplexRows Fft::forward(ComplexRows x, ComplexRows work, Skip skip) const
{
    for (const Pass& pass : m_passes) {
        run(pass, x, work, skip);
        std::swap(x, work);
    }
    return x;
}

// With the parts exchanged the forward transform turns the other way.
ComplexRows Fft::inverse(ComplexRows x, ComplexRows work, Skip skip) const
{
    const ComplexRows turned = forward({x.imaginary, x.real}, {work.imaginary, work.real}, skip);
    return {turned.imaginary, turned.real};
}

} // namespace engine::ops
