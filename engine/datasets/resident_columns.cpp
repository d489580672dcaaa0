#include "engine/datasets/resident_columns.h"

#include <cstring>
#include <limits>

namespace engine {

namespace {

// Tensors hold elements of four bytes.
Tensor wordsOf(std::span<const std::byte> bytes)
{
    const std::size_t words = (bytes.size() + 3) / 4;
    Tensor tensor({static_cast<int>(words)}, ElementType::Int32);
    std::memcpy(tensor.ids(), bytes.data(), bytes.size());
    std::memset(reinterpret_cast<std::byte*>(tensor.ids()) + bytes.size(), 0, words * 4 - bytes.size());
    return tensor;
}

} // namespace

ResidentColumns::ResidentColumns(const Dataset& data, std::span<const std::string> columns, Device device,
                                 std::int64_t room)
    : m_device(device)
{
    std::map<const std::byte*, Tensor> sent;
    for (const std::string& name : columns) {
        const Column* const column = data.column(name);
        const std::span<const std::byte> values = column ? keptValues(*column) : std::span<const std::byte>();
        const auto bytes = static_cast<std::int64_t>(values.size());
        if (bytes == 0 || bytes / 4 >= std::numeric_limits<int>::max())
            continue;
        Tensor& there = sent[values.data()];
        if (there.empty()) {
            if (bytes > room)
                continue;
            there = wordsOf(values).to(device);
            room -= bytes;
        }
        m_columns[name] = {there, layoutOf(*column), column->signal};
    }
}

void ResidentColumns::complete(Batch& batch, std::span<const std::int32_t> rows) const
{
    for (auto& [name, values] : batch)
        values = values.to(m_device);
    if (m_columns.empty())
        return;
    const auto count = static_cast<int>(rows.size());
    const Tensor numbers = Tensor::ofIds({count}, rows).to(m_device);
    for (const auto& [name, column] : m_columns) {
        Tensor values(column.signal.shape.withBatch(count), column.signal.type, m_device);
        ops::takeRows(column.values, numbers, column.layout, values);
        batch[name] = std::move(values);
    }
}

} // namespace engine
