#include "engine/ops/gather.h"

#include "engine/ops/loops.h"

#include <cstring>

namespace engine::ops {

void gatherRows(const Tensor& source, std::span<const std::int32_t> rows, Tensor& out)
{
    const std::int64_t rowSize = source.rows() == 0 ? 0 : source.size() / source.rows();
    assert(out.size() == rowSize * std::int64_t(rows.size()) && out.type() == source.type());
    assert(source.device() == Device::Cpu && out.device() == Device::Cpu);
    const std::int32_t* const from = source.ids(); // both element types are copied as four bytes
    std::int32_t* const to = out.ids();
    forRows(std::int64_t(rows.size()), rowSize, [=](std::int64_t i) {
        std::memcpy(to + i * rowSize, from + rows[std::size_t(i)] * rowSize,
                    std::size_t(rowSize) * sizeof(std::int32_t));
    });
}

} // namespace engine::ops
