#include "engine/ops/place.h"

#include "engine/ops/pool_loops.h"

namespace engine::ops {

namespace {

void placePictureOnCpu(const Tensor& x, int top, int left, Tensor& y)
{
    assert(x.shape().rank() == 4 && y.shape().rank() == 4 && x.columns() == y.columns());
    const int height = x.shape()[1], width = x.shape()[2], channels = x.columns();
    const int rows = y.shape()[1], columns = y.shape()[2];
    const int first = std::clamp(left, 0, columns), last = std::clamp(left + width, first, columns);
    const std::int64_t rowSize = std::int64_t{columns} * channels;
    const float* const from = x.data();
    float* const to = y.data();
    forPictureRows(y.shape()[0], rows, rowSize, [=](std::int64_t i, int row) {
        float* const out = to + (i * rows + row) * rowSize;
        const int source = row - top;
        if (source < 0 || source >= height || first == last) {
            std::fill(out, out + rowSize, 0.0f);
            return;
        }
        const float* const in = from + ((i * height + source) * width + first - left) * channels;
        const std::int64_t begin = std::int64_t{first} * channels, end = std::int64_t{last} * channels;
        std::fill(out, out + begin, 0.0f);
        std::copy(in, in + (end - begin), out + begin);
        std::fill(out + end, out + rowSize, 0.0f);
    });
}

} // namespace

const Op<void(const Tensor&, int, int, Tensor&)> placePicture{"placePicture", placePictureOnCpu};

} // namespace engine::ops
