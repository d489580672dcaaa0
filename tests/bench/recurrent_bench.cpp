// Speed of the fused recurrent cells beside the plain path (step by step, gate by gate): microseconds of a
// pass forward and back, GFLOP/s of its products, and how much sooner it is done. Both alternate within one
// run, because the speed of a shared machine changes from second to second. Usage: recurrent_bench [threads
// [rounds]]

#include "engine/base/parallel.h"
#include "engine/ops/random_fill.h"
#include "engine/ops/recurrent.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>

using namespace engine;
using namespace engine::ops;

namespace {

struct Case {
    const char* name;
    Cell cell;
    int batch, steps, features, units;
    bool sequence = false; // every output, and gradients of the inputs
    Activation activation = Activation::Tanh;
};

constexpr Case cases[] = {
    {"LSTM(128), MNIST rows", Cell::Lstm, 100, 28, 28, 128},
    {"GRU(128)", Cell::Gru, 100, 28, 28, 128},
    {"GRU(128), reset after", Cell::GruResetAfter, 100, 28, 28, 128},
    {"UGRNN(128)", Cell::Ugrnn, 100, 28, 28, 128},
    {"SimpleRNN(16), relu", Cell::SimpleRnn, 100, 28, 28, 16, false, Activation::Relu},
    {"LSTM(128), text", Cell::Lstm, 128, 5, 1, 128},
    {"LSTM(256), second layer", Cell::Lstm, 64, 50, 256, 256, true},
    {"GRU(32), sequence", Cell::GruResetAfter, 32, 24, 8, 32, true},
    {"LSTM(4), airline, batch 1", Cell::Lstm, 1, 1, 1, 4},
    {"LSTM(4), airline, full", Cell::Lstm, 95, 1, 1, 4},
    {"SimpleRNN(4), batch 1", Cell::SimpleRnn, 1, 1, 1, 4},
    {"LSTM(16), 12 steps, batch 1", Cell::Lstm, 1, 12, 1, 16},
};

Tensor randomNormal(const Shape& shape, std::uint64_t seed, float deviation)
{
    Tensor values(shape);
    fillNormal(values, 0, deviation, RandomKey{seed});
    return values;
}

class Contest {
public:
    explicit Contest(const Case& c)
    {
        const int columns = gateCount(c.cell) * c.units;
        m_given.cell = c.cell;
        m_given.activation = {c.activation};
        m_given.x = randomNormal({c.batch, c.steps, c.features}, 1, 0.5f);
        m_given.kernel = randomNormal({c.features, columns}, 2, 0.1f);
        m_given.recurrentKernel = randomNormal({c.units, columns}, 3, 0.5f / std::sqrt(float(c.units)));
        m_given.bias = Tensor::zeros(c.cell == Cell::GruResetAfter ? Shape{2, columns} : Shape{columns});
        const Shape y = c.sequence ? Shape{c.batch, c.steps, c.units} : Shape{c.batch, c.units};
        m_output.y = Tensor(y);
        m_arriving.y = randomNormal(y, 4, 0.01f);
        m_gradients = {c.sequence ? Tensor::like(m_given.x) : Tensor(),
                       Tensor::like(m_given.kernel),
                       Tensor::like(m_given.recurrentKernel),
                       Tensor::like(m_given.bias),
                       {}};
        const double rows = double(c.batch) * c.steps;
        m_work = 2 * rows * columns * ((c.sequence ? 3 : 2) * c.features + 3 * c.units);
    }

    double work() const { return m_work; }
    void ours()
    {
        recur(m_given, m_output, &m_memory);
        recurBackward(m_given, m_memory, m_arriving, m_gradients);
    }
    void plain()
    {
        recurPlain(m_given, m_output, &m_memory);
        recurBackwardPlain(m_given, m_memory, m_arriving, m_gradients);
    }

private:
    Recurrence m_given;
    RecurrentMemory m_memory;
    RecurrentOutput m_output, m_arriving;
    RecurrentGradients m_gradients;
    double m_work;
};

double seconds(Contest& contest, void (Contest::*work)(), int repeats)
{
    const auto start = std::chrono::steady_clock::now();
    for (int i = 0; i < repeats; ++i)
        (contest.*work)();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count() / repeats;
}

void measure(const Case& c, int rounds)
{
    Contest contest(c);
    const int repeats = std::clamp(int(2e7 / contest.work()), 1, 1000);
    double best[2] = {1e9, 1e9};
    for (int round = 0; round < rounds; ++round) {
        best[0] = std::min(best[0], seconds(contest, &Contest::ours, repeats));
        best[1] = std::min(best[1], seconds(contest, &Contest::plain, repeats));
    }
    std::printf("%-28s %9.1f %9.1f %9.1f %9.1f\n", c.name, 1e6 * best[0], 1e6 * best[1],
                1e-9 * contest.work() / best[0], best[1] / best[0]);
    std::fflush(stdout);
}

} // namespace

int main(int argc, char** argv)
{
    setThreads(argc > 1 ? std::atoi(argv[1]) : 0);
    const int rounds = argc > 2 ? std::atoi(argv[2]) : 20;
    std::printf("%d threads, best of %d rounds\n", threads(), rounds);
    std::printf("%-28s %9s %9s %9s %9s\n", "", "ours us", "plain us", "GFLOP/s", "ratio");
    for (const Case& c : cases)
        measure(c, rounds);
}
