#include "engine/cuda/attach.h"
#include "engine/cuda/blas.h"
#include "engine/ops/recurrent_device.h"

// The pass backward: the way through time, then the products that all steps have in common.
namespace engine::ops {

namespace cuda = engine::cuda;

// Columns from one to another of gradient = the transpose of `left` times columns of gates.
struct KernelColumns {
    const Tensor &left, &gates;
    int from, to, count;
};

static void multiplyTransposed(const KernelColumns& columns, Tensor& gradient)
{
    const int width = columns.left.columns();
    cuda::multiply({.a = columns.left.data(),
                    .b = columns.gates.data() + columns.from,
                    .out = gradient.data() + columns.to,
                    .rows = width,
                    .columns = columns.count,
                    .depth = int(columns.left.size() / width),
                    .strideA = width,
                    .strideB = columns.gates.columns(),
                    .strideOut = gradient.columns(),
                    .transposeA = 1});
}

static void writeRecurrentKernel(const Recurrence& given, const RecurrentMemory& memory, Tensor& gradient)
{
    const int columns = gradient.columns(), resets = 2 * given.units(), units = given.units();
    const Tensor &entering = memory.entering, &gates = memory.gates, &products = memory.products;
    switch (given.cell) {
    case Cell::Gru:
        multiplyTransposed({entering, gates, 0, 0, resets}, gradient);
        return multiplyTransposed({products, gates, resets, resets, units}, gradient);
    case Cell::GruResetAfter:
        multiplyTransposed({entering, gates, 0, 0, resets}, gradient);
        return multiplyTransposed({entering, products, 0, resets, units}, gradient);
    default:
        return multiplyTransposed({entering, gates, 0, 0, columns}, gradient);
    }
}

// Of GruResetAfter, b2 sees the gradients of z, r and the product.
static void writeBias(const Recurrence& given, const RecurrentMemory& memory, Tensor& gradient)
{
    const int columns = memory.gates.columns(), resets = 2 * given.units(), units = given.units();
    const bool second = given.cell == Cell::GruResetAfter;
    const float *const gates = memory.gates.data(), *const products = memory.products.data();
    float* const bias = gradient.data();
    const int all = second ? columns + units : columns;
    cuda::sumColumns(
        memory.gates.size() / columns, all,
        [=] __device__(std::int64_t row, std::int64_t column) {
            return column < columns ? gates[row * columns + column]
                                    : products[row * units + column - columns];
        },
        [=] __device__(int, std::int64_t column, float sum) {
            bias[column < columns ? column : resets + column] = sum;
            if (second && column < resets)
                bias[columns + column] = sum;
        });
}

static void writeX(const Recurrence& given, const RecurrentMemory& memory, Tensor& gradient)
{
    const int columns = memory.gates.columns(), features = given.x.columns();
    cuda::multiply({.a = memory.gates.data(),
                    .b = given.kernel.data(),
                    .out = gradient.data(),
                    .rows = int(memory.gates.size() / columns),
                    .columns = features,
                    .depth = columns,
                    .strideA = columns,
                    .strideB = columns,
                    .strideOut = features,
                    .transposeB = 1});
    if (!given.inputFactors.empty())
        multiplyByFactors(gradient, given.inputFactors, gradient);
}

static void recurBackwardCuda(const Recurrence& given, RecurrentMemory& memory,
                              const RecurrentOutput& arriving, RecurrentGradients& gradients)
{
    walkBack(given, memory, arriving, gradients.state);
    if (!gradients.kernel.empty())
        multiplyTransposed({memory.inputs, memory.gates, 0, 0, memory.gates.columns()}, gradients.kernel);
    if (!gradients.recurrentKernel.empty())
        writeRecurrentKernel(given, memory, gradients.recurrentKernel);
    if (!gradients.bias.empty())
        writeBias(given, memory, gradients.bias);
    if (!gradients.x.empty())
        writeX(given, memory, gradients.x);
}

static const cuda::OnCuda attachRecurBackward(recurBackward, recurBackwardCuda);

} // namespace engine::ops
