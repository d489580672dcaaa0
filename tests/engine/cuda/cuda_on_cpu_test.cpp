#include "engine/cuda/reduce.h"

#include "tests/engine/cuda/on_device.h"

#include <QTest>

#include <numeric>

// Our CUDA for the processor itself: that it does what a card does, and finds the mistakes it is there to
// find.

namespace {

constexpr const char* orderVariable = "LAYERLOOM_CUDA_ON_CPU_ORDER";

__global__ void reverseBlock(int* values)
{
    __shared__ int kept[256];
    const unsigned i = threadIdx.x;
    kept[i] = values[blockIdx.x * blockDim.x + i];
    __syncthreads();
    values[blockIdx.x * blockDim.x + i] = kept[blockDim.x - 1 - i];
}

__global__ void reverseWithoutBarrier(int* values)
{
    __shared__ int kept[256];
    kept[threadIdx.x] = values[threadIdx.x];
    values[threadIdx.x] = kept[blockDim.x - 1 - threadIdx.x];
}

__global__ void sumOfRow(const float* values, float* sums)
{
    const float sum = engine::cuda::sumOfBlock(values[blockIdx.x * blockDim.x + threadIdx.x]);
    if (threadIdx.x == 0)
        sums[blockIdx.x] = sum;
}

__global__ void laneFunctions(unsigned* out)
{
    const unsigned lane = threadIdx.x, all = 0xffffffffU;
    unsigned* const mine = out + lane * 8;
    mine[0] = __shfl_sync(all, lane, 5);
    mine[1] = __shfl_up_sync(all, lane, 3);
    mine[2] = __shfl_down_sync(all, lane, 3, 8);
    mine[3] = __shfl_xor_sync(all, lane, 16);
    mine[4] = __ballot_sync(all, lane % 2);
    mine[5] = unsigned(__any_sync(all, lane == 31)) + 2 * unsigned(__all_sync(all, lane == 31));
    mine[6] = unsigned(__double_as_longlong(__shfl_sync(all, double(lane) / 3, 30)) >> 32);
    if (lane >= 24) // the others of the warp are not asked
        mine[7] = __shfl_xor_sync(0xff000000U, lane, 1);
}

// Threads beyond the count leave before the barrier.
__global__ void leaveEarly(int count, int* out)
{
    if (int(threadIdx.x) >= count)
        return;
    __shared__ int last;
    if (int(threadIdx.x) == count - 1)
        last = 7;
    __syncthreads();
    out[threadIdx.x] = last;
}

__global__ void waitApart()
{
    if (threadIdx.x < 32)
        __syncthreads();
    else
        __syncwarp();
    if (threadIdx.x == 40)
        __shfl_sync(0xffffffffU, 1, 0);
    else
        __syncthreads();
}

__global__ void useShared(float* out)
{
    float* const memory = engine::cuda::dynamicShared();
    memory[threadIdx.x] = float(threadIdx.x);
    __syncthreads();
    out[threadIdx.x] = memory[blockDim.x - 1 - threadIdx.x];
}

} // namespace

class CudaOnCpuTest : public QObject {
    Q_OBJECT

private slots:
    void init()
    {
        qunsetenv(orderVariable);
        cudaDeviceReset();
    }

    void barriersHoldInEveryOrder_data() { orders(); }
    void barriersHoldInEveryOrder()
    {
        QFETCH(QByteArray, order);
        qputenv(orderVariable, order);
        std::vector<int> numbers(1024);
        std::iota(numbers.begin(), numbers.end(), 0);
        const OnDevice<int> values(numbers);
        QCOMPARE(start(reverseBlock, 4, 256, nullptr, 0, values.data()), cudaSuccess);
        for (int block = 0; block < 4; ++block)
            std::reverse(numbers.begin() + block * 256, numbers.begin() + (block + 1) * 256);
        QCOMPARE(values.values(), numbers);
    }

    void aMissingBarrierShows()
    {
        std::vector<int> numbers(256);
        std::iota(numbers.begin(), numbers.end(), 0);
        const OnDevice<int> values(numbers);
        QCOMPARE(start(reverseWithoutBarrier, 1, 256, nullptr, 0, values.data()), cudaSuccess);
        std::reverse(numbers.begin(), numbers.end());
        QVERIFY(values.values() != numbers);
    }

    void sumsOfBlocksAreTheSameInEveryOrder_data() { orders(); }
    void sumsOfBlocksAreTheSameInEveryOrder()
    {
        QFETCH(QByteArray, order);
        constexpr int threads = 160, rows = 3;
        std::vector<float> numbers(threads * rows);
        for (std::size_t i = 0; i < numbers.size(); ++i)
            numbers[i] = 1 / (1 + float(i * 37 % 101));
        const OnDevice<float> values(numbers), sums(rows), again(rows);
        QCOMPARE(start(sumOfRow, rows, threads, nullptr, 0, values.data(), sums.data()), cudaSuccess);
        qputenv(orderVariable, order);
        QCOMPARE(start(sumOfRow, rows, threads, nullptr, 0, values.data(), again.data()), cudaSuccess);
        QCOMPARE(again.values(), sums.values());
        for (int row = 0; row < rows; ++row) {
            const double right =
                std::accumulate(&numbers[row * threads], &numbers[row * threads] + threads, 0.0);
            QVERIFY(std::abs(sums.values()[row] - right) < 1e-5 * right);
        }
    }

    void lanesSeeEachOther_data() { orders(); }
    void lanesSeeEachOther()
    {
        QFETCH(QByteArray, order);
        qputenv(orderVariable, order);
        const OnDevice<unsigned> out(32 * 8);
        QCOMPARE(start(laneFunctions, 1, 32, nullptr, 0, out.data()), cudaSuccess);
        const std::vector<unsigned> got = out.values();
        for (unsigned lane = 0; lane < 32; ++lane) {
            const unsigned* const mine = &got[lane * 8];
            QCOMPARE(mine[0], 5U);
            QCOMPARE(mine[1], lane < 3 ? lane : lane - 3);
            QCOMPARE(mine[2], lane % 8 < 5 ? lane + 3 : lane);
            QCOMPARE(mine[3], lane ^ 16U);
            QCOMPARE(mine[4], 0xaaaaaaaaU);
            QCOMPARE(mine[5], 1U);
            QCOMPARE(mine[6], unsigned(std::bit_cast<std::uint64_t>(10.0) >> 32));
            QCOMPARE(mine[7], lane < 24 ? 0U : lane ^ 1U);
        }
    }

    void threadsThatEndedCountAsArrived()
    {
        const OnDevice<int> out(100);
        QCOMPARE(start(leaveEarly, 1, 128, nullptr, 0, 100, out.data()), cudaSuccess);
        QCOMPARE(out.values(), std::vector<int>(100, 7));
    }

    void aDeadlockIsReported()
    {
        QCOMPARE(start(waitApart, 1, 64, nullptr, 0), cudaSuccess);
        QCOMPARE(cudaDeviceSynchronize(), cudaErrorLaunchFailure);
        const OnDevice<int> out(1);
        QCOMPARE(out.data(), nullptr);
        cudaDeviceReset();
        QCOMPARE(start(leaveEarly, 1, 1, nullptr, 0, 0, out.data()), cudaSuccess);
    }

    void muchSharedMemoryMustBeAskedFor()
    {
        constexpr int threads = 512;
        const OnDevice<float> out(threads);
        QCOMPARE(start(useShared, 1, threads, nullptr, 48 << 10, out.data()), cudaSuccess);
        QCOMPARE(start(useShared, 1, threads, nullptr, 50 << 10, out.data()), cudaErrorInvalidValue);
        QCOMPARE(cudaFuncSetAttribute(useShared, cudaFuncAttributeMaxDynamicSharedMemorySize, 50 << 10),
                 cudaSuccess);
        QCOMPARE(start(useShared, 1, threads, nullptr, 50 << 10, out.data()), cudaSuccess);
        QCOMPARE(out.values().front(), float(threads - 1));
        QCOMPARE(cudaFuncSetAttribute(useShared, cudaFuncAttributeMaxDynamicSharedMemorySize, 48 << 10),
                 cudaSuccess);
        QCOMPARE(start(useShared, 1, threads, nullptr, threads * 4 - 4, out.data()), cudaSuccess);
        QCOMPARE(cudaDeviceSynchronize(), cudaErrorLaunchFailure);
    }

private:
    static void orders()
    {
        QTest::addColumn<QByteArray>("order");
        for (const char* order : {"ascending", "descending", "shuffled"})
            QTest::newRow(order) << QByteArray(order);
    }
};

QTEST_GUILESS_MAIN(CudaOnCpuTest)
#include "cuda_on_cpu_test.moc"
