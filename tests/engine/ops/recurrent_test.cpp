// The recurrent cells against their equations in doubles, and the gradients against differences of those.
#include "tests/engine/ops/recurrent_cases.h"
#include "tests/engine/ops/recurrent_reference.h"

#include <limits>

using namespace engine;
using namespace engine::ops;
using namespace reference;

namespace {

void everyCase()
{
    QTest::addColumn<Cell>("cell");
    QTest::addColumn<Change>("change");
    for (const auto& [cell, name] : cells)
        for (const auto& [what, change] : changes)
            QTest::addRow("%s, %s", name, what) << cell << change;
}

Case fetched(const Size& size = {})
{
    QFETCH(Cell, cell);
    QFETCH(Change, change);
    Case c = makeCase(cell, size);
    change(c);
    return c;
}

// The output of the step that the pass takes last.
Values lastOutput(const ExactRecurrence& exact)
{
    const Recurrence& given = exact.given;
    const auto steps = std::size_t(given.steps()), units = exact.units;
    const std::size_t last = given.backwards && given.keepsOrder ? 0 : steps - 1;
    Values y;
    for (std::size_t b = 0; b < std::size_t(given.batch()); ++b)
        for (std::size_t i = 0; i < units; ++i)
            y.push_back(exact.y[(b * steps + last) * units + i]);
    return y;
}

double loss(ExactRecurrence& exact, const Case& c, const RecurrentOutput& weights)
{
    exact.run();
    const Values y = c.sequence ? exact.y : lastOutput(exact), w = doubles(weights.y);
    double sum = 0;
    for (std::size_t i = 0; i < y.size(); ++i)
        sum += y[i] * w[i];
    const Values stateWeights = doubles(weights.state);
    for (std::size_t i = 0; i < stateWeights.size(); ++i)
        sum += exact.endState[i] * stateWeights[i];
    return sum;
}

double difference(const Tensor& found, const Values& wanted)
{
    return worstError(found, [&](std::int64_t i) { return wanted[std::size_t(i)]; });
}
double difference(const Tensor& found, const Tensor& wanted)
{
    return found.size() == wanted.size()
        ? worstError(found, [&](std::int64_t i) { return double(wanted.data()[i]); })
        : std::numeric_limits<double>::infinity();
}

struct Path {
    void (*forward)(const Recurrence&, RecurrentOutput&, RecurrentMemory*);
    void (*backward)(const Recurrence&, RecurrentMemory&, const RecurrentOutput&, RecurrentGradients&);
};
const Path paths[] = {
    {recurPlain, recurBackwardPlain},
    {[](const Recurrence& g, RecurrentOutput& o, RecurrentMemory* m) { recur(g, o, m); },
     [](const Recurrence& g, RecurrentMemory& m, const RecurrentOutput& a, RecurrentGradients& r) {
         recurBackward(g, m, a, r);
     }},
};

// All that a pass forward and back gives, one after another.
Tensor everything(const Case& c, const Path& path, RecurrentMemory memory = {})
{
    RecurrentOutput output = c.output();
    RecurrentGradients gradients = c.gradients();
    path.forward(c.given, output, &memory);
    path.backward(c.given, memory, c.weights(), gradients);
    std::vector<float> all;
    for (const Tensor* part : {&output.y, &output.state, &gradients.x, &gradients.kernel,
                               &gradients.recurrentKernel, &gradients.bias, &gradients.state})
        all.insert(all.end(), part->data(), part->data() + part->size());
    return Tensor::of({int(all.size())}, all);
}

// Pieces for several threads, units that fill no vectors, and few rows.
constexpr Size largerSizes[] = {{100, 6, 28, 64}, {70, 5, 3, 33}, {2, 9, 70, 100}, {33, 3, 5, 150}};

} // namespace

class RecurrentTest : public QObject {
    Q_OBJECT

private slots:
    void forwardFollowsTheEquations_data() { everyCase(); }
    void forwardFollowsTheEquations();
    void gradientsMatchFiniteDifferences_data() { everyCase(); }
    void gradientsMatchFiniteDifferences();
    void largerOnesEqualThePlainPath_data() { everyCase(); }
    void largerOnesEqualThePlainPath();
    void resultsDoNotDependOnThreads_data() { everyCase(); }
    void resultsDoNotDependOnThreads();
    void onlyWantedGradientsAreWritten();
    void missingStepsCountForNothing();
    void memoryServesPassAfterPass();
};

void RecurrentTest::forwardFollowsTheEquations()
{
    for (const Size& size : {Size{}, Size{5, 3, 1, 4}, Size{1, 1, 1, 1}, Size{4, 2, 5, 19}})
        for (const Path& path : paths) {
            const Case c = fetched(size);
            ExactRecurrence exact{c.given};
            exact.run();
            RecurrentOutput output = c.output();
            RecurrentMemory memory;
            path.forward(c.given, output, &memory);
            QCOMPARE_LE(difference(output.y, c.sequence ? exact.y : lastOutput(exact)), 3e-6);
            QCOMPARE_LE(difference(output.state, exact.endState), 3e-6);
            RecurrentOutput again = c.output();
            path.forward(c.given, again, nullptr);
            QVERIFY(sameBits(again.y, output.y) && sameBits(again.state, output.state));
        }
}

void RecurrentTest::gradientsMatchFiniteDifferences()
{
    for (const Path& path : paths) {
        const Case c = fetched();
        const RecurrentOutput weights = c.weights();
        RecurrentOutput output = c.output();
        RecurrentMemory memory;
        RecurrentGradients gradients = c.gradients();
        path.forward(c.given, output, &memory);
        path.backward(c.given, memory, weights, gradients);

        ExactRecurrence exact{c.given};
        const auto check = [&](Values& values, const Tensor& gradient) {
            Values slopes;
            for (double& value : values) {
                constexpr double step = 1e-5;
                const double middle = value;
                value = middle + step;
                const double above = loss(exact, c, weights);
                value = middle - step;
                const double below = loss(exact, c, weights);
                value = middle;
                slopes.push_back((above - below) / (2 * step));
            }
            return difference(gradient, slopes);
        };
        QCOMPARE_LE(check(exact.x, gradients.x), 1e-5);
        QCOMPARE_LE(check(exact.kernel, gradients.kernel), 1e-5);
        QCOMPARE_LE(check(exact.recurrentKernel, gradients.recurrentKernel), 1e-5);
        if (!c.given.bias.empty())
            QCOMPARE_LE(check(exact.bias, gradients.bias), 1e-5);
        if (!c.given.state.empty())
            QCOMPARE_LE(check(exact.state, gradients.state), 1e-5);
    }
}

void RecurrentTest::largerOnesEqualThePlainPath()
{
    for (const Size& size : largerSizes) {
        const Case c = fetched(size);
        QCOMPARE_LE(difference(everything(c, paths[1]), everything(c, paths[0])), 2e-4);
    }
}

void RecurrentTest::resultsDoNotDependOnThreads()
{
    const Case c = fetched(largerSizes[0]);
    QVERIFY(sameOnAnyThreads([&] { return everything(c, paths[1]); }));
}

void RecurrentTest::onlyWantedGradientsAreWritten()
{
    for (const auto& [cell, name] : cells) {
        Case c = makeCase(cell);
        setState(c);
        for (const Path& path : paths) {
            const auto gradientsOf = [&](RecurrentGradients wanted) {
                RecurrentOutput output = c.output();
                RecurrentMemory memory;
                path.forward(c.given, output, &memory);
                path.backward(c.given, memory, c.weights(), wanted);
                return wanted;
            };
            const RecurrentGradients all = gradientsOf(c.gradients());
            for (Tensor RecurrentGradients::*part :
                 {&RecurrentGradients::x, &RecurrentGradients::kernel, &RecurrentGradients::recurrentKernel,
                  &RecurrentGradients::bias, &RecurrentGradients::state}) {
                RecurrentGradients one;
                one.*part = Tensor::like(all.*part);
                one = gradientsOf(one);
                QVERIFY2(sameBits(one.*part, all.*part), name);
            }
        }
    }
}

void RecurrentTest::missingStepsCountForNothing()
{
    for (const auto& [cell, name] : cells)
        for (const Path& path : paths) {
            Case c = makeCase(cell);
            setMask(c);
            const Tensor expected = everything(c, path);
            for (std::int64_t row = 0; row < c.given.mask.size(); ++row)
                if (c.given.mask.data()[row] == 0.0f)
                    c.given.x.data()[row * c.given.x.columns()] = 7.0f;
            QVERIFY2(sameBits(everything(c, path), expected), name);
        }
}

// With more samples, fewer, and options that need other memory.
void RecurrentTest::memoryServesPassAfterPass()
{
    for (const auto& [cell, name] : cells)
        for (const Path& path : paths) {
            RecurrentMemory memory;
            for (const auto& [what, change] : changes)
                for (const int batch : {5, 3}) {
                    Case c = makeCase(cell, {batch});
                    change(c);
                    const Tensor x = c.given.x.clone();
                    QVERIFY2(sameBits(everything(c, path, memory), everything(c, path)), what);
                    QVERIFY2(sameBits(c.given.x, x), what);
                    RecurrentOutput output = c.output();
                    path.forward(c.given, output, &memory);
                }
        }
}

QTEST_GUILESS_MAIN(RecurrentTest)
#include "recurrent_test.moc"
