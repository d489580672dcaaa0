#include "engine/ops/draw_classes.h"

#include "engine/cuda/attach.h"
#include "engine/cuda/select.h"
#include "engine/ops/class_chance.h"

#include <algorithm>

namespace engine::ops {

namespace cuda = engine::cuda;

struct Draw {
    const std::int32_t *targets, *limits, *others;
    std::int64_t targetCount;
    RandomKey key;
    std::int32_t *ids, *draws;
    std::int64_t count; // of ids
    int classes;

    __device__ std::int32_t draw(const RandomKey& own, std::int64_t index) const
    {
        return drawnClass(limits, others, std::uint64_t(classes), own.bits(std::uint64_t(index)));
    }
};

// The targets take part one after another, which one thread of the block does for all.
__device__ static RandomKey keyOf(const Draw& all)
{
    constexpr int tileSize = 1024;
    __shared__ std::int32_t tile[tileSize];
    __shared__ std::uint64_t mixed;
    if (threadIdx.x == 0)
        mixed = 0;
    for (std::int64_t start = 0; start < all.targetCount; start += tileSize) {
        const std::int64_t left = all.targetCount - start;
        const int size = left < tileSize ? int(left) : tileSize;
        for (int i = int(threadIdx.x); i < size; i += int(blockDim.x))
            tile[i] = all.targets[start + i];
        __syncthreads();
        if (threadIdx.x == 0)
            for (int i = 0; i < size; ++i)
                mixed = mixedWith(mixed, tile[i]);
        __syncthreads();
    }
    __syncthreads();
    return all.key.with(mixed);
}

// Each by itself; `draws` then is how many a sample has.
static __global__ void drawKernel(Draw all, int draws)
{
    const RandomKey own = keyOf(all);
    const std::int64_t step = std::int64_t{gridDim.x} * blockDim.x;
    for (std::int64_t i = std::int64_t{blockIdx.x} * blockDim.x + threadIdx.x; i < all.count; i += step)
        all.ids[i] = all.draw(own, i);
    if (blockIdx.x == 0 && threadIdx.x == 0)
        *all.draws = draws;
}

// One block draws as many as it has threads at once. Those count that differ from all before them, as if
// drawn one by one.
static __global__ void drawDistinctKernel(Draw all)
{
    __shared__ std::int32_t drawn[1024];
    const RandomKey own = keyOf(all);
    const int mine = int(threadIdx.x);
    int found = 0;
    for (std::int64_t start = 0; found < all.count; start += blockDim.x) {
        const std::int32_t id = drawn[mine] = all.draw(own, start + mine);
        __syncthreads();
        bool isNew = true;
        for (int i = 0; i < found && isNew; ++i)
            isNew = all.ids[i] != id;
        for (int i = 0; i < mine && isNew; ++i)
            isNew = drawn[i] != id;
        int total = 0;
        const int place = found + cuda::rankInBlock(isNew, total);
        if (isNew && place < all.count)
            all.ids[place] = id;
        if (isNew && place + 1 == all.count)
            *all.draws = std::int32_t(start + mine + 1);
        found += total;
        __syncthreads();
    }
}

static void drawClassesCuda(const Tensor& targets, const ClassTable& table, RandomKey key,
                            DrawnClasses& drawn)
{
    const Draw all{targets.ids(),   table.limits.ids(), table.others.ids(), targets.size(), key,
                   drawn.ids.ids(), drawn.draws.ids(),  drawn.ids.size(),   table.classes()};
    if (drawn.ids.shape().rank() == 1) {
        const int threads = cuda::threadsFor(2 * drawn.ids.size(), 1024);
        cuda::launch(drawDistinctKernel, {dim3(1), dim3(unsigned(threads))}, all);
        return;
    }
    constexpr std::int64_t mostBlocks = 128; // each of them finds the key
    const auto blocks = unsigned(
        std::clamp(cuda::divideUp(drawn.ids.size(), cuda::blockThreads), std::int64_t{1}, mostBlocks));
    cuda::launch(drawKernel, {dim3(blocks), dim3(cuda::blockThreads)}, all, drawn.ids.columns());
}

static void classShiftCuda(const Tensor& ids, const ClassTable& table, const DrawnClasses& drawn,
                           Tensor& shift)
{
    const ClassChance chance{reinterpret_cast<const double*>(table.chances.ids()), table.classes(),
                             drawn.ids.shape().rank() == 1};
    const std::int32_t *const id = ids.ids(), *const draws = drawn.draws.ids();
    float* const to = shift.data();
    cuda::forElements(ids.size(), [=] __device__(std::int64_t i) { to[i] = chance.shift(id[i], *draws); });
}

static const cuda::OnCuda attachDrawClasses(drawClasses, drawClassesCuda);
static const cuda::OnCuda attachClassShift(classShift, classShiftCuda);

} // namespace engine::ops
