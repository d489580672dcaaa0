// Speed of matmul beside Eigen's and, where it is installed, OpenBLAS's, in GFLOP/s. The three alternate
// within one run, because the speed of a shared machine changes from second to second. Usage: matmul_bench
// [threads [rounds]]

#include "engine/base/parallel.h"
#include "engine/ops/elementwise.h"
#include "engine/ops/matmul.h"
#include "engine/ops/random_fill.h"

#include <dlfcn.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <vector>

using namespace engine;

namespace {

struct Case {
    const char* name;
    int rows, depth, columns;
    bool transposeA = false, transposeB = false;
};

constexpr Case cases[] = {
    {"784-512 forward", 100, 784, 512},
    {"512-256 forward", 100, 512, 256},
    {"256-256 forward", 100, 256, 256},
    {"256-512 forward", 100, 256, 512},
    {"512-784 forward", 100, 512, 784},
    {"784-512 dW", 784, 100, 512, true, false},
    {"512-256 dW", 512, 100, 256, true, false},
    {"256-256 dW", 256, 100, 256, true, false},
    {"256-512 dW", 256, 100, 512, true, false},
    {"512-784 dW", 512, 100, 784, true, false},
    {"512-256 dX", 100, 256, 512, false, true},
    {"256-256 dX", 100, 256, 256, false, true},
    {"256-512 dX", 100, 512, 256, false, true},
    {"512-784 dX", 100, 784, 512, false, true},
    {"256-10 forward", 100, 256, 10},
    {"LeNet dense forward", 100, 3136, 1024},
    {"LeNet dense dW", 3136, 100, 1024, true, false},
    {"LeNet dense dX", 100, 1024, 3136, false, true},
    {"text output", 128, 128, 1457},
    {"LSTM step", 50, 128, 512},
    {"LSTM step, batch 100", 100, 128, 512},
    {"LSTM step back", 50, 512, 128, false, true},
    {"LSTM dW", 128, 2800, 512, true, false},
    {"batch 1 forward", 1, 784, 512},
    {"batch 1 dX", 1, 512, 784, false, true},
    {"batch 1 dW", 784, 1, 512, true, false},
    {"square", 512, 512, 512},
    {"big square", 1024, 1024, 1024},
};

using Sgemm = void (*)(int, int, int, int, int, int, float, const float*, int, const float*, int, float,
                       float*, int);

Sgemm openBlas(int threads)
{
    void* library = dlopen("libopenblas.so.0", RTLD_NOW);
    if (!library)
        return nullptr;
    if (void* set = dlsym(library, "openblas_set_num_threads"))
        reinterpret_cast<void (*)(int)>(set)(threads);
    return reinterpret_cast<Sgemm>(dlsym(library, "cblas_sgemm"));
}

double seconds(const std::function<void()>& work, int repeats)
{
    const auto start = std::chrono::steady_clock::now();
    for (int i = 0; i < repeats; ++i)
        work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count() / repeats;
}

void measure(const Case& c, Sgemm sgemm, int rounds)
{
    Tensor a(c.transposeA ? Shape{c.depth, c.rows} : Shape{c.rows, c.depth});
    Tensor b(c.transposeB ? Shape{c.columns, c.depth} : Shape{c.depth, c.columns});
    Tensor out({c.rows, c.columns});
    ops::fillNormal(a, 0, 1, RandomKey{1});
    ops::fillNormal(b, 0, 1, RandomKey{2});
    const std::vector<std::function<void()>> contenders{
        [&] { ops::matmul(a, c.transposeA, b, c.transposeB, 0.0f, out); },
        [&] { ops::matmulPlain(a, c.transposeA, b, c.transposeB, 0.0f, out); },
        [&] {
            sgemm(101, c.transposeA ? 112 : 111, c.transposeB ? 112 : 111, c.rows, c.columns, c.depth, 1.0f,
                  a.data(), a.columns(), b.data(), b.columns(), 0.0f, out.data(), c.columns);
        },
    };
    const double work = 2e-9 * c.rows * c.depth * c.columns;
    const int repeats = std::clamp(int(0.1 / work), 1, 200);
    double best[3] = {1e9, 1e9, 1e9};
    for (int round = 0; round < rounds; ++round)
        for (std::size_t i = 0; i < (sgemm ? 3u : 2u); ++i)
            best[i] = std::min(best[i], seconds(contenders[i], repeats));
    std::printf("%-22s %5d x%5d x%5d %8.1f %8.1f", c.name, c.rows, c.depth, c.columns, work / best[0],
                work / best[1]);
    if (sgemm)
        std::printf(" %8.1f", work / best[2]);
    std::printf("\n");
    std::fflush(stdout);
}

} // namespace

int main(int argc, char** argv)
{
    setThreads(argc > 1 ? std::atoi(argv[1]) : 0);
    const int rounds = argc > 2 ? std::atoi(argv[2]) : 30;
    const Sgemm sgemm = openBlas(threads());
    std::printf("%d threads, best of %d rounds, GFLOP/s (Eigen on one thread)\n", threads(), rounds);
    std::printf("%-22s %5s  %5s  %5s %8s %8s%s\n", "", "rows", "depth", "cols", "ours", "Eigen",
                sgemm ? " OpenBLAS" : "");
    for (const Case& c : cases)
        measure(c, sgemm, rounds);
}
