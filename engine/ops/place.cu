#include "engine/ops/place.h"

#include "engine/cuda/attach.h"
#include "engine/cuda/pictures.h"

namespace engine::ops {

namespace cuda = engine::cuda;

static void placePictureCuda(const Tensor& x, int top, int left, Tensor& y)
{
    const float* const values = x.data();
    float* const out = y.data();
    const int height = x.shape()[1], width = x.shape()[2], channels = x.shape()[3];
    const int rows = y.shape()[1], columns = y.shape()[2];
    cuda::forPictures(y.shape(), [=] __device__(int sample, int row, int column, int channel) {
        const int i = row - top, j = column - left;
        const bool inside = i >= 0 && i < height && j >= 0 && j < width;
        const std::int64_t from = (std::int64_t{sample} * height + i) * width + j;
        const std::int64_t to = (std::int64_t{sample} * rows + row) * columns + column;
        out[to * channels + channel] = inside ? values[from * channels + channel] : 0.0f;
    });
}

static const cuda::OnCuda attachPlacePicture(placePicture, placePictureCuda);

} // namespace engine::ops
