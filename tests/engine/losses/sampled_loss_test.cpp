// Noise-contrastive estimation and negative sampling: against the formula written plainly, finite
// differences, and the chances that negatives are drawn with.
#include "engine/base/parallel.h"
#include "engine/losses/class_sampler.h"
#include "engine/losses/loss_type.h"
#include "engine/ops/sampled_loss.h"
#include "tests/engine/layers/layer_trial.h"

#include <QTest>

#include <set>

using namespace engine;
using engine::trial::ladder;
using engine::trial::sameBits;

namespace {

constexpr int classes = 9, features = 5, batch = 7;

struct Numbers {
    Tensor x = ladder({batch, features}, -1.1f, 1.3f, 1);
    Tensor kernel = ladder({classes, features}, -0.9f, 0.8f, 2);
    Tensor bias = ladder({classes}, -0.5f, 0.6f, 3);
    ops::SampledClasses chosen;
};

Numbers numbers(bool own, bool skipsHits)
{
    Numbers n;
    const std::vector<std::int32_t> targets{3, 8, 3, 0, 5, 12, 1}; // 12 is no class
    n.chosen.targets = Tensor::ofIds({batch}, targets);
    n.chosen.targetShift = ladder({batch}, -1.2f, 0.4f, 4);
    std::vector<std::int32_t> ids;
    for (int i = 0; i < (own ? batch : 1) * 4; ++i)
        ids.push_back(own ? i * 5 % classes : std::vector<std::int32_t>{3, 7, 0, 6}[std::size_t(i)]);
    n.chosen.negatives = Tensor::ofIds(own ? Shape{batch, 4} : Shape{4}, ids);
    n.chosen.negativeShift = ladder(n.chosen.negatives.shape(), -1.4f, 0.2f, 5);
    n.chosen.skipsHits = skipsHits;
    return n;
}

double softplus(double z)
{
    return std::log1p(std::exp(z));
}

// The definition, sample by sample.
double plainLoss(const Numbers& n)
{
    const auto score = [&](int sample, std::int32_t id, float shift) {
        double z = double(n.bias.data()[id]) - double(shift);
        for (int i = 0; i < features; ++i)
            z += double(n.x.data()[sample * features + i]) * double(n.kernel.data()[id * features + i]);
        return z;
    };
    const bool own = n.chosen.negatives.shape().rank() == 2;
    double loss = 0;
    for (int b = 0; b < batch; ++b) {
        const std::int32_t target = n.chosen.targets.ids()[b];
        if (target >= classes)
            continue;
        loss += softplus(-score(b, target, n.chosen.targetShift.data()[b]));
        for (int i = 0; i < 4; ++i) {
            const int at = own ? b * 4 + i : i;
            const std::int32_t id = n.chosen.negatives.ids()[at];
            if (!n.chosen.skipsHits || id != target)
                loss += softplus(score(b, id, n.chosen.negativeShift.data()[at]));
        }
    }
    return loss;
}

double lossOf(const Numbers& n)
{
    Tensor loss = Tensor::scalar(0);
    ops::SampledGradients none;
    ops::sampledLogistic(n.x, n.kernel, n.bias, n.chosen, 0.5f, loss, none);
    return double(loss.item());
}

Parameter byRows(const Tensor& value, const Tensor& rows, const Tensor& gradient)
{
    return {.name = {}, .value = value, .gradient = gradient, .byRows = true, .rows = rows};
}

LossInputs inputs(std::vector<std::int64_t> counts = {})
{
    return {{{features}}, std::move(counts)};
}

} // namespace

class SampledLossTest : public QObject {
    Q_OBJECT

private slots:
    void lossIsThatOfTheFormula_data() { everyWay(); }
    void lossIsThatOfTheFormula();
    void gradientsMatchFiniteDifferences_data() { everyWay(); }
    void gradientsMatchFiniteDifferences();
    void resultsDoNotDependOnThreads_data() { everyWay(); }
    void resultsDoNotDependOnThreads();
    void gradientsHoldOnlyRowsThatWereCompared();
    void samplersDrawWithTheirChances();
    void sharedNegativesAreDifferent();
    void countsDecideWhatTheUnigramSamplerDraws();
    void lossesOwnTheirWeights_data();
    void lossesOwnTheirWeights();
    void sameKeyDrawsTheSame();
    void wrongInputsAreRefusedWithASentence();

private:
    static void everyWay()
    {
        QTest::addColumn<bool>("own");
        QTest::addColumn<bool>("skips");
        for (const bool own : {false, true})
            for (const bool skips : {false, true})
                QTest::addRow("%s%s", own ? "own negatives" : "shared negatives", skips ? ", no hits" : "")
                    << own << skips;
    }
    static Numbers ofRow()
    {
        QFETCH(const bool, own);
        QFETCH(const bool, skips);
        return numbers(own, skips);
    }
};

void SampledLossTest::lossIsThatOfTheFormula()
{
    const Numbers n = ofRow();
    QVERIFY(std::abs(lossOf(n) - 0.5 * plainLoss(n)) < 1e-5);
}

void SampledLossTest::gradientsMatchFiniteDifferences()
{
    Numbers n = ofRow();
    Tensor loss = Tensor::scalar(0);
    ops::SampledGradients found{.wantsInput = true, .wantsWeights = true};
    ops::sampledLogistic(n.x, n.kernel, n.bias, n.chosen, 0.5f, loss, found);
    const auto compare = [&](Tensor& values, const Tensor& gradient) {
        for (std::int64_t i = 0; i < values.size(); ++i) {
            const double slope = trial::slopeByDifferences(values.data()[i], [&] { return lossOf(n); });
            QVERIFY(std::abs(slope - double(gradient.data()[i])) < 2e-3 * (1 + std::abs(slope)));
        }
    };
    compare(n.x, found.x);
    compare(n.kernel, wholeGradient(byRows(n.kernel, found.rows, found.kernel)));
    compare(n.bias, wholeGradient(byRows(n.bias, found.rows, found.bias)));
}

void SampledLossTest::resultsDoNotDependOnThreads()
{
    QFETCH(const bool, own);
    QFETCH(const bool, skips);
    const ClassSampler sampler(logUniformWeights(500));
    std::vector<std::vector<Tensor>> results;
    for (const int count : {1, 3}) {
        setThreads(count);
        const Tensor x = ladder({300, 130}, -1, 1, 1), kernel = ladder({500, 130}, -1, 1, 2),
                     bias = ladder({500}, -1, 1, 3);
        ops::SampledClasses chosen{.skipsHits = skips};
        chosen.targets = Tensor({300}, ElementType::Int32);
        for (int i = 0; i < 300; ++i)
            chosen.targets.ids()[i] = sampler.draw({1}, std::uint64_t(i));
        chosen.negatives =
            own ? Tensor({300, 6}, ElementType::Int32) : Tensor::ofIds({6}, sampler.drawDistinct(6, {2}).ids);
        for (int i = 0; own && i < 300 * 6; ++i)
            chosen.negatives.ids()[i] = sampler.draw({2}, std::uint64_t(i));
        Tensor loss = Tensor::scalar(0);
        ops::SampledGradients found{.wantsInput = true, .wantsWeights = true};
        ops::sampledLogistic(x, kernel, bias, chosen, 1, loss, found);
        results.push_back({loss, found.x, found.rows, found.kernel, found.bias});
    }
    setThreads(0);
    for (std::size_t i = 0; i < results[0].size(); ++i)
        QVERIFY(sameBits(results[0][i], results[1][i]));
}

void SampledLossTest::gradientsHoldOnlyRowsThatWereCompared()
{
    const Numbers n = numbers(false, false);
    Tensor loss = Tensor::scalar(0);
    ops::SampledGradients found{.wantsWeights = true};
    ops::sampledLogistic(n.x, n.kernel, n.bias, n.chosen, 1, loss, found);
    const auto ids = found.rows.idValues();
    QCOMPARE(std::set<std::int32_t>(ids.begin(), ids.end()), (std::set<std::int32_t>{3, 7, 0, 6, 8, 5, 1}));
    QCOMPARE(found.kernel.rows(), 7);
    QCOMPARE(found.bias.rows(), 7);
    QVERIFY(found.x.empty());
}

void SampledLossTest::samplersDrawWithTheirChances()
{
    const std::vector<std::int64_t> counts{1000, 10, 0, 200, 1};
    for (const auto& weights :
         {logUniformWeights(5), unigramWeights(counts, 5), std::vector<double>(5, 2.0)}) {
        const ClassSampler sampler(weights);
        std::vector<int> drawn(5);
        constexpr int draws = 200'000;
        for (int i = 0; i < draws; ++i)
            ++drawn[std::size_t(sampler.draw({9}, std::uint64_t(i)))];
        for (int id = 0; id < 5; ++id) {
            const double expected = sampler.chance(id) * draws;
            QVERIFY(std::abs(drawn[std::size_t(id)] - expected) <= 5 * std::sqrt(expected));
        }
    }
    QVERIFY(std::abs(ClassSampler(logUniformWeights(9999)).chance(0) - std::log(2) / std::log(10000)) <
            1e-12);
}

void SampledLossTest::sharedNegativesAreDifferent()
{
    const ClassSampler sampler(logUniformWeights(20));
    const auto drawn = sampler.drawDistinct(20, {3});
    QCOMPARE(std::set<std::int32_t>(drawn.ids.begin(), drawn.ids.end()).size(), std::size_t(20));
    QVERIFY(drawn.draws >= 20);
}

// With counts of one word alone, no other negative can be drawn: not more are than there are.
void SampledLossTest::countsDecideWhatTheUnigramSamplerDraws()
{
    const LossType& type = *findLossType("negative_sampling");
    const Attributes attributes{{"classes", std::int64_t{classes}}, {"sampler", "unigram"}};
    QVERIFY(type.needsClassCounts(attributes));
    QVERIFY(!type.needsClassCounts({}));
    const auto loss = type.build(attributes, inputs({0, 0, 5, 0, 0, 0, 0, 0, 0}));
    Tensor value, gradient;
    loss->begin({1}, true);
    loss->compute(ladder({2, features}, -1, 1, 1), Tensor::ofIds({2}, std::vector<std::int32_t>{4, 6}), 1,
                  value, &gradient);
    const auto rows = loss->parameters()[0].rows.idValues();
    QCOMPARE(std::set<std::int32_t>(rows.begin(), rows.end()), (std::set<std::int32_t>{2, 4, 6}));
}

void SampledLossTest::lossesOwnTheirWeights_data()
{
    QTest::addColumn<QString>("id");
    QTest::newRow("nce") << "noise_contrastive";
    QTest::newRow("negative sampling") << "negative_sampling";
}

// With all weights 0, every comparison costs ln 2; noise-contrastive estimation corrects each score by how
// often its class is drawn.
void SampledLossTest::lossesOwnTheirWeights()
{
    QFETCH(const QString, id);
    const LossType& type = *findLossType(id.toStdString());
    const Attributes attributes{
        {"classes", std::int64_t{4}}, {"negatives", std::int64_t{4}}, {"sampler", "uniform"}};
    const auto shapes = type.parameters(attributes, {{features}});
    const auto loss = type.build(attributes, inputs());
    QCOMPARE(loss->parameters().size(), shapes.size());
    for (std::size_t i = 0; i < shapes.size(); ++i) {
        QCOMPARE(loss->parameters()[i].name, shapes[i].name);
        QVERIFY(loss->parameters()[i].value.shape() == shapes[i].shape);
    }
    loss->initialize({1});
    Tensor value;
    loss->begin({1}, false);
    const Tensor targets = Tensor::ofIds({3}, std::vector<std::int32_t>{0, 1, 2});
    loss->compute(ladder({3, features}, -1, 1, 1), targets, 2, value, nullptr);
    QVERIFY(loss->parameters()[0].gradient.empty());
    const double perSample = double(value.item()) / 2;
    if (id == "negative_sampling") // the true class is among the four and does not count
        QVERIFY(std::abs(perSample - 4 * std::log(2)) < 1e-5);
    else // all four are always drawn (after some draws: nearly certainly), so the correction is nearly 0
        QVERIFY(std::abs(perSample - 5 * std::log(2)) < 2);
}

void SampledLossTest::sameKeyDrawsTheSame()
{
    const LossType& type = *findLossType("noise_contrastive");
    const auto rowsFor = [&](RandomKey key) {
        const auto loss =
            type.build({{"classes", std::int64_t{1000}}, {"negatives", std::int64_t{8}}}, inputs());
        loss->begin(key, true);
        Tensor value;
        loss->compute(ladder({1, features}, -1, 1, 1), Tensor::ofIds({1}, std::vector<std::int32_t>{4}), 1,
                      value, nullptr);
        return loss->parameters()[0].rows;
    };
    QVERIFY(sameBits(rowsFor({5}), rowsFor({5})));
    QVERIFY(!sameBits(rowsFor({5}), rowsFor({6})));
}

void SampledLossTest::wrongInputsAreRefusedWithASentence()
{
    const LossType& type = *findLossType("noise_contrastive");
    const Signal id{{}, ElementType::Int32};
    QVERIFY(type.accepts({}, {{features}}, id));
    for (const auto& [prediction, target] : std::vector<std::pair<Signal, Signal>>{
             {{{4, 5}}, id}, {{{}}, id}, {{{5}}, {{5}}}, {{{5}}, {{2}, ElementType::Int32}}}) {
        const auto result = type.accepts({}, prediction, target);
        QVERIFY(!result);
        QVERIFY(result.problem().sentence().ends_with('.'));
    }
}

QTEST_GUILESS_MAIN(SampledLossTest)
#include "sampled_loss_test.moc"
