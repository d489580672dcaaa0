#include "engine/cuda/reduce.h"

#include <QTest>
#include <cublas_v2.h>

#include <array>
#include <numeric>
#include <vector>

// Our CUDA for the processor itself: that it does what a card does, and finds the mistakes it is there to
// find.

namespace {

constexpr const char* orderVariable = "LAYERLOOM_CUDA_ON_CPU_ORDER";

// A vector on the device.
template <class T>
class OnDevice {
public:
    explicit OnDevice(const std::vector<T>& values) : m_count(values.size())
    {
        cudaMalloc(&m_memory, m_count * sizeof(T));
        cudaMemcpy(m_memory, values.data(), m_count * sizeof(T), cudaMemcpyHostToDevice);
    }
    explicit OnDevice(std::size_t count) : OnDevice(std::vector<T>(count)) {}
    ~OnDevice() { cudaFree(m_memory); }
    OnDevice(const OnDevice&) = delete;
    OnDevice& operator=(const OnDevice&) = delete;

    T* data() const { return m_memory; }
    std::vector<T> values() const
    {
        std::vector<T> values(m_count);
        cudaMemcpy(values.data(), m_memory, m_count * sizeof(T), cudaMemcpyDeviceToHost);
        return values;
    }

private:
    T* m_memory = nullptr;
    std::size_t m_count;
};

template <class... Parameters, class... Arguments>
cudaError_t start(void (*kernel)(Parameters...), dim3 grid, dim3 block, cudaStream_t stream,
                  std::size_t sharedBytes, Arguments... arguments)
{
    std::tuple<Parameters...> values(arguments...);
    std::array<void*, sizeof...(Parameters)> pointers = std::apply(
        [](auto&... value) { return std::array<void*, sizeof...(Parameters)>{&value...}; }, values);
    return cudaLaunchKernel(kernel, grid, block, pointers.data(), sharedBytes, stream);
}

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

__global__ void writeAt(int* values, int at)
{
    values[at] = 1;
}

__global__ void addOne(int* values, int by)
{
    values[threadIdx.x] += by;
}

__global__ void useShared(float* out)
{
    float* const memory = engine::cuda::dynamicShared();
    memory[threadIdx.x] = float(threadIdx.x);
    __syncthreads();
    out[threadIdx.x] = memory[blockDim.x - 1 - threadIdx.x];
}

__global__ void nothing() {}

template <std::size_t bytes>
struct Bytes {
    std::array<char, bytes> all;
};
__global__ void takeMuch(Bytes<4090>) {}
__global__ void takeTooMuch(Bytes<4100>) {}

} // namespace

class CudaOnCpuTest : public QObject {
    Q_OBJECT

private slots:
    void init()
    {
        for (const char* name : {orderVariable, "LAYERLOOM_CUDA_ON_CPU_FAIL_AFTER",
                                 "LAYERLOOM_CUDA_ON_CPU_DEVICES", "LAYERLOOM_CUDA_ON_CPU_DRIVER"})
            qunsetenv(name);
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
        QCOMPARE(start(nothing, 1, 1, nullptr, 0), cudaErrorLaunchFailure);
        cudaDeviceReset();
        QCOMPARE(start(nothing, 1, 1, nullptr, 0), cudaSuccess);
    }

    void writesOutOfBoundsAreFound_data()
    {
        QTest::addColumn<int>("at");
        QTest::addColumn<bool>("fine");
        QTest::newRow("last") << 99 << true;
        QTest::newRow("behind") << 100 << false;
        QTest::newRow("before") << -1 << false;
        QTest::newRow("far before") << -64 << false;
        QTest::newRow("far behind") << 191 << false;
    }
    void writesOutOfBoundsAreFound()
    {
        QFETCH(int, at);
        QFETCH(bool, fine);
        const OnDevice<int> before(100), values(100), behind(100);
        QCOMPARE(start(writeAt, 1, 1, nullptr, 0, values.data(), at), cudaSuccess);
        QCOMPARE(cudaDeviceSynchronize(), fine ? cudaSuccess : cudaErrorIllegalAddress);
    }

    void launchesThatACardRefusesAreRefused()
    {
        QCOMPARE(start(nothing, 1, 1024, nullptr, 0), cudaSuccess);
        QCOMPARE(start(nothing, 1, 1025, nullptr, 0), cudaErrorInvalidConfiguration);
        QCOMPARE(start(nothing, 1, dim3(32, 33), nullptr, 0), cudaErrorInvalidConfiguration);
        QCOMPARE(start(nothing, 1, dim3(1, 1, 65), nullptr, 0), cudaErrorInvalidConfiguration);
        QCOMPARE(start(nothing, 0, 1, nullptr, 0), cudaErrorInvalidConfiguration);
        QCOMPARE(start(nothing, dim3(1, 65535), 1, nullptr, 0), cudaSuccess);
        QCOMPARE(start(nothing, dim3(1, 65536), 1, nullptr, 0), cudaErrorInvalidConfiguration);
        QCOMPARE(start(nothing, dim3(1, 1, 65536), 1, nullptr, 0), cudaErrorInvalidConfiguration);
        QCOMPARE(cudaGetLastError(), cudaErrorInvalidConfiguration);
        QCOMPARE(cudaGetLastError(), cudaSuccess);
        QCOMPARE(start(takeMuch, 1, 1, nullptr, 0, Bytes<4090>()), cudaSuccess);
        QCOMPARE(start(takeTooMuch, 1, 1, nullptr, 0, Bytes<4100>()), cudaErrorInvalidValue);
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

    void capturedWorkRunsWhenItsGraphIsLaunched()
    {
        const OnDevice<int> values(std::vector<int>{1, 2, 3});
        cudaStream_t stream = nullptr;
        QCOMPARE(cudaStreamCreateWithFlags(&stream, cudaStreamNonBlocking), cudaSuccess);
        QCOMPARE(cudaStreamBeginCapture(stream, cudaStreamCaptureModeThreadLocal), cudaSuccess);
        QCOMPARE(start(addOne, 1, 3, stream, 0, values.data(), 1), cudaSuccess);
        cudaStreamCaptureStatus status{};
        const cudaGraphNode_t* last = nullptr;
        std::size_t count = 0;
        QCOMPARE(cudaStreamGetCaptureInfo(stream, &status, nullptr, nullptr, &last, nullptr, &count),
                 cudaSuccess);
        QCOMPARE(status, cudaStreamCaptureStatusActive);
        QCOMPARE(count, std::size_t(1));
        const cudaGraphNode_t node = *last;
        cudaMemsetAsync(values.data(), 0, sizeof(int), stream);
        cudaGraph_t graph = nullptr;
        QCOMPARE(cudaStreamEndCapture(stream, &graph), cudaSuccess);
        QCOMPARE(values.values(), (std::vector<int>{1, 2, 3}));

        cudaGraphExec_t executable = nullptr;
        QCOMPARE(cudaGraphInstantiate(&executable, graph, 0), cudaSuccess);
        QCOMPARE(cudaGraphLaunch(executable, stream), cudaSuccess);
        QCOMPARE(values.values(), (std::vector<int>{0, 3, 4}));

        int* memory = values.data() + 1; // other arguments and another size
        int by = 10;
        std::array<void*, 2> arguments{&memory, &by};
        const cudaKernelNodeParams parameters{
            reinterpret_cast<void*>(addOne), 1, 2, 0, arguments.data(), nullptr};
        QCOMPARE(cudaGraphExecKernelNodeSetParams(executable, node, &parameters), cudaSuccess);
        by = 99; // copied already
        QCOMPARE(cudaGraphLaunch(executable, stream), cudaSuccess);
        QCOMPARE(values.values(), (std::vector<int>{0, 13, 14}));

        QCOMPARE(cudaGraphDestroy(graph), cudaSuccess);
        QCOMPARE(cudaGraphLaunch(executable, stream), cudaSuccess);
        QCOMPARE(values.values(), (std::vector<int>{0, 23, 24}));
        QCOMPARE(cudaGraphExecKernelNodeSetParams(executable, node, &parameters), cudaErrorInvalidValue);
        QCOMPARE(cudaGraphExecDestroy(executable), cudaSuccess);
        QCOMPARE(cudaStreamDestroy(stream), cudaSuccess);
    }

    void whatACaptureForbidsSpoilsIt_data()
    {
        QTest::addColumn<int>("call");
        QTest::newRow("synchronising") << 0;
        QTest::newRow("allocating") << 1;
        QTest::newRow("copying at once") << 2;
        QTest::newRow("work on the default stream") << 3;
    }
    void whatACaptureForbidsSpoilsIt()
    {
        QFETCH(int, call);
        cudaStream_t stream = nullptr;
        cudaStreamCreateWithFlags(&stream, cudaStreamNonBlocking);
        const OnDevice<int> values(2);
        cudaStreamBeginCapture(stream, cudaStreamCaptureModeThreadLocal);
        void* memory = nullptr;
        const cudaError_t refused = call == 0 ? cudaStreamSynchronize(stream)
            : call == 1                       ? cudaMalloc(&memory, 16)
            : call == 2 ? cudaMemcpy(values.data(), values.data() + 1, 4, cudaMemcpyDeviceToDevice)
                        : start(nothing, 1, 1, nullptr, 0);
        QCOMPARE(refused, cudaErrorStreamCaptureUnsupported);
        QCOMPARE(start(nothing, 1, 1, stream, 0), cudaErrorStreamCaptureInvalidated);
        cudaGraph_t graph = nullptr;
        QCOMPARE(cudaStreamEndCapture(stream, &graph), cudaErrorStreamCaptureInvalidated);
        QCOMPARE(graph, nullptr);
        QCOMPARE(start(nothing, 1, 1, stream, 0), cudaSuccess);
        cudaStreamDestroy(stream);
    }

    void memoryEnds()
    {
        qputenv("LAYERLOOM_CUDA_ON_CPU_MEMORY", "3");
        void *first = nullptr, *second = nullptr;
        QCOMPARE(cudaMalloc(&first, 2 << 20), cudaSuccess);
        QCOMPARE(cudaMalloc(&second, 2 << 20), cudaErrorMemoryAllocation);
        std::size_t free = 0, total = 0;
        QCOMPARE(cudaMemGetInfo(&free, &total), cudaSuccess);
        QCOMPARE(total, std::size_t(3 << 20));
        QCOMPARE(free, std::size_t(1 << 20));
        QCOMPARE(cudaFree(first), cudaSuccess);
        QCOMPARE(cudaFree(first), cudaErrorInvalidValue);
        QCOMPARE(cudaMalloc(&second, 2 << 20), cudaSuccess);
        qunsetenv("LAYERLOOM_CUDA_ON_CPU_MEMORY");
    }

    void copiesMustKnowTheirSides()
    {
        const OnDevice<int> values(std::vector<int>{1, 2});
        int host = 5;
        QCOMPARE(cudaMemcpy(&host, values.data(), 4, cudaMemcpyHostToDevice), cudaErrorInvalidValue);
        QCOMPARE(cudaMemcpy(&host, values.data(), 4, cudaMemcpyDeviceToDevice), cudaErrorInvalidValue);
        QCOMPARE(cudaMemcpy(values.data() + 1, values.data(), 8, cudaMemcpyDeviceToDevice),
                 cudaErrorInvalidValue);
        QCOMPARE(cudaMemcpy(&host, values.data() + 1, 4, cudaMemcpyDeviceToHost), cudaSuccess);
        QCOMPARE(host, 2);
    }

    void aLostDeviceStaysLost()
    {
        QCOMPARE(start(nothing, 1, 1, nullptr, 0), cudaSuccess);
        qputenv("LAYERLOOM_CUDA_ON_CPU_FAIL_AFTER", "1");
        QCOMPARE(start(nothing, 1, 1, nullptr, 0), cudaErrorIllegalAddress);
        qunsetenv("LAYERLOOM_CUDA_ON_CPU_FAIL_AFTER");
        void* memory = nullptr;
        QCOMPARE(cudaMalloc(&memory, 4), cudaErrorIllegalAddress);
        QCOMPARE(cudaDeviceSynchronize(), cudaErrorIllegalAddress);
        QCOMPARE(cudaGetLastError(), cudaErrorIllegalAddress);
        QCOMPARE(cudaGetLastError(), cudaErrorIllegalAddress);
    }

    void aMachineWithoutADeviceSaysSo()
    {
        int count = 5;
        qputenv("LAYERLOOM_CUDA_ON_CPU_DEVICES", "0");
        QCOMPARE(cudaGetDeviceCount(&count), cudaErrorNoDevice);
        QCOMPARE(count, 0);
        qunsetenv("LAYERLOOM_CUDA_ON_CPU_DEVICES");
        qputenv("LAYERLOOM_CUDA_ON_CPU_DRIVER", "old");
        QCOMPARE(cudaGetDeviceCount(&count), cudaErrorInsufficientDriver);
        qunsetenv("LAYERLOOM_CUDA_ON_CPU_DRIVER");
        QCOMPARE(cudaGetDeviceCount(&count), cudaSuccess);
        QCOMPARE(count, 1);
    }

    void productsAreThoseOfCublas_data()
    {
        QTest::addColumn<bool>("transposeA");
        QTest::addColumn<bool>("transposeB");
        for (const bool a : {false, true})
            for (const bool b : {false, true})
                QTest::addRow("%d %d", a, b) << a << b;
    }
    void productsAreThoseOfCublas()
    {
        QFETCH(bool, transposeA);
        QFETCH(bool, transposeB);
        constexpr int m = 3, n = 4, k = 5, lda = 7, ldb = 6, ldc = 8;
        std::vector<float> a(lda * 7), b(ldb * 6), c(ldc * n, 1);
        std::iota(a.begin(), a.end(), -20.0F);
        std::iota(b.begin(), b.end(), -15.0F);
        const OnDevice<float> onA(a), onB(b), onC(c);
        cublasHandle_t handle = nullptr;
        QCOMPARE(cublasCreate(&handle), CUBLAS_STATUS_SUCCESS);
        const float alpha = 2, beta = 3;
        QCOMPARE(cublasSgemm(handle, transposeA ? CUBLAS_OP_T : CUBLAS_OP_N,
                             transposeB ? CUBLAS_OP_T : CUBLAS_OP_N, m, n, k, &alpha, onA.data(), lda,
                             onB.data(), ldb, &beta, onC.data(), ldc),
                 CUBLAS_STATUS_SUCCESS);
        for (int j = 0; j < n; ++j)
            for (int i = 0; i < m; ++i) {
                float sum = 0;
                for (int p = 0; p < k; ++p)
                    sum +=
                        a[transposeA ? i * lda + p : p * lda + i] * b[transposeB ? p * ldb + j : j * ldb + p];
                c[j * ldc + i] = 2 * sum + 3;
            }
        QCOMPARE(onC.values(), c);
        cublasDestroy(handle);
    }

    void fastProductsRoundTheirFactors()
    {
        const float x = 1 + 0x1p-9F + 0x1p-11F + 0x1p-20F; // to 10 bits: up; to 7 bits: 1
        const OnDevice<float> a(std::vector<float>{x}), one(std::vector<float>{1}), c(1);
        cublasHandle_t handle = nullptr;
        cublasCreate(&handle);
        const float alpha = 1, beta = 0;
        const auto product = [&](cublasComputeType_t compute) {
            const cublasStatus_t status = cublasGemmEx(
                handle, CUBLAS_OP_N, CUBLAS_OP_N, 1, 1, 1, &alpha, a.data(), CUDA_R_32F, 1, one.data(),
                CUDA_R_32F, 1, &beta, c.data(), CUDA_R_32F, 1, compute, CUBLAS_GEMM_DEFAULT);
            return status == CUBLAS_STATUS_SUCCESS ? c.values()[0] : 0;
        };
        QCOMPARE(product(CUBLAS_COMPUTE_32F_PEDANTIC), x);
        QCOMPARE(product(CUBLAS_COMPUTE_32F), x);
        QCOMPARE(product(CUBLAS_COMPUTE_32F_FAST_TF32), 1 + 0x1p-9F + 0x1p-10F);
        QCOMPARE(product(CUBLAS_COMPUTE_32F_FAST_16BF), 1.0F);
        cublasDestroy(handle);
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
