// Every optimiser against its formula written plainly in double precision.
#include "engine/base/parallel.h"
#include "engine/optimizers/optimizer_type.h"
#include "tests/engine/layers/layer_trial.h"

#include <QTest>

using namespace engine;
using engine::trial::ladder;
using engine::trial::sameBits;

namespace {

struct Settings {
    double momentum = 0, rho = 0.9, epsilon = 1e-7, beta1 = 0.9, beta2 = 0.999, decay = 0, start = 0.1;
    bool nesterov = false, centered = false, amsgrad = false;
};

// One weight. The names follow the papers.
struct Scalar {
    double w = 0, a = 0, m = 0, v = 0, highest = 0;
};

void sgd(Scalar& s, double g, double rate, int, const Settings& o)
{
    s.v = o.momentum * s.v - rate * g;
    s.w += o.nesterov ? o.momentum * s.v - rate * g : s.v;
}

void adagrad(Scalar& s, double g, double rate, int t, const Settings& o)
{
    if (t == 1)
        s.a = o.start;
    s.a += g * g;
    s.w -= rate * g / std::sqrt(s.a + o.epsilon);
}

void rmsprop(Scalar& s, double g, double rate, int, const Settings& o)
{
    s.a = o.rho * s.a + (1 - o.rho) * g * g;
    s.m = o.rho * s.m + (1 - o.rho) * g;
    const double divisor = o.centered ? s.a - s.m * s.m : s.a;
    s.v = o.momentum * s.v + rate * g / std::sqrt(divisor + o.epsilon);
    s.w -= s.v;
}

void adam(Scalar& s, double g, double rate, int t, const Settings& o)
{
    s.w -= rate * o.decay * s.w;
    s.m = o.beta1 * s.m + (1 - o.beta1) * g;
    s.v = o.beta2 * s.v + (1 - o.beta2) * g * g;
    s.highest = std::max(s.highest, s.v);
    const double alpha = rate * std::sqrt(1 - std::pow(o.beta2, t)) / (1 - std::pow(o.beta1, t));
    s.w -= alpha * s.m / (std::sqrt(o.amsgrad ? s.highest : s.v) + o.epsilon);
}

struct Case {
    std::string id;
    Attributes attributes;
    Settings settings;
    void (*formula)(Scalar&, double, double, int, const Settings&);
};

std::vector<Case> cases()
{
    return {
        {"sgd", {}, {}, sgd},
        {"sgd", {{"momentum", 0.8}}, {.momentum = 0.8}, sgd},
        {"sgd", {{"momentum", 0.7}, {"nesterov", true}}, {.momentum = 0.7, .nesterov = true}, sgd},
        {"sgd", {{"nesterov", true}}, {.nesterov = true}, sgd},
        {"adagrad", {}, {}, adagrad},
        {"adagrad",
         {{"initial_accumulator", 0.0}, {"epsilon", 0.01}},
         {.epsilon = 0.01, .start = 0},
         adagrad},
        {"rmsprop", {}, {}, rmsprop},
        {"rmsprop", {{"rho", 0.6}, {"epsilon", 0.001}}, {.rho = 0.6, .epsilon = 0.001}, rmsprop},
        {"rmsprop", {{"momentum", 0.5}}, {.momentum = 0.5}, rmsprop},
        {"rmsprop", {{"centered", true}, {"epsilon", 0.01}}, {.epsilon = 0.01, .centered = true}, rmsprop},
        {"rmsprop",
         {{"centered", true}, {"momentum", 0.4}, {"epsilon", 0.01}},
         {.momentum = 0.4, .epsilon = 0.01, .centered = true},
         rmsprop},
        {"adam", {}, {}, adam},
        {"adam",
         {{"beta1", 0.7}, {"beta2", 0.9}, {"epsilon", 0.01}},
         {.epsilon = 0.01, .beta1 = 0.7, .beta2 = 0.9},
         adam},
        {"adam", {{"amsgrad", true}, {"beta2", 0.5}}, {.beta2 = 0.5, .amsgrad = true}, adam},
        {"adamw", {}, {.decay = 0.004}, adam},
        {"adamw", {{"weight_decay", 0.2}, {"amsgrad", true}}, {.decay = 0.2, .amsgrad = true}, adam},
    };
}

constexpr double rate = 0.05;

// Gradients of changing sign and size, so that moments and the largest moment matter.
Tensor gradientAt(int step, const Shape& shape)
{
    Tensor g = ladder(shape, -1.4f, 1.1f, unsigned(step) + 3);
    for (float& value : g.values())
        value *= step == 2 ? 3.0f : 0.4f;
    return g;
}

} // namespace

class OptimizerContractTest : public QObject {
    Q_OBJECT

private slots:
    void stepsFollowTheFormula_data() { everyCase(); }
    void stepsFollowTheFormula();
    void resultsDoNotDependOnThreads_data() { everyCase(); }
    void resultsDoNotDependOnThreads();
    void stateIsAllThatResumingNeeds_data() { everyCase(); }
    void stateIsAllThatResumingNeeds();
    void namedRowsMoveAndTheOthersWait_data() { everyCase(); }
    void namedRowsMoveAndTheOthersWait();
    void everyTextIsThere();
    void everyOptimizerIsTried();

private:
    static void everyCase()
    {
        QTest::addColumn<int>("index");
        const auto all = cases();
        for (std::size_t i = 0; i < all.size(); ++i) {
            std::string text = all[i].id;
            for (const auto& [key, value] : all[i].attributes)
                text += " " + key + "=" + toText(value);
            QTest::addRow("%s", text.c_str()) << int(i);
        }
    }
    static Case caseOfRow()
    {
        QFETCH(const int, index);
        return cases()[std::size_t(index)];
    }
};

void OptimizerContractTest::stepsFollowTheFormula()
{
    const Case c = caseOfRow();
    Tensor weights = ladder({37}, -1, 1, 1);
    std::vector<Scalar> plain;
    for (const float w : weights.values())
        plain.push_back({.w = double(w)});
    const auto optimizer = findOptimizerType(c.id)->build(c.attributes, weights);
    for (int step = 1; step <= 6; ++step) {
        const Tensor gradient = gradientAt(step, weights.shape());
        const float scale = step == 4 ? 0.25f : 1.0f; // as clipping does
        optimizer->step(weights, gradient, {}, Tensor::scalar(scale), optimizer->rateOf(float(rate), step));
        for (std::size_t i = 0; i < plain.size(); ++i) {
            c.formula(plain[i], double(scale) * double(gradient.values()[i]), double(float(rate)), step,
                      c.settings);
            const double found = double(weights.values()[i]);
            QVERIFY2(std::abs(found - plain[i].w) < 2e-6 * (1 + std::abs(plain[i].w)),
                     qPrintable(QString("step %1: %2 instead of %3").arg(step).arg(found).arg(plain[i].w)));
        }
    }
}

void OptimizerContractTest::resultsDoNotDependOnThreads()
{
    const Case c = caseOfRow();
    std::vector<Tensor> results;
    for (const int count : {1, 3}) {
        setThreads(count);
        Tensor weights = ladder({401, 127}, -1, 1, 1);
        const auto optimizer = findOptimizerType(c.id)->build(c.attributes, weights);
        for (int step = 1; step <= 3; ++step)
            optimizer->step(weights, gradientAt(step, weights.shape()), {}, Tensor::scalar(1),
                            optimizer->rateOf(float(rate), step));
        results.push_back(weights);
    }
    setThreads(0);
    QVERIFY(sameBits(results[0], results[1]));
}

// What a checkpoint does: a new optimiser with the same slots goes on as the old one.
void OptimizerContractTest::stateIsAllThatResumingNeeds()
{
    const Case c = caseOfRow();
    Tensor weights = ladder({37}, -1, 1, 1);
    const auto first = findOptimizerType(c.id)->build(c.attributes, weights);
    for (int step = 1; step <= 3; ++step)
        first->step(weights, gradientAt(step, weights.shape()), {}, Tensor::scalar(1),
                    first->rateOf(float(rate), step));
    Tensor copy = weights.clone();
    const auto second = findOptimizerType(c.id)->build(c.attributes, copy);
    QCOMPARE(second->state().size(), first->state().size());
    for (std::size_t i = 0; i < first->state().size(); ++i) {
        QCOMPARE(second->state()[i].name, first->state()[i].name);
        second->state()[i].value.copyFrom(first->state()[i].value);
    }
    for (int step = 4; step <= 6; ++step) {
        first->step(weights, gradientAt(step, weights.shape()), {}, Tensor::scalar(1),
                    first->rateOf(float(rate), step));
        second->step(copy, gradientAt(step, copy.shape()), {}, Tensor::scalar(1),
                     second->rateOf(float(rate), step));
    }
    QVERIFY(sameBits(weights, copy));
}

// A gradient of some rows does to them what a whole one would, and to the others and their slots nothing.
void OptimizerContractTest::namedRowsMoveAndTheOthersWait()
{
    const Case c = caseOfRow();
    Tensor table = ladder({6, 5}, -1, 1, 1), three({3, 5});
    const std::vector<std::int32_t> rows{4, 0, 3};
    const Tensor before = table.clone(), named = Tensor::ofIds({3}, rows);
    const auto copyRow = [](const Tensor& from, int row, Tensor& to, int place) {
        to.slice(place, 1).copyFrom(from.slice(row, 1));
    };
    for (int i = 0; i < 3; ++i)
        copyRow(table, rows[std::size_t(i)], three, i);
    const auto byRows = findOptimizerType(c.id)->build(c.attributes, table);
    const auto whole = findOptimizerType(c.id)->build(c.attributes, three);
    std::vector<Tensor> kept;
    for (const Optimizer::Slot& slot : byRows->state())
        kept.push_back(slot.value.clone());
    for (int step = 1; step <= 3; ++step) {
        const Tensor gradient = gradientAt(step, three.shape());
        byRows->step(table, gradient, named, Tensor::scalar(1), byRows->rateOf(float(rate), step));
        whole->step(three, gradient, {}, Tensor::scalar(1), whole->rateOf(float(rate), step));
    }
    for (int i = 0; i < 3; ++i)
        QVERIFY(sameBits(table.slice(rows[std::size_t(i)], 1), three.slice(i, 1)));
    for (const int row : {1, 2, 5}) {
        QVERIFY(sameBits(table.slice(row, 1), before.slice(row, 1)));
        for (std::size_t i = 0; i < kept.size(); ++i)
            QVERIFY(sameBits(byRows->state()[i].value.slice(row, 1), kept[i].slice(row, 1)));
    }
}

void OptimizerContractTest::everyTextIsThere()
{
    for (const OptimizerType& type : optimizerTypes()) {
        QVERIFY2(!type.title.empty() && type.summary.ends_with('.'), type.id.c_str());
        QVERIFY(type.learningRate > 0);
        for (const Field& field : type.fields) {
            QVERIFY(!field.label.empty() && (field.help.empty() || field.help.ends_with('.')));
            QVERIFY(check(type.fields, {{field.key, field.initial}}));
        }
    }
}

void OptimizerContractTest::everyOptimizerIsTried()
{
    const auto all = cases();
    for (const OptimizerType& type : optimizerTypes())
        QVERIFY2(std::any_of(all.begin(), all.end(), [&](const Case& c) { return c.id == type.id; }),
                 type.id.c_str());
    QVERIFY(!findOptimizerType("no such optimiser"));
}

QTEST_GUILESS_MAIN(OptimizerContractTest)
#include "optimizer_contract_test.moc"
