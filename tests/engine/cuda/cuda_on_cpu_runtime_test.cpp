#include "tests/engine/cuda/on_device.h"

#include <QTest>

#include <memory>

// The runtime of CUDA on the processor: that it does what a card's does, and finds the mistakes it is there
// to find.

namespace {

__global__ void writeAt(int* values, int at)
{
    values[at] = 1;
}

__global__ void addOne(int* values, int by)
{
    values[threadIdx.x] += by;
}

__global__ void nothing() {}

template <std::size_t bytes>
struct Bytes {
    std::array<char, bytes> all;
};
__global__ void takeMuch(Bytes<4090>) {}
__global__ void takeTooMuch(Bytes<4100>) {}

// What points to the host hides in a struct.
struct Body {
    int* target;
    const int* source;
};
__global__ void takeBody(Body body)
{
    *body.target = *body.source;
}
__global__ void takePointers(int* target, const int* source)
{
    *target = *source;
}

} // namespace

class CudaOnCpuRuntimeTest : public QObject {
    Q_OBJECT

private slots:
    void init()
    {
        for (const char* name : {"FAIL_AFTER", "DEVICES", "DRIVER", "LAZY"})
            qunsetenv((std::string("LAYERLOOM_CUDA_ON_CPU_") + name).c_str());
        cudaDeviceReset();
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

    void writesOutOfBoundsAreFound_data()
    {
        QTest::addColumn<int>("at");
        QTest::addColumn<bool>("fine");
        QTest::newRow("last") << 99 << true;
        QTest::newRow("behind") << 100 << false;
        QTest::newRow("before") << -1 << false;
        QTest::newRow("far before") << -64 << false;
        QTest::newRow("far behind") << 191 << false;
        QTest::newRow("in the middle of nowhere") << (1 << 30) << false;
    }
    void writesOutOfBoundsAreFound()
    {
        QFETCH(int, at);
        QFETCH(bool, fine);
        const OnDevice<int> before(100), values(100), behind(100);
        QCOMPARE(start(writeAt, 1, 1, nullptr, 0, values.data(), at), cudaSuccess);
        QCOMPARE(cudaDeviceSynchronize(), fine ? cudaSuccess : cudaErrorIllegalAddress);
    }

    void addressesOfTheHostAreFound()
    {
#if defined(__SANITIZE_ADDRESS__)
        QSKIP("Under AddressSanitizer two small integers look like an address of its shadow.");
#endif
        const OnDevice<int> value(1);
        const auto source = std::make_unique<int>(5);
        QCOMPARE(start(takePointers, 1, 1, nullptr, 0, value.data(), source.get()), cudaSuccess);
        QCOMPARE(cudaDeviceSynchronize(), cudaErrorIllegalAddress);
        cudaDeviceReset();
        const OnDevice<int> again(1);
        QCOMPARE(start(takeBody, 1, 1, nullptr, 0, Body{again.data(), source.get()}), cudaSuccess);
        QCOMPARE(cudaDeviceSynchronize(), cudaErrorIllegalAddress);
        cudaDeviceReset();
        int* pinned = nullptr;
        cudaMallocHost(&pinned, sizeof(int));
        *pinned = 6;
        const OnDevice<int> third(1);
        QCOMPARE(start(takeBody, 1, 1, nullptr, 0, Body{third.data(), pinned}), cudaSuccess);
        QCOMPARE(third.values(), std::vector<int>{6});
        cudaFreeHost(pinned);
    }

    void aLazyStreamWorksWhenSomebodyWaits()
    {
        qputenv("LAYERLOOM_CUDA_ON_CPU_LAZY", "1");
        const OnDevice<int> values(std::vector<int>{1});
        cudaStream_t first = nullptr, second = nullptr;
        cudaEvent_t event = nullptr;
        cudaStreamCreateWithFlags(&first, cudaStreamNonBlocking);
        cudaStreamCreateWithFlags(&second, cudaStreamNonBlocking);
        cudaEventCreateWithFlags(&event, cudaEventDisableTiming);
        QCOMPARE(start(addOne, 1, 1, first, 0, values.data(), 1), cudaSuccess);
        cudaEventRecord(event, first);
        QCOMPARE(start(addOne, 1, 1, first, 0, values.data(), 10), cudaSuccess);
        QCOMPARE(start(addOne, 1, 1, second, 0, values.data(), 100), cudaSuccess);
        cudaStreamWaitEvent(second, event);
        QCOMPARE(start(addOne, 1, 1, second, 0, values.data(), 1000), cudaSuccess);
        QCOMPARE(values.values(), std::vector<int>{1});
        QCOMPARE(cudaStreamQuery(second), cudaErrorNotReady);
        QCOMPARE(values.values(), std::vector<int>{101});
        QCOMPARE(cudaStreamSynchronize(second), cudaSuccess);
        QCOMPARE(values.values(), std::vector<int>{1102});
        QCOMPARE(cudaEventQuery(event), cudaSuccess);
        QCOMPARE(cudaStreamQuery(first), cudaErrorNotReady);
        QCOMPARE(cudaStreamQuery(first), cudaSuccess);
        QCOMPARE(values.values(), std::vector<int>{1112});
        for (cudaStream_t stream : {first, second})
            cudaStreamDestroy(stream);
        cudaEventDestroy(event);
    }

    void aLazyCopyTakesPinnedMemoryAsItIsThen()
    {
        qputenv("LAYERLOOM_CUDA_ON_CPU_LAZY", "1");
        const OnDevice<int> values(2);
        cudaStream_t stream = nullptr;
        cudaStreamCreateWithFlags(&stream, cudaStreamNonBlocking);
        int ordinary = 1, *pinned = nullptr;
        cudaMallocHost(&pinned, sizeof(int));
        *pinned = 1;
        cudaMemcpyAsync(values.data(), &ordinary, sizeof(int), cudaMemcpyHostToDevice, stream);
        cudaMemcpyAsync(values.data() + 1, pinned, sizeof(int), cudaMemcpyHostToDevice, stream);
        ordinary = *pinned = 2; // too early for one of them
        cudaStreamSynchronize(stream);
        QCOMPARE(values.values(), (std::vector<int>{1, 2}));
        cudaFreeHost(pinned);
        cudaStreamDestroy(stream);
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
};

QTEST_GUILESS_MAIN(CudaOnCpuRuntimeTest)
#include "cuda_on_cpu_runtime_test.moc"
