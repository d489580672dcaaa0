#include "engine/ops/convolution_sparse.h"

#include "engine/ops/loops.h"

#include <bit>
#include <utility>
#if defined(__AVX512F__)
#include <immintrin.h>
#endif

namespace engine::ops {

namespace {

constexpr int maxBlock = 8; // vectors that add up in registers

// to += sum of values[i] * from[offsets[i]], over a block of vectors. Short blocks add in several chains, so
// that no sum waits for the one before.
template <int vectors>
void addTerms(float* to, const float* from, const std::int32_t* offsets, const float* values,
              std::int64_t count)
{
    constexpr int chains = vectors >= 4 ? 1 : 4 / vectors;
    Vector sums[chains][vectors] = {};
    std::int64_t i = 0;
    for (; i + chains <= count; i += chains)
#pragma GCC unroll 4
        for (int chain = 0; chain < chains; ++chain) {
            const float* const source = from + offsets[i + chain];
            const float value = values[i + chain];
#pragma GCC unroll 8
            for (int v = 0; v < vectors; ++v)
                sums[chain][v] += value * load(source + v * vectorLanes);
        }
    for (; i < count; ++i)
#pragma GCC unroll 8
        for (int v = 0; v < vectors; ++v)
            sums[0][v] += values[i] * load(from + offsets[i] + v * vectorLanes);
#pragma GCC unroll 8
    for (int v = 0; v < vectors; ++v) {
        Vector sum = load(to + v * vectorLanes);
#pragma GCC unroll 4
        for (int chain = 0; chain < chains; ++chain)
            sum += sums[chain][v];
        store(to + v * vectorLanes, sum);
    }
}

using AddTerms = void (*)(float*, const float*, const std::int32_t*, const float*, std::int64_t);

AddTerms addTermsOf(std::int64_t vectors)
{
    static constexpr AddTerms table[maxBlock] = {addTerms<1>, addTerms<2>, addTerms<3>, addTerms<4>,
                                                 addTerms<5>, addTerms<6>, addTerms<7>, addTerms<8>};
    return table[std::min<std::int64_t>(vectors, maxBlock) - 1];
}

std::int64_t vectorsOf(const Stretch& stretch)
{
    return divideUp(stretch.length, vectorLanes);
}

#if defined(__AVX512F__)
__m512i sixteen()
{
    return _mm512_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
}
#endif

// body(offset in the picture, offset in a turned kernel, vectors) for every block of a window.
template <class Body>
void forBlocks(const Sweep& sweep, const Body& body)
{
    std::int64_t turned = 0;
    for (const Stretch& stretch : sweep.stretches) {
        const std::int64_t vectors = vectorsOf(stretch);
        for (std::int64_t v = 0; v < vectors; v += maxBlock)
            body(stretch.offset + v * vectorLanes, turned + v * vectorLanes,
                 std::min<std::int64_t>(maxBlock, vectors - v));
        turned += vectors * vectorLanes;
    }
}

} // namespace

SparseGradient::SparseGradient(std::int64_t pixels, int filters)
    : m_pixels(pixels), m_filters(filters), m_pixelStarts({int(pixels) + 1}, ElementType::Int32),
      m_filter({int(pixels * filters) + vectorLanes}, ElementType::Int32), m_values(m_filter.shape()),
      m_filterStarts({filters + 1}, ElementType::Int32), m_offsets(m_filter.shape(), ElementType::Int32),
      m_sorted(m_filter.shape())
{
}

void SparseGradient::collect(const float* gradient)
{
    std::int32_t* const starts = m_pixelStarts.ids();
    std::int32_t* const filters = m_filter.ids();
    float* const values = m_values.data();
    std::int32_t count = 0;
    for (std::int64_t pixel = 0; pixel < m_pixels; ++pixel, gradient += m_filters) {
        starts[pixel] = count;
        int filter = 0;
#if defined(__AVX512F__)
        for (; filter + 16 <= m_filters; filter += 16) {
            const __m512 value = _mm512_loadu_ps(gradient + filter);
            const __mmask16 kept = _mm512_cmp_ps_mask(value, _mm512_setzero_ps(), _CMP_NEQ_UQ);
            const __m512i names = _mm512_add_epi32(sixteen(), _mm512_set1_epi32(filter));
            _mm512_storeu_ps(values + count, _mm512_maskz_compress_ps(kept, value));
            _mm512_storeu_si512(filters + count, _mm512_maskz_compress_epi32(kept, names));
            count += std::popcount(unsigned(kept));
        }
#endif
        for (; filter < m_filters; ++filter) { // without a branch: writes, then keeps or not
            filters[count] = filter;
            values[count] = gradient[filter];
            count += gradient[filter] != 0.0f;
        }
    }
    starts[m_pixels] = count;
    m_count = count;
}

// Counting sort: the pixels of every filter, in order.
void SparseGradient::sortByFilter(const Sweep& sweep)
{
    std::int32_t* const starts = m_filterStarts.ids();
    const std::int32_t* const filters = m_filter.ids();
    std::fill_n(starts, m_filters + 1, 0);
    for (std::int64_t i = 0; i < m_count; ++i)
        ++starts[filters[i]];
    std::int32_t sum = 0;
    for (int filter = 0; filter <= m_filters; ++filter)
        starts[filter] = std::exchange(sum, sum + starts[filter]);
    const std::int32_t* const pixelStarts = m_pixelStarts.ids();
    for (std::int64_t pixel = 0; pixel < m_pixels; ++pixel) {
        const std::int64_t offset =
            sweep.from + pixel / sweep.columns * sweep.rowStep + pixel % sweep.columns * sweep.pixelStep;
        for (std::int32_t i = pixelStarts[pixel]; i < pixelStarts[pixel + 1]; ++i) {
            const std::int32_t at = starts[filters[i]]++;
            m_offsets.ids()[at] = std::int32_t(offset);
            m_sorted.data()[at] = m_values.data()[i];
        }
    }
    for (int filter = m_filters; filter > 0; --filter) // each start has moved to its end
        starts[filter] = starts[filter - 1];
    starts[0] = 0;
}

void SparseGradient::addKernelGradient(const Sweep& sweep, const float* picture, float* sums)
{
    sortByFilter(sweep);
    const std::int64_t depth = sparseDepth(sweep);
    for (int filter = 0; filter < m_filters; ++filter) {
        const std::int32_t first = m_filterStarts.ids()[filter];
        const std::int32_t count = m_filterStarts.ids()[filter + 1] - first;
        if (count > 0)
            forBlocks(sweep, [&](std::int64_t offset, std::int64_t turned, std::int64_t vectors) {
                addTermsOf(vectors)(sums + filter * depth + turned, picture + offset, m_offsets.ids() + first,
                                    m_sorted.data() + first, count);
            });
    }
}

void SparseGradient::scatter(const Sweep& sweep, const float* turned, float* picture)
{
    const std::int64_t depth = sparseDepth(sweep);
    for (std::int64_t i = 0; i < m_count; ++i)
        m_offsets.ids()[i] = std::int32_t(m_filter.ids()[i] * depth);
    for (std::int64_t pixel = 0; pixel < m_pixels; ++pixel) {
        const std::int32_t first = m_pixelStarts.ids()[pixel];
        const std::int32_t count = m_pixelStarts.ids()[pixel + 1] - first;
        float* const window = picture + sweep.from + pixel / sweep.columns * sweep.rowStep +
            pixel % sweep.columns * sweep.pixelStep;
        if (count > 0)
            forBlocks(sweep, [&](std::int64_t offset, std::int64_t at, std::int64_t vectors) {
                addTermsOf(vectors)(window + offset, turned + at, m_offsets.ids() + first,
                                    m_values.data() + first, count);
            });
    }
}

void SparseGradient::addBias(float* sums) const
{
    for (std::int64_t i = 0; i < m_count; ++i)
        sums[m_filter.ids()[i]] += m_values.data()[i];
}

std::int64_t sparseDepth(const Sweep& sweep)
{
    std::int64_t vectors = 0;
    for (const Stretch& stretch : sweep.stretches)
        vectors += vectorsOf(stretch);
    return vectors * vectorLanes;
}

void turnKernel(const Sweep& sweep, const float* kernel, int filters, float* turned)
{
    const std::int64_t depth = sparseDepth(sweep);
    std::fill_n(turned, depth * filters, 0.0f);
    for (const Stretch& stretch : sweep.stretches) {
        for (std::int64_t k = 0; k < stretch.length; ++k, kernel += filters)
            for (int filter = 0; filter < filters; ++filter)
                turned[filter * depth + k] = kernel[filter];
        turned += vectorsOf(stretch) * vectorLanes;
    }
}

void addTurnedBack(const Sweep& sweep, const float* turned, int filters, float* kernel)
{
    const std::int64_t depth = sparseDepth(sweep);
    for (const Stretch& stretch : sweep.stretches) {
        for (std::int64_t k = 0; k < stretch.length; ++k, kernel += filters)
            for (int filter = 0; filter < filters; ++filter)
                kernel[filter] += turned[filter * depth + k];
        turned += vectorsOf(stretch) * vectorLanes;
    }
}

} // namespace engine::ops
