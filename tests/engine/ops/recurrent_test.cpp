// The recurrent cells against their equations in doubles, and the gradients against differences of those.
#include "tests/engine/ops/recurrent_reference.h"

using namespace engine;
using namespace engine::ops;
using namespace reference;

namespace {

struct Case {
    Recurrence given;
    bool sequence = true; // y of every step, or of the last
    bool endState = true; // the loss takes the state in the end, too

    RecurrentOutput output() const
    {
        const Shape all{given.batch(), given.steps(), given.units()}, last{given.batch(), given.units()};
        return {Tensor(sequence ? all : last), Tensor(given.stateShape())};
    }
    // What the loss multiplies the output with.
    RecurrentOutput weights() const
    {
        const RecurrentOutput like = output();
        return {randomTensor(like.y.shape(), 21), endState ? randomTensor(like.state.shape(), 22) : Tensor()};
    }
    RecurrentGradients gradients() const
    {
        const auto like = [](const Tensor& x) { return x.empty() ? Tensor() : Tensor::like(x); };
        return {like(given.x), like(given.kernel), like(given.recurrentKernel), like(given.bias),
                like(given.state)};
    }
};

struct Size {
    int batch = 3, steps = 4, features = 2, units = 3;
};

Case makeCase(Cell cell, const Size& size = {})
{
    const int columns = gateCount(cell) * size.units;
    Recurrence given;
    given.cell = cell;
    given.x = randomTensor({size.batch, size.steps, size.features}, 1);
    given.kernel = randomTensor({size.features, columns}, 2);
    given.recurrentKernel = randomTensor({size.units, columns}, 3, -0.6f, 0.6f);
    given.bias =
        randomTensor(cell == Cell::GruResetAfter ? Shape{2, columns} : Shape{columns}, 4, -0.5f, 0.5f);
    return {given};
}

void setState(Case& c)
{
    c.given.state = randomTensor(c.given.stateShape(), 5);
}

// The first sample begins and ends with missing steps, the second has a gap, and the third misses all.
void setMask(Case& c)
{
    const int steps = c.given.steps();
    c.given.mask = Tensor({c.given.batch(), steps});
    for (int b = 0; b < c.given.batch(); ++b)
        for (int t = 0; t < steps; ++t) {
            const bool missing = b % 4 == 0 ? t == 0 || t + 1 == steps : b % 4 == 1 ? t == 1 : b % 4 == 2;
            c.given.mask.values()[std::size_t(b * steps + t)] = missing ? 0.0f : 1.0f;
        }
}

void setFactors(Case& c)
{
    const auto dropped = [](const Shape& shape, std::uint64_t seed) {
        Tensor factors = randomTensor(shape, seed, 0, 1);
        for (float& factor : factors.values())
            factor = factor < 0.4f ? 0.0f : 1 / 0.6f;
        return factors;
    };
    c.given.inputFactors = dropped({c.given.batch(), c.given.x.columns()}, 6);
    c.given.stateFactors = dropped({c.given.batch(), c.given.units()}, 7);
}

constexpr std::pair<Cell, const char*> cells[] = {{Cell::SimpleRnn, "SimpleRNN"},
                                                  {Cell::Lstm, "LSTM"},
                                                  {Cell::Gru, "GRU"},
                                                  {Cell::GruResetAfter, "GRU reset after"},
                                                  {Cell::Ugrnn, "UGRNN"}};

using Change = std::function<void(Case&)>;
const std::pair<const char*, Change> changes[] = {
    {"initial settings", [](Case&) {}},
    {"no bias", [](Case& c) { c.given.bias = {}; }},
    {"last output", [](Case& c) { c.sequence = c.endState = false; }},
    {"last output and state", [](Case& c) { c.sequence = false; }},
    {"no gradient of the state", [](Case& c) { c.endState = false; }},
    {"backwards", [](Case& c) { c.given.backwards = true; }},
    {"backwards in order", [](Case& c) { c.given.backwards = c.given.keepsOrder = true; }},
    {"initial state", setState},
    {"mask", setMask},
    {"dropout", setFactors},
    {"everything",
     [](Case& c) {
         setState(c);
         setMask(c);
         setFactors(c);
         c.given.backwards = c.given.keepsOrder = true;
     }},
    {"everything, last output",
     [](Case& c) {
         setState(c);
         setMask(c);
         setFactors(c);
         c.given.backwards = true;
         c.sequence = false;
     }},
    {"linear", [](Case& c) { c.given.activation = {Activation::Linear}; }},
    {"sigmoid", [](Case& c) { c.given.activation = {Activation::Sigmoid}; }},
    {"relu", [](Case& c) { c.given.activation = {Activation::Relu}; }},
    {"rare activations",
     [](Case& c) {
         c.given.activation = {Activation::Elu, 0.7f};
         c.given.recurrentActivation = {Activation::Softplus};
     }},
    {"more rare activations",
     [](Case& c) {
         setMask(c);
         c.given.activation = {Activation::Softmax};
         c.given.recurrentActivation = {Activation::Tanh};
     }},
    {"other activations",
     [](Case& c) {
         c.given.activation = {Activation::LeakyRelu};
         c.given.recurrentActivation = {Activation::Linear};
     }},
};

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

} // namespace

class RecurrentTest : public QObject {
    Q_OBJECT

private slots:
    void forwardFollowsTheEquations_data() { everyCase(); }
    void forwardFollowsTheEquations();
    void gradientsMatchFiniteDifferences_data() { everyCase(); }
    void gradientsMatchFiniteDifferences();
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

QTEST_GUILESS_MAIN(RecurrentTest)
#include "recurrent_test.moc"
