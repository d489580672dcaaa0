#include "engine/ops/matmul.h"

#include "engine/ops/loops.h"
#include "engine/ops/matmul_lines.h"
#include "engine/ops/matmul_skinny.h"

#include <atomic>
#include <thread>

namespace engine::ops {

namespace {

// So deep a panel of the right matrix stays in the first-level cache while the rows of the left pass by.
constexpr std::int64_t maxDepth = 384;
// Products of fewer multiplications are not worth a second thread, or packing.
constexpr std::int64_t serialLimit = 400'000;
constexpr std::int64_t plainLimit = 1024;
constexpr std::int64_t packedLimit = std::int64_t{1} << 23; // values of the side that is packed whole

// One product. The shorter side is packed first, whole and by all threads; the tasks then cut the longer
// side, and each packs what it needs of it. Every element of the result is added up in the order of depth,
// whoever does it.
class Product {
public:
    Product(const Lines& left, const Lines& right, std::int64_t depth, const OutBlock& block)
        : m_left(left), m_right(right), m_depth(depth), m_out(block),
          m_leftPanels(divideUp(left.count, maxTileRows)), m_rightPanels(divideUp(right.count, tileColumns)),
          m_chunks(divideUp(depth, maxDepth)), m_chunkDepth(divideUp(divideUp(depth, m_chunks), 16) * 16),
          m_sharedIsLeft(left.count <= right.count),
          m_shared({int(m_chunks * sharedPanels() * (m_sharedIsLeft ? leftSlot() : rightSlot()))})
    {
        m_chunks = divideUp(depth, m_chunkDepth);
    }

    void run()
    {
        const std::int64_t panels = m_sharedIsLeft ? m_rightPanels : m_leftPanels;
        const std::int64_t group = std::clamp<std::int64_t>(panels / 16, 1, m_sharedIsLeft ? 4 : 8);
        const std::int64_t packs = m_chunks * sharedPanels();
        const std::int64_t tasks = divideUp(panels, group);
        const auto piece = [&](std::int64_t i) {
            if (i < packs)
                packShared(i);
            else
                runTask(packs, (i - packs) * group, std::min(panels, (i - packs + 1) * group));
        };
        if (m_left.count * m_right.count * m_depth < serialLimit)
            for (std::int64_t i = 0; i < packs + tasks; ++i)
                piece(i);
        else
            parallel(packs + tasks, piece);
    }

private:
    std::int64_t sharedPanels() const { return m_sharedIsLeft ? m_leftPanels : m_rightPanels; }
    std::int64_t leftSlot() const { return divideUp(maxTileRows * m_chunkDepth + panelSlack, 16) * 16; }
    std::int64_t rightSlot() const { return divideUp(tileColumns * m_chunkDepth + panelSlack, 16) * 16; }
    std::int64_t depthOf(std::int64_t chunk) const
    {
        return std::min(m_chunkDepth, m_depth - chunk * m_chunkDepth);
    }
    // Rows are spread evenly, because a panel of few rows keeps the processor no less busy than a full one.
    std::int64_t leftStart(std::int64_t panel) const { return panel * m_left.count / m_leftPanels; }
    int leftRows(std::int64_t panel) const { return int(leftStart(panel + 1) - leftStart(panel)); }
    int rightColumns(std::int64_t panel) const
    {
        return int(std::min<std::int64_t>(tileColumns, m_right.count - panel * tileColumns));
    }
    // Half a tile wide when that is enough.
    static int rightWidth(int columns) { return columns <= vectorLanes ? vectorLanes : tileColumns; }

    void packLeft(std::int64_t chunk, std::int64_t panel, float* to) const
    {
        const int rows = leftRows(panel);
        packPanel(m_left.from(leftStart(panel), chunk * m_chunkDepth), rows, rows, depthOf(chunk), to);
    }
    void packRight(std::int64_t chunk, std::int64_t panel, float* to) const
    {
        const int columns = rightColumns(panel);
        packPanel(m_right.from(panel * tileColumns, chunk * m_chunkDepth), columns, rightWidth(columns),
                  depthOf(chunk), to);
    }

    void packShared(std::int64_t i)
    {
        const std::int64_t chunk = i / sharedPanels();
        const std::int64_t panel = i % sharedPanels();
        if (m_sharedIsLeft)
            packLeft(chunk, panel, m_shared.data() + i * leftSlot());
        else
            packRight(chunk, panel, m_shared.data() + i * rightSlot());
        m_packed.fetch_add(1, std::memory_order_release);
    }

    // Pieces are taken in order, so whatever is still missing is being packed by a thread that waits for
    // nobody.
    void awaitShared(std::int64_t packs) const
    {
        while (m_packed.load(std::memory_order_acquire) < packs)
            std::this_thread::yield();
    }

    void runTask(std::int64_t packs, std::int64_t first, std::int64_t last)
    {
        const std::int64_t slot = m_sharedIsLeft ? rightSlot() : leftSlot();
        Tensor own({int((last - first) * slot)});
        for (std::int64_t chunk = 0; chunk < m_chunks; ++chunk) {
            for (std::int64_t panel = first; panel < last; ++panel)
                if (m_sharedIsLeft)
                    packRight(chunk, panel, own.data() + (panel - first) * slot);
                else
                    packLeft(chunk, panel, own.data() + (panel - first) * slot);
            if (chunk == 0)
                awaitShared(packs);
            const float* const shared =
                m_shared.data() + chunk * sharedPanels() * (m_sharedIsLeft ? leftSlot() : rightSlot());
            if (m_sharedIsLeft)
                multiplyBlock(chunk, {0, m_leftPanels}, shared, {first, last}, own.data());
            else
                multiplyBlock(chunk, {first, last}, own.data(), {0, m_rightPanels}, shared);
        }
    }

    struct Range {
        std::int64_t first;
        std::int64_t last;
    };

    void multiplyBlock(std::int64_t chunk, Range rows, const float* left, Range columns,
                       const float* right) const
    {
        for (std::int64_t j = columns.first; j < columns.last; ++j)
            for (std::int64_t i = rows.first; i < rows.last; ++i)
                multiplyPanels(chunk, i, left + (i - rows.first) * leftSlot(), j,
                               right + (j - columns.first) * rightSlot());
    }

    void multiplyPanels(std::int64_t chunk, std::int64_t i, const float* left, std::int64_t j,
                        const float* right) const
    {
        const int columns = rightColumns(j);
        const int width = rightWidth(columns);
        const int rows = leftRows(i);
        const TileFunction multiply =
            width == tileColumns ? tileFunction<tileVectors>(rows) : tileFunction<1>(rows);
        const OutBlock block{m_out.out + leftStart(i) * m_out.step + j * tileColumns, m_out.step,
                             chunk == 0 ? m_out.scale : 1.0f};
        if (columns == width) {
            multiply(depthOf(chunk), left, right, width, block);
        } else { // a narrow block takes a detour, because tiles are written whole
            std::array<float, maxTileRows * tileColumns> tile;
            multiply(depthOf(chunk), left, right, width, {tile.data(), width, 0.0f});
            addNarrow(tile.data(), width, rows, columns, block);
        }
    }

    static void addNarrow(const float* tile, int width, int rows, int columns, const OutBlock& block)
    {
        for (int r = 0; r < rows; ++r)
            for (int c = 0; c < columns; ++c) {
                float& to = block.out[r * block.step + c];
                to = tile[r * width + c] + (block.scale == 0.0f ? 0.0f : block.scale * to);
            }
    }

    Lines m_left;
    Lines m_right;
    std::int64_t m_depth;
    OutBlock m_out;
    std::int64_t m_leftPanels;
    std::int64_t m_rightPanels;
    std::int64_t m_chunks;
    std::int64_t m_chunkDepth;
    bool m_sharedIsLeft;
    Tensor m_shared;
    std::atomic<std::int64_t> m_packed = 0;
};

// In segments of depth, so that the packed side stays small whatever the sizes.
void multiplyPacked(const Lines& left, const Lines& right, std::int64_t depth, OutBlock block)
{
    const std::int64_t shorter = std::min(left.count, right.count);
    const std::int64_t segment = std::max(maxDepth, packedLimit / shorter / maxDepth * maxDepth);
    for (std::int64_t k = 0; k < depth; k += segment) {
        Product(left.from(0, k), right.from(0, k), std::min(segment, depth - k), block).run();
        block.scale = 1.0f;
    }
}

} // namespace

void multiplyLines(const Lines& left, const Lines& right, std::int64_t depth, const OutBlock& block)
{
    if (left.count == 0 || right.count == 0)
        return;
    if (left.count * right.count * depth <= plainLimit)
        multiplyPlainly(left, right, depth, block);
    else if (left.count <= fewRows && left.count < right.count)
        multiplyFewRows(left, right, depth, block);
    else
        multiplyPacked(left, right, depth, block);
}

namespace {

void matmulOnCpu(const Tensor& a, bool transposeA, const Tensor& b, bool transposeB, float scale, Tensor& out)
{
    const std::int64_t aColumns = a.columns();
    const std::int64_t bColumns = b.columns();
    const std::int64_t rows = transposeA ? aColumns : rowCount(a);
    const std::int64_t depth = transposeA ? rowCount(a) : aColumns;
    const std::int64_t columns = transposeB ? rowCount(b) : bColumns;
    assert(depth == (transposeB ? bColumns : rowCount(b)));
    assert(out.size() == rows * columns && (out.columns() == columns || out.size() == 0));

    const Lines left{a.data(), rows, transposeA ? 1 : aColumns, transposeA ? aColumns : 1, a.size()};
    const Lines right{b.data(), columns, transposeB ? bColumns : 1, transposeB ? 1 : bColumns, b.size()};
    if (columns == 1) // a column is a row when turned: the right side is then the long one
        multiplyLines(right, left, depth, {out.data(), rows, scale});
    else
        multiplyLines(left, right, depth, {out.data(), columns, scale});
}

} // namespace

const Op<void(const Tensor&, bool, const Tensor&, bool, float, Tensor&)> matmul{"matmul", matmulOnCpu};

} // namespace engine::ops
