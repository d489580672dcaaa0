#include "engine/ops/take_rows.h"

#include "engine/cuda/attach.h"
#include "engine/cuda/launch.h"

namespace engine::ops {

// take(where the value stands in the data, where in the batch) for every value of the rows.
template <class Take>
static void takeEach(const Tensor& rows, const ColumnLayout& layout, const Take& take)
{
    const std::int32_t* const numbers = rows.ids();
    const std::int64_t first = layout.first, stride = layout.stride, size = layout.size;
    cuda::forElements(rows.size() * size, [=] __device__(std::int64_t place) {
        const std::int64_t i = place / size;
        take(first + numbers[i] * stride + place - i * size, place);
    });
}

static void spread(const std::int32_t* words, const Tensor& rows, const ColumnLayout& layout, float* to)
{
    const std::int32_t* const numbers = rows.ids();
    const std::int64_t first = layout.first, stride = layout.stride, size = layout.size,
                       width = layout.oneHot;
    cuda::forElements(rows.size() * size * width, [=] __device__(std::int64_t place) {
        const std::int64_t id = place / width, i = id / size;
        to[place] = words[first + numbers[i] * stride + id - i * size] == place - id * width ? 1.0f : 0.0f;
    });
}

static void takeRowsCuda(const Tensor& data, const Tensor& rows, const ColumnLayout& layout, Tensor& out)
{
    const auto* const bytes = reinterpret_cast<const std::uint8_t*>(data.data());
    const std::int32_t* const words = data.ids();
    float* const to = out.data();
    std::int32_t* const ids = out.ids();
    switch (layout.values) {
    case ColumnLayout::Values::Bytes:
        return takeEach(rows, layout, [=] __device__(std::int64_t from, std::int64_t place) {
            to[place] = float(bytes[from]) / 255.0f;
        });
    case ColumnLayout::Values::Floats:
    case ColumnLayout::Values::Ids:
        return takeEach(rows, layout,
                        [=] __device__(std::int64_t from, std::int64_t place) { ids[place] = words[from]; });
    case ColumnLayout::Values::IdsAsNumbers:
        return takeEach(rows, layout, [=] __device__(std::int64_t from, std::int64_t place) {
            to[place] = float(words[from]);
        });
    case ColumnLayout::Values::OneHot:
        return spread(words, rows, layout, to);
    }
}

static const cuda::OnCuda attachTakeRows(takeRows, takeRowsCuda);

} // namespace engine::ops
