#include "engine/ops/conditional_affinities.h"

#include "engine/cuda/attach.h"
#include "engine/cuda/reduce.h"
#include "engine/ops/functions.h"

#include <cmath>
#include <limits>

namespace engine::ops {

namespace cuda = engine::cuda;

namespace {

struct Smaller {
    __device__ float operator()(float a, float b) const { return a < b ? a : b; }
};

// A row that a block works on together; every thread knows what was found.
struct AffinityRow {
    const float* distances;
    std::int64_t count;
    float nearest; // subtracted, so that no row vanishes as a whole

    __device__ AffinityRow(const float* of, std::int64_t columns) : distances(of), count(columns)
    {
        float least = distances[0];
        for (std::int64_t k = threadIdx.x; k < count; k += blockDim.x)
            least = Smaller()(least, distances[k]);
        nearest = cuda::combineBlock(least, Smaller());
    }
    __device__ float affinity(std::int64_t k, float b) const
    {
        return distances[k] < infiniteDistance ? exponential(-b * (distances[k] - nearest)) : 0.0f;
    }

    // A first guess: the mean distance decides the scale of b.
    __device__ float firstPrecision() const
    {
        float sum = 0, finite = 0;
        for (std::int64_t k = threadIdx.x; k < count; k += blockDim.x)
            if (distances[k] < infiniteDistance) {
                sum += distances[k] - nearest;
                finite += 1;
            }
        sum = cuda::sumOfBlock(sum);
        finite = cuda::sumOfBlock(finite);
        return sum > 0 ? finite / sum : 1.0f;
    }

    struct Sums {
        float affinities;
        double entropy;
    };
    __device__ Sums sumsFor(float b) const
    {
        float sum = 0, product = 0;
        for (std::int64_t k = threadIdx.x; k < count; k += blockDim.x) {
            const float p = affinity(k, b);
            sum += p;
            product += p > 0 ? p * (b * (distances[k] - nearest)) : 0.0f;
        }
        sum = cuda::sumOfBlock(sum);
        product = cuda::sumOfBlock(product);
        return {sum, log(double(sum)) + double(product) / double(sum)};
    }

    __device__ void write(float b, float sum, float* out) const
    {
        const float scale = 1.0f / sum;
        for (std::int64_t k = threadIdx.x; k < count; k += blockDim.x)
            out[k] = affinity(k, b) * scale;
    }
};

} // namespace

__device__ static void findPrecision(const AffinityRow& row, double entropy, float* out)
{
    double low = 0, high = std::numeric_limits<double>::infinity();
    double b = row.firstPrecision();
    AffinityRow::Sums sums = row.sumsFor(float(b));
    for (int i = 1; i < mostHalvings && fabs(sums.entropy - entropy) >= entropyTolerance; ++i) {
        (sums.entropy > entropy ? low : high) = b;
        const double next = high > 1e300 ? 2 * b : (low + high) / 2;
        if (float(next) == float(b) || next > 1e30)
            break; // equal distances: no precision reaches the entropy
        b = next;
        sums = row.sumsFor(float(b));
    }
    row.write(float(b), sums.affinities, out);
}

static void conditionalAffinitiesCuda(const Tensor& squaredDistances, float perplexity, Tensor& out)
{
    const std::int64_t columns = squaredDistances.columns();
    const float* const d = squaredDistances.data();
    float* const p = out.data();
    const double entropy = std::log(double(perplexity));
    cuda::forRows(squaredDistances.rows(), cuda::threadsFor(columns), [=] __device__(std::int64_t i) {
        findPrecision(AffinityRow(d + i * columns, columns), entropy, p + i * columns);
    });
}

static const cuda::OnCuda attachConditionalAffinities(conditionalAffinities, conditionalAffinitiesCuda);

} // namespace engine::ops
