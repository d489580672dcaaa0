// Speed of the direct convolutions beside the plain path (windows unrolled, multiplied by Eigen) in GFLOP/s
// of the dense product, and how much sooner they are done. Both alternate within one run, because the speed
// of a shared machine changes from second to second. Usage: convolution_bench [threads [rounds]]

#include "engine/base/parallel.h"
#include "engine/ops/convolution.h"
#include "engine/ops/random_fill.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <functional>

using namespace engine;

namespace {

struct Case {
    const char* name;
    int side, channels, kernel, filters, stride;
};

constexpr int batch = 100;
constexpr Case cases[] = {
    {"LeNet 1", 28, 1, 4, 32, 1},      {"LeNet 2", 14, 32, 4, 64, 1},    {"CIFAR 1", 32, 3, 4, 32, 1},
    {"CIFAR 2", 16, 32, 4, 64, 1},     {"residual 1", 32, 32, 3, 32, 1}, {"residual 2", 32, 32, 3, 64, 2},
    {"residual 3", 8, 128, 3, 128, 1}, {"shortcut", 16, 64, 1, 128, 2},
};

double seconds(const std::function<void()>& work)
{
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

void compare(const char* what, double work, int rounds, const std::function<void()>& ours,
             const std::function<void()>& plain)
{
    double best[2] = {1e9, 1e9};
    for (int round = 0; round < rounds; ++round) {
        best[0] = std::min(best[0], seconds(ours));
        best[1] = std::min(best[1], seconds(plain));
    }
    std::printf("  %-28s %8.1f %8.1f %7.1f\n", what, work / best[0], work / best[1], best[1] / best[0]);
    std::fflush(stdout);
}

// As behind a max-pool of 2 x 2 and a relu.
Tensor mostlyZero(const Tensor& dense)
{
    Tensor sparse = dense.clone();
    for (float& value : sparse.values())
        value = value < 1 ? 0 : value; // a sixth of a normal distribution
    return sparse;
}

void measure(const Case& c, int rounds)
{
    const ops::WindowAxis axis = ops::windowAxis(c.side, c.kernel, c.stride, 1, true);
    const ops::Window window{axis, axis};
    Tensor x({batch, c.side, c.side, c.channels}), kernel({c.kernel, c.kernel, c.channels, c.filters});
    Tensor y({batch, axis.output, axis.output, c.filters}), gradient = Tensor::like(y);
    ops::fillNormal(x, 0, 1, RandomKey{1});
    ops::fillNormal(kernel, 0, 1, RandomKey{2});
    ops::fillNormal(gradient, 0, 1, RandomKey{3});
    Tensor sparse = mostlyZero(gradient);
    ops::ConvolutionGradients gradients{.kernel = Tensor::like(kernel), .x = Tensor::like(x)};
    const double work = 2e-9 * double(y.size()) * c.kernel * c.kernel * c.channels;

    std::printf("%s: %d x %d x %d, %d of %d x %d, stride %d\n", c.name, c.side, c.side, c.channels, c.filters,
                c.kernel, c.kernel, c.stride);
    compare(
        "forward", work, rounds, [&] { ops::convolve(x, kernel, window, {}, {}, y); },
        [&] { ops::convolvePlain(x, kernel, window, y); });
    const auto plainBack = [&] {
        ops::kernelGradientPlain(x, gradient, window, gradients.kernel);
        ops::convolveTransposedPlain(gradient, kernel, window, gradients.x);
    };
    compare(
        "backward", 2 * work, rounds,
        [&] { ops::convolveBackward(x, kernel, window, y, {}, gradient, gradients); }, plainBack);
    compare(
        "backward, a sixth not zero", 2 * work, rounds,
        [&] { ops::convolveBackward(x, kernel, window, y, {}, sparse, gradients); }, plainBack);
}

} // namespace

int main(int argc, char** argv)
{
    setThreads(argc > 1 ? std::atoi(argv[1]) : 0);
    const int rounds = argc > 2 ? std::atoi(argv[2]) : 20;
    std::printf("%d threads, batch %d, best of %d rounds, GFLOP/s (the plain path on one thread)\n",
                threads(), batch, rounds);
    std::printf("  %-28s %8s %8s %7s\n", "", "ours", "plain", "ratio");
    for (const Case& c : cases)
        measure(c, rounds);
}
