#include "engine/ops/packed_kernel.h"

#include "engine/ops/loops.h"

namespace engine::ops {

namespace {

constexpr std::int64_t maxDepth = 4096 / tileColumns; // half of the first-level cache
constexpr std::int64_t fewUses = 32; // of a value: not worth the copy
constexpr std::int64_t packGrain = 32768;

// out = left * right, where the rows of all lie `step` floats apart; added to what is there on request.
template <int rows, int vectors>
void multiplyRows(std::int64_t depth, Rows<const float> left, Rows<const float> right, Rows<float> out,
                  bool adds)
{
    Vector sums[rows][vectors] = {};
    for (std::int64_t k = 0; k < depth; ++k) {
        Vector row[vectors];
#pragma GCC unroll 4
        for (int v = 0; v < vectors; ++v)
            row[v] = load(right.data + v * vectorLanes);
#pragma GCC unroll 16
        for (int r = 0; r < rows; ++r)
#pragma GCC unroll 4
            for (int v = 0; v < vectors; ++v)
                sums[r][v] += left.data[r * left.step + k] * row[v];
        right.data += right.step;
    }

#pragma GCC unroll 16
    for (int r = 0; r < rows; ++r)
#pragma GCC unroll 4
        for (int v = 0; v < vectors; ++v) {
            float* const to = out.data + r * out.step + v * vectorLanes;
            store(to, adds ? load(to) + sums[r][v] : sums[r][v]);
        }
}

using RowTile = void (*)(std::int64_t, Rows<const float>, Rows<const float>, Rows<float>, bool);

template <int vectors>
RowTile rowTile(int rows)
{
    static constexpr auto table = []<int... row>(std::integer_sequence<int, row...>)
    {
        return std::array<RowTile, maxTileRows>{multiplyRows<row + 1, vectors>...};
    }
    (std::make_integer_sequence<int, maxTileRows>());
    return table[std::size_t(rows - 1)];
}

RowTile rowTile(int rows, int width)
{
    return width == vectorLanes ? rowTile<1>(rows) : rowTile<tileVectors>(rows);
}

} // namespace

PackedKernel::PackedKernel(const Lines& columns, std::int64_t depth, std::int64_t uses)
    : m_columns(columns), m_depth(depth), m_chunks(divideUp(depth, maxDepth)),
      m_chunkDepth(divideUp(depth, m_chunks)),
      m_slot(divideUp(m_chunkDepth * tileColumns + panelSlack, 16) * 16),
      m_firstPacked(columns.lineStep == 1 && uses <= fewUses ? columns.count / tileColumns : 0)
{
    const std::int64_t count = panels() - m_firstPacked; // whole panels need no copy, a narrow one does
    if (count == 0)
        return;
    m_packed = Tensor({int(m_chunks * count * m_slot)});
    const std::int64_t grain = std::max<std::int64_t>(1, packGrain / m_slot);
    parallelRanges(m_chunks * count, grain, [&](std::int64_t i, std::int64_t last) {
        for (; i < last; ++i)
            pack(i / count, m_firstPacked + i % count);
    });
}

std::int64_t PackedKernel::panels() const
{
    return divideUp(m_columns.count, tileColumns);
}

std::int64_t PackedKernel::depthOf(std::int64_t chunk) const
{
    return std::min(m_chunkDepth, m_depth - chunk * m_chunkDepth);
}

std::int64_t PackedKernel::slot(std::int64_t chunk, std::int64_t panel) const
{
    return (chunk * (panels() - m_firstPacked) + panel - m_firstPacked) * m_slot;
}

PackedKernel::Panel PackedKernel::panel(std::int64_t chunk, std::int64_t i) const
{
    const int columns = int(std::min<std::int64_t>(tileColumns, m_columns.count - i * tileColumns));
    if (i < m_firstPacked) {
        const Lines from = m_columns.from(i * tileColumns, chunk * m_chunkDepth);
        return {from.data, from.depthStep, depthOf(chunk), columns, columns};
    }
    const int width = columns <= vectorLanes ? vectorLanes : tileColumns;
    return {m_packed.data() + slot(chunk, i), width, depthOf(chunk), columns, width};
}

void PackedKernel::pack(std::int64_t chunk, std::int64_t i)
{
    const Panel to = panel(chunk, i);
    packPanel(m_columns.from(i * tileColumns, chunk * m_chunkDepth), to.columns, to.width, to.depth,
              m_packed.data() + slot(chunk, i));
}

void PackedKernel::multiply(int count, Rows<const float> left, Rows<float> out, bool adds) const
{
    const int tiles = int(divideUp(count, maxTileRows));
    for (std::int64_t chunk = 0; chunk < m_chunks; ++chunk)
        for (std::int64_t i = 0; i < panels(); ++i) {
            const Panel right = panel(chunk, i);
            for (int tile = 0; tile < tiles; ++tile) {
                const int first = tile * count / tiles, rows = (tile + 1) * count / tiles - first;
                multiplyTile(right, rows, {left.data + first * left.step + chunk * m_chunkDepth, left.step},
                             {out.data + first * out.step + i * tileColumns, out.step}, adds || chunk > 0);
            }
        }
}

void PackedKernel::multiplyTile(const Panel& right, int rows, Rows<const float> left, Rows<float> out,
                                bool adds)
{
    const RowTile multiply = rowTile(rows, right.width);
    const Rows<const float> values{right.values, right.step};
    if (right.columns == right.width)
        return multiply(right.depth, left, values, out, adds);
    alignas(64) std::array<float, maxTileRows * tileColumns> tile; // they are written whole
    multiply(right.depth, left, values, {tile.data(), right.width}, false);
    for (int r = 0; r < rows; ++r)
        for (int c = 0; c < right.columns; ++c) {
            float& to = out.data[r * out.step + c];
            to = tile[std::size_t(r * right.width + c)] + (adds ? to : 0.0f);
        }
}

} // namespace engine::ops
