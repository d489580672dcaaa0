#include "engine/ops/upsample.h"

#include "engine/cuda/attach.h"
#include "engine/cuda/pictures.h"
#include "engine/ops/enlarged_axis.h"

namespace engine::ops {

namespace cuda = engine::cuda;

static Shape enlarged(const Shape& shape, const Enlargement& by)
{
    return {shape[0], shape[1] * by.rows, shape[2] * by.columns, shape[3]};
}

static void repeatCuda(const Tensor& x, const Enlargement& by, Tensor& y)
{
    const float* const values = x.data();
    float* const out = y.data();
    const EnlargedAxes axes(x.shape(), by);
    const int channels = x.columns();
    cuda::forPictures(enlarged(x.shape(), by), [=] __device__(int sample, int row, int column, int channel) {
        const std::int64_t line = std::int64_t{sample} * axes.rows.input + row / axes.rows.times;
        const std::int64_t from = line * axes.columns.input + column / axes.columns.times;
        const std::int64_t to =
            (std::int64_t{sample} * axes.rows.output() + row) * axes.columns.output() + column;
        out[to * channels + channel] = values[from * channels + channel];
    });
}

static void blendCuda(const Tensor& x, const Enlargement& by, Tensor& y)
{
    const float* const values = x.data();
    float* const out = y.data();
    const EnlargedAxes axes(x.shape(), by);
    const int channels = x.columns();
    cuda::forPictures(enlarged(x.shape(), by), [=] __device__(int sample, int row, int column, int channel) {
        const float down = axes.rows.place(row), across = axes.columns.place(column);
        const int upper = int(down), lower = std::min(upper + 1, axes.rows.input - 1);
        const int left = int(across), right = std::min(left + 1, axes.columns.input - 1);
        const auto at = [&](int i, int j) {
            const std::int64_t line = std::int64_t{sample} * axes.rows.input + i;
            return values[(line * axes.columns.input + j) * channels + channel];
        };
        const float top = at(upper, left) + (at(upper, right) - at(upper, left)) * (across - float(left));
        const float low = at(lower, left) + (at(lower, right) - at(lower, left)) * (across - float(left));
        const std::int64_t to =
            (std::int64_t{sample} * axes.rows.output() + row) * axes.columns.output() + column;
        out[to * channels + channel] = top + (low - top) * (down - float(upper));
    });
}

static void upsampleCuda(const Tensor& x, const Enlargement& by, Tensor& y)
{
    by.bilinear ? blendCuda(x, by, y) : repeatCuda(x, by, y);
}

// Every input collects from the outputs it gave to.
static void upsampleBackwardCuda(const Tensor& gradY, const Enlargement& by, Tensor& gradX)
{
    const float* const gradient = gradY.data();
    float* const out = gradX.data();
    const EnlargedAxes axes(gradX.shape(), by);
    const int channels = gradX.columns();
    cuda::forPictures(gradX.shape(), [=] __device__(int sample, int row, int column, int channel) {
        const Span rows = axes.rows.outputs(row), columns = axes.columns.outputs(column);
        float sum = 0;
        for (int i = rows.first; i < rows.last; ++i) {
            const float down = axes.rows.weight(i, row);
            const std::int64_t line = std::int64_t{sample} * axes.rows.output() + i;
            for (int j = columns.first; j < columns.last; ++j)
                sum += down * axes.columns.weight(j, column) *
                    gradient[(line * axes.columns.output() + j) * channels + channel];
        }
        const std::int64_t line = std::int64_t{sample} * axes.rows.input + row;
        out[(line * axes.columns.input + column) * channels + channel] = sum;
    });
}

static const cuda::OnCuda attachUpsample(upsample, upsampleCuda);
static const cuda::OnCuda attachUpsampleBackward(upsampleBackward, upsampleBackwardCuda);

} // namespace engine::ops
