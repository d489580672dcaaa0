#pragma once

#include "engine/base/device_code.h"
#include "engine/cuda/launch.h"

#include <type_traits>
#include <utility>

// Products of matrices that need not lie in memory as such: their values are read from where they stand. A
// task has parts that are products of their own:
//   part(int) -> a value with
//     rows, columns     of the result
//     first, last       the range of depth to sum over
//     left, right       sides, see below
//     rowOf(row), finish(that, column, sum)   what becomes of a result
// A side gives the lines of one matrix (rows of the left one, columns of the right one):
//     depthFirst        whether neighbours in depth, not neighbouring lines, lie side by side in memory
//     line(int), step(int)   what a value needs to know of its line and its depth; either may be beyond the
//     end value(line, step)      never of a step beyond the end
// Every sum goes in the order of depth, so that it does not depend on the size of tiles.
namespace engine::cuda {

constexpr int tileDepth = 8, tileSide = 16; // a block is tileSide * tileSide threads
static_assert(tileSide * tileSide == blockThreads);
constexpr int tileSpace = 4; // behind a row of a tile, so that what a warp writes falls on different banks

// What one thread reads of a side's tile, first into registers: of one depth, every 32nd line.
template <class Side, int lines>
class TileReader {
    static constexpr int apart = blockThreads / tileDepth, count = lines / apart;

public:
    __device__ TileReader(const Side& side, int first) : m_side(side)
    {
        const int thread = int(threadIdx.x);
        m_depth = Side::depthFirst ? thread % tileDepth : thread / apart;
        m_line = Side::depthFirst ? thread / tileDepth : thread % apart;
        LOOM_UNROLL
        for (int i = 0; i < count; ++i)
            m_lines[i] = side.line(first + m_line + i * apart);
    }

    __device__ void read(int first, int last)
    {
        const int at = first + m_depth;
        const auto step = m_side.step(at); // even behind the last, so that it is worked out once
        LOOM_UNROLL
        for (int i = 0; i < count; ++i)
            m_values[i] = at < last ? m_side.value(m_lines[i], step) : 0.0f;
    }

    __device__ void write(float (*tile)[lines + tileSpace]) const
    {
        LOOM_UNROLL
        for (int i = 0; i < count; ++i)
            tile[m_depth][m_line + i * apart] = m_values[i];
    }

private:
    const Side& m_side;
    int m_depth, m_line;
    decltype(std::declval<const Side&>().line(0)) m_lines[count];
    float m_values[count];
};

template <int count>
struct alignas(sizeof(float) * count) Together { // read from shared memory at once
    float at[count];
};

// Each thread's results: `tall` rows, in groups of up to four, times `wide` columns.
template <int tall, int wide>
struct TileSums {
    static constexpr int rows = tileSide * tall, columns = tileSide * wide;
    float at[tall][wide] = {};

    __device__ static int row(int i)
    {
        return i / 4 * 4 * tileSide + int(threadIdx.x) / tileSide * 4 + i % 4;
    }
    __device__ static int column() { return int(threadIdx.x) % tileSide * wide; }

    __device__ void add(const float (*left)[rows + tileSpace], const float (*right)[columns + tileSpace])
    {
        LOOM_UNROLL
        for (int depth = 0; depth < tileDepth; ++depth) {
            const auto b = *reinterpret_cast<const Together<wide>*>(right[depth] + column());
            LOOM_UNROLL
            for (int group = 0; group < tall; group += 4) {
                const auto a = *reinterpret_cast<const Together<4>*>(left[depth] + row(group));
                LOOM_UNROLL
                for (int i = 0; i < 4; ++i)
                    LOOM_UNROLL
                for (int j = 0; j < wide; ++j)
                    at[group + i][j] += a.at[i] * b.at[j];
            }
        }
    }
};

struct Tiles {
    int down, across; // of one part
};

template <class Task, int tall, int wide>
__global__ void tileKernel(Task task, Tiles tiles)
{
    using Sums = TileSums<tall, wide>;
    // Two of each: one is filled while the other is read.
    alignas(16) __shared__ float lefts[2][tileDepth][Sums::rows + tileSpace];
    alignas(16) __shared__ float rights[2][tileDepth][Sums::columns + tileSpace];
    const int block = int(blockIdx.x);
    const int left = block % tiles.across * Sums::columns;
    const int top = block / tiles.across % tiles.down * Sums::rows;
    const auto part = task.part(block / tiles.across / tiles.down);
    if (top >= part.rows)
        return;

    TileReader<std::remove_cvref_t<decltype(part.left)>, Sums::rows> a(part.left, top);
    TileReader<std::remove_cvref_t<decltype(part.right)>, Sums::columns> b(part.right, left);
    Sums sums;
    a.read(part.first, part.last);
    b.read(part.first, part.last);
    for (int depth = part.first, turn = 0; depth < part.last; depth += tileDepth, turn = 1 - turn) {
        a.write(lefts[turn]);
        b.write(rights[turn]);
        __syncthreads();
        a.read(depth + tileDepth, part.last);
        b.read(depth + tileDepth, part.last);
        sums.add(lefts[turn], rights[turn]);
    }

    LOOM_UNROLL
    for (int i = 0; i < tall; ++i) {
        const int row = top + Sums::row(i);
        if (row >= part.rows)
            return;
        const auto out = part.rowOf(row);
        LOOM_UNROLL
        for (int j = 0; j < wide; ++j)
            if (const int column = left + Sums::column() + j; column < part.columns)
                part.finish(out, column, sums.at[i][j]);
    }
}

template <int tall, int wide, class Task>
void launchTiles(const Task& task, std::int64_t parts, int rows, int columns)
{
    using Sums = TileSums<tall, wide>;
    const Tiles tiles{int(divideUp(rows, Sums::rows)), int(divideUp(columns, Sums::columns))};
    launch(tileKernel<Task, tall, wide>, {dim3(unsigned(parts * tiles.down * tiles.across))}, task, tiles);
}

// All parts of the task, none of which has more rows and columns than these. Tiles are as large as still
// gives every multiprocessor of a large card something to do.
template <class Task>
void multiplyTiles(const Task& task, std::int64_t parts, int rows, int columns)
{
    constexpr int enough = 256;
    const bool narrow = columns <= 32;
    if (parts * divideUp(rows, 128) * divideUp(columns, narrow ? 32 : 64) >= enough)
        narrow ? launchTiles<8, 2>(task, parts, rows, columns)
               : launchTiles<8, 4>(task, parts, rows, columns);
    else
        narrow ? launchTiles<4, 2>(task, parts, rows, columns)
               : launchTiles<4, 4>(task, parts, rows, columns);
}

} // namespace engine::cuda
