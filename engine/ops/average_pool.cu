#include "engine/ops/average_pool.h"

#include "engine/cuda/attach.h"
#include "engine/cuda/pictures.h"
#include "engine/ops/span.h"

namespace engine::ops {

namespace cuda = engine::cuda;

static void averagePoolCuda(const Tensor& x, const Window& window, Tensor& y)
{
    const float* const values = x.data();
    float* const out = y.data();
    const int channels = x.columns();
    cuda::forPictures(
        {x.rows(), window.rows.output, window.columns.output, channels},
        [=] __device__(int sample, int row, int column, int channel) {
            const Span rows = inside(window.rows, row), columns = inside(window.columns, column);
            const std::int64_t top = std::int64_t{sample} * window.rows.input + window.rows.start(row);
            float sum = 0;
            for (int i = rows.first; i < rows.last; ++i) {
                const std::int64_t left = (top + i) * window.columns.input + window.columns.start(column);
                float rowSum = 0; // so that the sum over a large picture stays exact
                for (int j = columns.first; j < columns.last; ++j)
                    rowSum += values[(left + j) * channels + channel];
                sum += rowSum;
            }
            const std::int64_t line = std::int64_t{sample} * window.rows.output + row;
            out[(line * window.columns.output + column) * channels + channel] =
                sum / (float(rows.count()) * float(columns.count()));
        });
}

static void averagePoolBackwardCuda(const Tensor& gradY, const Window& window, Tensor& gradX)
{
    const float* const gradient = gradY.data();
    float* const out = gradX.data();
    const int channels = gradX.columns();
    cuda::forPictures(gradX.shape(), [=] __device__(int sample, int row, int column, int channel) {
        const Span rows = covering(window.rows, row), columns = covering(window.columns, column);
        float sum = 0;
        for (int i = rows.first; i < rows.last; ++i) {
            const std::int64_t line = std::int64_t{sample} * window.rows.output + i;
            const auto height = float(inside(window.rows, i).count());
            for (int j = columns.first; j < columns.last; ++j) {
                const auto width = float(inside(window.columns, j).count());
                sum += gradient[(line * window.columns.output + j) * channels + channel] / (height * width);
            }
        }
        const std::int64_t line = std::int64_t{sample} * window.rows.input + row;
        out[(line * window.columns.input + column) * channels + channel] = sum;
    });
}

static const cuda::OnCuda attachAveragePool(averagePool, averagePoolCuda);
static const cuda::OnCuda attachAveragePoolBackward(averagePoolBackward, averagePoolBackwardCuda);

} // namespace engine::ops
