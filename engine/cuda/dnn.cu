#include "engine/cuda/dnn.h"

#ifdef LAYERLOOM_CUDNN

#include "engine/cuda/dnn_directions.h"
#include "engine/cuda/launch.h"
#include "engine/tensor/block.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <list>
#include <mutex>
#include <string_view>

namespace engine::cuda {

constexpr std::int64_t fewestPairs = 32 * 32; // of channels in and out
constexpr std::size_t mostWorkspace = std::size_t{256} << 20;

static bool done(cudnnStatus_t status)
{
    return status == CUDNN_STATUS_SUCCESS;
}

// Null: switched off, or there is none for this card.
static cudnnHandle_t dnnHandle()
{
    static const cudnnHandle_t handle = [] {
        const char* const wish = std::getenv("LAYERLOOM_CUDNN");
        cudnnHandle_t made = nullptr;
        return (!wish || std::string_view(wish) != "0") && done(cudnnCreate(&made)) ? made : nullptr;
    }();
    return handle; // never destroyed: the driver may be gone by then
}

// cuDNN pads both sides alike; windows must end up where ours do.
static bool padsAlike(const ops::WindowAxis& axis)
{
    const std::int64_t room = std::int64_t{axis.input} + 2 * std::int64_t{axis.before} - axis.reach();
    return room >= 0 && room / axis.stride + 1 == axis.output;
}

static bool describe(DnnPlan& p)
{
    const auto& [down, across] = p.shape.window;
    const int in = p.shape.in, out = p.shape.out, samples = p.shape.samples;
    return done(cudnnCreateTensorDescriptor(&p.x)) && done(cudnnCreateTensorDescriptor(&p.y)) &&
        done(cudnnCreateFilterDescriptor(&p.kernel)) &&
        done(cudnnCreateConvolutionDescriptor(&p.convolution)) &&
        done(cudnnSetTensor4dDescriptor(p.x, CUDNN_TENSOR_NHWC, CUDNN_DATA_FLOAT, samples, in, down.input,
                                        across.input)) &&
        done(cudnnSetTensor4dDescriptor(p.y, CUDNN_TENSOR_NHWC, CUDNN_DATA_FLOAT, samples, out, down.output,
                                        across.output)) &&
        done(cudnnSetFilter4dDescriptor(p.kernel, CUDNN_DATA_FLOAT, CUDNN_TENSOR_NHWC, out, in, down.size,
                                        across.size)) &&
        done(cudnnSetConvolution2dDescriptor(p.convolution, down.before, across.before, down.stride,
                                             across.stride, down.dilation, across.dilation,
                                             CUDNN_CROSS_CORRELATION, CUDNN_DATA_FLOAT)) &&
        done(cudnnSetConvolutionMathType(
            p.convolution, p.shape.precision == Precision::Float32 ? CUDNN_FMA_MATH : CUDNN_TENSOR_OP_MATH));
}

// The fastest, as cuDNN expects, of those that always give the same bits.
template <class Direction>
static bool choose(cudnnHandle_t handle, DnnPlan& plan)
{
    std::array<typename Direction::Found, Direction::count> best{};
    int found = 0;
    if (!done(Direction::find(handle, plan, &found, best.data())))
        return false;
    for (int i = 0; i < found; ++i) {
        const auto& way = best[std::size_t(i)];
        plan.algorithm = int(way.algo);
        if (done(way.status) && way.determinism == CUDNN_DETERMINISTIC &&
            plan.algorithm <= Direction::lastExact && done(Direction::measure(handle, plan)) &&
            plan.workspaceBytes <= mostWorkspace)
            return true;
    }
    return false;
}

// Whether it really runs, with memory of its own, and not on our stream, where a step may be under way.
template <class Direction>
static bool isTried(cudnnHandle_t handle, const DnnPlan& plan)
{
    const auto& [down, across] = plan.shape.window;
    const auto bytes = [](std::int64_t values) {
        return std::size_t(divideUp(values, 64)) * 64 * sizeof(float);
    };
    const std::size_t ofX =
        bytes(std::int64_t{plan.shape.samples} * down.input * across.input * plan.shape.in);
    const std::size_t ofY =
        bytes(std::int64_t{plan.shape.samples} * down.output * across.output * plan.shape.out);
    const std::size_t ofKernel =
        bytes(std::int64_t{plan.shape.window.area()} * plan.shape.in * plan.shape.out);
    const std::size_t all = ofX + ofY + ofKernel + plan.workspaceBytes;
    char* memory = nullptr;
    if (cudaMalloc(reinterpret_cast<void**>(&memory), all) != cudaSuccess) {
        cudaGetLastError(); // forgotten
        return false;
    }
    const DnnArrays arrays{memory, memory + ofX, memory + ofX + ofKernel, memory + ofX + ofKernel + ofY};
    const bool ran = cudaMemset(memory, 0, all) == cudaSuccess && done(cudnnSetStream(handle, nullptr)) &&
        done(Direction::run(handle, plan, arrays)) && cudaStreamSynchronize(nullptr) == cudaSuccess;
    cudaFree(memory);
    return ran;
}

template <class Direction>
static const DnnPlan& planFor(cudnnHandle_t handle, const DnnShape& shape)
{
    static std::list<DnnPlan>* const plans = new std::list<DnnPlan>; // tasks point to them
    const auto known =
        std::find_if(plans->begin(), plans->end(), [&](const DnnPlan& plan) { return plan.shape == shape; });
    if (known != plans->end())
        return *known;
    DnnPlan& plan = plans->emplace_back(DnnPlan{shape});
    plan.usable = describe(plan) && choose<Direction>(handle, plan) && isTried<Direction>(handle, plan);
    return plan;
}

struct DnnCall {
    const DnnPlan* plan;
    DnnArrays arrays;
};

template <class Direction>
static void runOnStream(const DnnCall& call, cudaStream_t stream)
{
    cudnnStatus_t status = cudnnSetStream(dnnHandle(), stream);
    if (done(status))
        status = Direction::run(dnnHandle(), *call.plan, call.arrays);
    if (!done(status))
        failed("cuDNN", cudnnGetErrorString(status));
}

// to [columns, rows] = from [rows, columns] turned
static void turn(const float* from, int rows, int columns, float* to)
{
    forElements(std::int64_t{rows} * columns,
                [=] __device__(std::int64_t i) { to[i] = from[i % rows * columns + i / rows]; });
}

// A plan, or null where our own kernels are to do it.
template <class Direction>
static const DnnPlan* usablePlan(int samples, const Tensor& kernel, const ops::Window& window)
{
    const int in = kernel.shape()[2], out = kernel.shape()[3];
    if (std::int64_t{in} * out < fewestPairs || !padsAlike(window.rows) || !padsAlike(window.columns))
        return nullptr;
    const std::lock_guard order(deviceOrder()); // no other thread is recording a step now
    const cudnnHandle_t handle = dnnHandle();
    if (!handle)
        return nullptr;
    const DnnPlan& plan = planFor<Direction>(handle, {window, samples, in, out, precision()});
    return plan.usable ? &plan : nullptr;
}

template <class Direction>
static void runPlan(const DnnPlan& plan, const float* x, float* kernel, const float* y)
{
    Tensor workspace({int(divideUp(std::int64_t(plan.workspaceBytes), sizeof(float))) + 1},
                     ElementType::Float32, Device::Cuda);
    // Which of them is written depends on the direction.
    call(runOnStream<Direction>,
         DnnCall{&plan, {const_cast<float*>(x), kernel, const_cast<float*>(y), workspace.data()}});
}

template <class Direction>
static bool runWithKernel(const Tensor& x, const Tensor& kernel, const ops::Window& window, const Tensor& y)
{
    const DnnPlan* const plan = usablePlan<Direction>(x.rows(), kernel, window);
    if (!plan)
        return false;
    Tensor turned = Tensor::like(kernel);
    turn(kernel.data(), int(kernel.size() / kernel.columns()), kernel.columns(), turned.data());
    runPlan<Direction>(*plan, x.data(), turned.data(), y.data());
    return true;
}

bool convolveByLibrary(const Tensor& x, const Tensor& kernel, const ops::Window& window, Tensor& y)
{
    return runWithKernel<DnnForward>(x, kernel, window, y);
}

bool convolveTransposedByLibrary(const Tensor& y, const Tensor& kernel, const ops::Window& window, Tensor& x)
{
    return runWithKernel<DnnTransposed>(x, kernel, window, y);
}

bool kernelGradientByLibrary(const Tensor& x, const Tensor& gradY, const ops::Window& window,
                             Tensor& gradKernel)
{
    const DnnPlan* const plan = usablePlan<DnnKernelGradient>(x.rows(), gradKernel, window);
    if (!plan)
        return false;
    Tensor turned = Tensor::like(gradKernel);
    runPlan<DnnKernelGradient>(*plan, x.data(), turned.data(), gradY.data());
    turn(turned.data(), gradKernel.columns(), int(gradKernel.size() / gradKernel.columns()),
         gradKernel.data());
    return true;
}

} // namespace engine::cuda

#else

namespace engine::cuda {

bool convolveByLibrary(const Tensor&, const Tensor&, const ops::Window&, Tensor&)
{
    return false;
}

bool convolveTransposedByLibrary(const Tensor&, const Tensor&, const ops::Window&, Tensor&)
{
    return false;
}

bool kernelGradientByLibrary(const Tensor&, const Tensor&, const ops::Window&, Tensor&)
{
    return false;
}

} // namespace engine::cuda

#endif
