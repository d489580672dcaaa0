#include "engine/ops/max_pool.h"

#include "engine/cuda/attach.h"
#include "engine/cuda/pictures.h"
#include "engine/ops/activation_function.h"
#include "engine/ops/max_pool_bytes.h"
#include "engine/ops/span.h"

namespace engine::ops {

namespace cuda = engine::cuda;

using Byte = std::uint8_t;

// The places that were chosen, so many from one picture to the next.
template <class Place>
struct Places {
    Place* first;
    std::int64_t step;
};

static bool fitsBytes(const Window& window)
{
    return window.area() <= 256;
}

static std::int64_t outputs(const Window& window, int channels)
{
    return std::int64_t{window.rows.output} * window.columns.output * channels;
}

template <class Place>
static void poolCuda(const Tensor& x, const Window& window, Tensor& y, const Places<Place>& chosen)
{
    const float* const values = x.data();
    float* const out = y.data();
    const int channels = x.columns();
    const std::int64_t perPicture = outputs(window, channels);
    cuda::forPictures(
        {x.rows(), window.rows.output, window.columns.output, channels},
        [=] __device__(int sample, int row, int column, int channel) {
            const Span rows = inside(window.rows, row), columns = inside(window.columns, column);
            const std::int64_t top = std::int64_t{sample} * window.rows.input + window.rows.start(row);
            float best = 0;
            int place = -1;
            for (int i = rows.first; i < rows.last; ++i) {
                const std::int64_t left = (top + i) * window.columns.input + window.columns.start(column);
                for (int j = columns.first; j < columns.last; ++j) {
                    const float value = values[(left + j) * channels + channel];
                    if (place < 0 || value > best || value != value) { // a NaN wins
                        best = value;
                        place = i * window.columns.size + j;
                    }
                }
            }
            const std::int64_t at = (std::int64_t{row} * window.columns.output + column) * channels + channel;
            out[sample * perPicture + at] = best;
            if (chosen.first)
                chosen.first[sample * chosen.step + at] = Place(place);
        });
}

// Every input looks for itself in the windows that cover it, in their order; given(output) is what one that
// chose it gives.
template <class Place, class Given>
static void collectCuda(const Places<const Place>& chosen, const Window& window, Tensor& gradX,
                        const Given& given)
{
    float* const out = gradX.data();
    const int channels = gradX.columns();
    const std::int64_t perPicture = outputs(window, channels);
    cuda::forPictures(gradX.shape(), [=] __device__(int sample, int row, int column, int channel) {
        const Span rows = covering(window.rows, row), columns = covering(window.columns, column);
        float sum = 0;
        for (int i = rows.first; i < rows.last; ++i)
            for (int j = columns.first; j < columns.last; ++j) {
                const std::int64_t at = (std::int64_t{i} * window.columns.output + j) * channels + channel;
                const int place =
                    (row - window.rows.start(i)) * window.columns.size + column - window.columns.start(j);
                if (chosen.first[sample * chosen.step + at] == Place(place))
                    sum += given(sample * perPicture + at);
            }
        const std::int64_t pixel =
            (std::int64_t{sample} * window.rows.input + row) * window.columns.input + column;
        out[pixel * channels + channel] = sum;
    });
}

static void maxPoolCuda(const Tensor& x, const Window& window, Tensor& y, Tensor& chosen)
{
    const std::int64_t step = outputs(window, x.columns());
    if (fitsBytes(window))
        poolCuda(x, window, y, Places<Byte>{reinterpret_cast<Byte*>(chosen.ids()), step});
    else
        poolCuda(x, window, y, Places<std::int32_t>{chosen.ids(), step});
}

static void maxPoolBackwardCuda(const Tensor& gradY, const Tensor& chosen, const Window& window,
                                Tensor& gradX)
{
    const std::int64_t step = outputs(window, gradX.columns());
    const float* const gradient = gradY.data();
    const auto given = [=] __device__(std::int64_t output) { return gradient[output]; };
    if (fitsBytes(window))
        collectCuda(Places<const Byte>{reinterpret_cast<const Byte*>(chosen.ids()), step}, window, gradX,
                    given);
    else
        collectCuda(Places<const std::int32_t>{chosen.ids(), step}, window, gradX, given);
}

void maxPoolBytes(const Tensor& x, const Window& pool, Tensor& y, Tensor& chosen)
{
    const std::int64_t step = std::int64_t{chosen.columns()} * sizeof(std::int32_t);
    poolCuda(x, pool, y, Places<Byte>{reinterpret_cast<Byte*>(chosen.ids()), step});
}

void maxPoolBytesBackward(const Tensor& y, const ActivationSpec& spec, const Window& pool,
                          const Tensor& chosen, Tensor& gradY, Tensor& gradX)
{
    const std::int64_t step = std::int64_t{chosen.columns()} * sizeof(std::int32_t);
    const float* const output = y.data();
    float* const gradient = gradY.data();
    const auto given =
        [=] __device__(std::int64_t i) { // asked for once: one input of a window is the chosen one
            return gradient[i] *= activationSlope(spec, output[i]);
        };
    collectCuda(Places<const Byte>{reinterpret_cast<const Byte*>(chosen.ids()), step}, pool, gradX, given);
}

static const cuda::OnCuda attachMaxPool(maxPool, maxPoolCuda);
static const cuda::OnCuda attachMaxPoolBackward(maxPoolBackward, maxPoolBackwardCuda);

} // namespace engine::ops
