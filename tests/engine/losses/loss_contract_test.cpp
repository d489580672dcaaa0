// Asks every loss the same questions, in several settings, and each its own formula.
#include "engine/base/parallel.h"
#include "tests/engine/layers/layer_trial.h"

#include "engine/losses/loss_type.h"

#include <QTest>

using namespace engine;
using engine::trial::sameBits;

namespace {

struct Case {
    std::string id;
    Attributes attributes;
    Shape shape; // with the batch
    bool ids = false;
    bool logits = false; // any numbers may arrive
};

Tensor spread(const Shape& shape, float low, float high, unsigned seed)
{
    return trial::ladder(shape, low, high, seed);
}

Tensor asDistributions(Tensor values)
{
    const int columns = values.columns();
    for (std::int64_t row = 0; row < values.size() / columns; ++row) {
        float sum = 0;
        for (int c = 0; c < columns; ++c)
            sum += values.data()[row * columns + c];
        for (int c = 0; c < columns; ++c)
            values.data()[row * columns + c] /= sum;
    }
    return values;
}

std::vector<Case> cases()
{
    std::vector<Case> all;
    const auto add = [&](const std::string& id, std::vector<Attributes> settings, bool ids = false) {
        for (const Attributes& attributes : settings)
            for (const Shape& shape : {Shape{1, 5}, Shape{3, 4}, Shape{2, 3, 4}, Shape{7, 2}})
                all.push_back({id, attributes, shape, ids, attributes.contains("from_logits")});
    };
    const Attributes sum{{"reduction", "sum"}}, logits{{"from_logits", true}};
    add("mean_squared_error", {{}, sum});
    add("mean_absolute_error", {{}, sum});
    add("huber", {{}, {{"delta", 0.4}}, {{"delta", 0.4}, {"reduction", "sum"}}});
    add("binary_cross_entropy",
        {{},
         sum,
         {{"label_smoothing", 0.3}},
         logits,
         {{"from_logits", true}, {"label_smoothing", 0.2}, {"reduction", "sum"}}});
    for (const bool ids : {false, true})
        add("categorical_cross_entropy",
            {{}, {{"label_smoothing", 0.2}}, logits, {{"from_logits", true}, {"label_smoothing", 0.1}}}, ids);
    add("sparse_cross_entropy", {{}, logits}, true);
    add("kl_divergence", {{}});
    return all;
}

Tensor predictionFor(const Case& c)
{
    const bool anything = c.logits || !findLossType(c.id)->range.size();
    return anything ? spread(c.shape, -2.1f, 1.7f, 5) : spread(c.shape, 0.07f, 0.93f, 5);
}

Tensor targetFor(const Case& c)
{
    if (!c.ids)
        return findLossType(c.id)->range == "probabilities" ? asDistributions(spread(c.shape, 0.1f, 0.9f, 6))
                                                            : spread(c.shape, 0.02f, 0.98f, 6);
    Shape rows(std::span(c.shape.begin(), c.shape.end() - 1));
    std::vector<std::int32_t> ids;
    for (std::int64_t i = 0; i < rows.elements(); ++i)
        ids.push_back(std::int32_t(i * 5 + 1) % c.shape.back());
    return Tensor::ofIds(rows, ids);
}

double lossOf(Loss& loss, const Tensor& prediction, const Tensor& target, float weight = 1)
{
    Tensor value;
    loss.compute(prediction, target, weight, value, nullptr);
    return double(value.item());
}

} // namespace

class LossContractTest : public QObject {
    Q_OBJECT

private slots:
    void gradientMatchesFiniteDifferences_data() { everyCase(); }
    void gradientMatchesFiniteDifferences();
    void weightScalesLossAndGradient_data() { everyCase(); }
    void weightScalesLossAndGradient();
    void resultsDoNotDependOnThreads_data() { everyCase(); }
    void resultsDoNotDependOnThreads();
    void fromLogitsEqualsAfterTheActivation_data() { everyCase(); }
    void fromLogitsEqualsAfterTheActivation();
    void batchCountsByItsMean_data() { everyCase(); }
    void batchCountsByItsMean();
    void notANumberStaysNone_data() { everyCase(); }
    void notANumberStaysNone();
    void extremesStayFinite();
    void idsEqualOneHot();
    void valuesAreThoseOfTheFormula_data();
    void valuesAreThoseOfTheFormula();
    void everyTextIsThere();
    void wrongTargetsAreRefusedWithASentence_data();
    void wrongTargetsAreRefusedWithASentence();
    void everyLossIsTried();

private:
    static void everyCase()
    {
        QTest::addColumn<int>("index");
        const auto all = cases();
        for (std::size_t i = 0; i < all.size(); ++i) {
            std::string text = all[i].id + (all[i].ids ? " ids " : " ") + all[i].shape.text();
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

void LossContractTest::gradientMatchesFiniteDifferences()
{
    const Case c = caseOfRow();
    const auto loss = findLossType(c.id)->build(c.attributes, {});
    Tensor prediction = predictionFor(c), value, gradient;
    const Tensor target = targetFor(c);
    loss->compute(prediction, target, 1, value, &gradient);
    QVERIFY(value.shape() == Shape());
    QVERIFY(gradient.shape() == prediction.shape());
    QCOMPARE(double(value.item()), lossOf(*loss, prediction, target));
    for (std::int64_t i = 0; i < prediction.size(); ++i) {
        const double slope = trial::slopeByDifferences(prediction.data()[i],
                                                       [&] { return lossOf(*loss, prediction, target); });
        const double found = double(gradient.data()[i]);
        if (std::isnan(slope)) // a steep place near 0; the fixtures cover those
            continue;
        QVERIFY2(std::abs(found - slope) < 3e-3 * (1 + std::abs(slope)),
                 qPrintable(QString("%1: %2 instead of %3").arg(i).arg(found).arg(slope)));
    }
}

void LossContractTest::weightScalesLossAndGradient()
{
    const Case c = caseOfRow();
    const auto loss = findLossType(c.id)->build(c.attributes, {});
    const Tensor prediction = predictionFor(c), target = targetFor(c);
    Tensor one, three, gradient, tripled;
    loss->compute(prediction, target, 1, one, &gradient);
    loss->compute(prediction, target, 3, three, &tripled);
    QVERIFY(std::abs(three.item() - 3 * one.item()) < 1e-5f * (1 + std::abs(three.item())));
    for (std::int64_t i = 0; i < gradient.size(); ++i)
        QVERIFY(std::abs(tripled.data()[i] - 3 * gradient.data()[i]) <
                1e-5f * (1 + std::abs(tripled.data()[i])));
}

void LossContractTest::resultsDoNotDependOnThreads()
{
    Case c = caseOfRow();
    c.shape[0] = 10001;
    const auto loss = findLossType(c.id)->build(c.attributes, {});
    const Tensor prediction = predictionFor(c), target = targetFor(c);
    Tensor one, many, gradient, other;
    setThreads(1);
    loss->compute(prediction, target, 1, one, &gradient);
    setThreads(3);
    loss->compute(prediction, target, 1, many, &other);
    setThreads(0);
    QVERIFY(sameBits(one, many));
    QVERIFY(sameBits(gradient, other));
}

void LossContractTest::fromLogitsEqualsAfterTheActivation()
{
    const Case c = caseOfRow();
    const auto loss = findLossType(c.id)->build(c.attributes, {});
    const auto absorbed = loss->absorbs();
    if (!absorbed) {
        QVERIFY(c.logits || findLossType(c.id)->range.empty() || c.id == "kl_divergence");
        return;
    }
    const ops::ActivationSpec spec{*absorbed};
    const Tensor logits = spread(c.shape, -2.1f, 1.7f, 5), target = targetFor(c);
    Tensor activated = Tensor::like(logits), plain, fused, viaActivation, direct;
    ops::activate(logits, {}, spec, activated);
    loss->compute(activated, target, 0.7f, plain, &viaActivation);
    ops::activateBackward(activated, viaActivation, spec, viaActivation);
    loss->computeFromLogits(logits, target, 0.7f, fused, &direct);
    QVERIFY(std::abs(plain.item() - fused.item()) < 2e-6f * (1 + std::abs(plain.item())));
    for (std::int64_t i = 0; i < direct.size(); ++i)
        QVERIFY(std::abs(direct.data()[i] - viaActivation.data()[i]) < 2e-6f);
}

// Every sample twice: the same loss, half the gradient.
void LossContractTest::batchCountsByItsMean()
{
    const Case c = caseOfRow();
    const auto loss = findLossType(c.id)->build(c.attributes, {});
    const Tensor prediction = predictionFor(c), target = targetFor(c);
    const auto twice = [](const Tensor& once) {
        Shape shape = once.shape();
        shape[0] *= 2;
        Tensor both = Tensor::like(once, shape);
        both.slice(0, once.rows()).copyFrom(once);
        both.slice(once.rows(), once.rows()).copyFrom(once);
        return both;
    };
    Tensor one, two, gradient, halved;
    loss->compute(prediction, target, 1, one, &gradient);
    loss->compute(twice(prediction), twice(target), 1, two, &halved);
    QVERIFY(std::abs(one.item() - two.item()) < 1e-6f * (1 + std::abs(one.item())));
    for (std::int64_t i = 0; i < gradient.size(); ++i)
        QVERIFY(std::abs(halved.data()[i] - gradient.data()[i] / 2) <
                1e-6f * (1 + std::abs(gradient.data()[i])));
}

void LossContractTest::notANumberStaysNone()
{
    const Case c = caseOfRow();
    const auto loss = findLossType(c.id)->build(c.attributes, {});
    Tensor prediction = predictionFor(c);
    for (float& value : prediction.values())
        value = NAN;
    QVERIFY(std::isnan(lossOf(*loss, prediction, targetFor(c))));
}

void LossContractTest::extremesStayFinite()
{
    const float far = 300;
    const Tensor logits = Tensor::of({2, 2}, std::vector<float>{far, -far, -far, far});
    const Tensor wrong = Tensor::of({2, 2}, std::vector<float>{0, 1, 1, 0});
    Tensor value, gradient;
    findLossType("categorical_cross_entropy")
        ->build({}, {})
        ->computeFromLogits(logits, wrong, 1, value, &gradient);
    QCOMPARE(value.item(), 2 * far);
    QCOMPARE(gradient.data()[0], 0.5f);
    QCOMPARE(gradient.data()[1], -0.5f);
    findLossType("binary_cross_entropy")
        ->build({}, {})
        ->computeFromLogits(logits, wrong, 1, value, &gradient);
    QCOMPARE(value.item(), far);
    QCOMPARE(gradient.data()[0], 0.25f);
    QCOMPARE(gradient.data()[1], -0.25f);
    for (const char* id : {"categorical_cross_entropy", "binary_cross_entropy", "kl_divergence"})
        for (const float p : {0.0f, 1.0f, -2.0f}) {
            const Tensor certain = Tensor::of({1, 2}, std::vector<float>{p, 0});
            const double loss = lossOf(*findLossType(id)->build({}, {}), certain,
                                       Tensor::of({1, 2}, std::vector<float>{0, 1}));
            QVERIFY2(std::isfinite(loss) && loss < 40, id);
        }
    const Tensor beyond = Tensor::ofIds({2}, std::vector<std::int32_t>{-1, 1 << 30}); // no class: no loss
    QCOMPARE(lossOf(*findLossType("sparse_cross_entropy")->build({}, {}), wrong, beyond), 0.0);
}

void LossContractTest::idsEqualOneHot()
{
    const Tensor prediction = asDistributions(spread({3, 4}, 0.1f, 0.9f, 2));
    const Tensor ids = Tensor::ofIds({3}, std::vector<std::int32_t>{2, 0, 3});
    const Tensor hot = Tensor::of({3, 4}, std::vector<float>{0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0, 1});
    for (const Attributes& attributes : {Attributes(), Attributes{{"label_smoothing", 0.3}}}) {
        const auto loss = findLossType("categorical_cross_entropy")->build(attributes, {});
        QCOMPARE(lossOf(*loss, prediction, ids), lossOf(*loss, prediction, hot));
    }
    QCOMPARE(lossOf(*findLossType("sparse_cross_entropy")->build({}, {}), prediction, ids),
             lossOf(*findLossType("categorical_cross_entropy")->build({}, {}), prediction, hot));
    const Tensor bits = Tensor::ofIds({2, 2}, std::vector<std::int32_t>{0, 1, 1, 0});
    const Tensor numbers = Tensor::of({2, 2}, std::vector<float>{0, 1, 1, 0});
    const Tensor p = spread({2, 2}, 0.1f, 0.9f, 2);
    const auto binary = findLossType("binary_cross_entropy")->build({}, {});
    QCOMPARE(lossOf(*binary, p, bits), lossOf(*binary, p, numbers));
}

void LossContractTest::valuesAreThoseOfTheFormula_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<bool>("sum");
    QTest::addColumn<double>("expected");
    // prediction [0.8 0.5; 0.3 0.6], target [1 0; 0 1]
    QTest::newRow("mse") << "mean_squared_error" << false << (0.04 + 0.25 + 0.09 + 0.16) / 4;
    QTest::newRow("mse sum") << "mean_squared_error" << true << (0.04 + 0.25 + 0.09 + 0.16) / 2;
    QTest::newRow("mae") << "mean_absolute_error" << false << (0.2 + 0.5 + 0.3 + 0.4) / 4;
    QTest::newRow("huber") << "huber" << false << (0.04 + 0.25 + 0.09 + 0.16) / 8;
    const double binary = -std::log(0.8) - std::log(0.5) - std::log(0.7) - std::log(0.6);
    QTest::newRow("binary") << "binary_cross_entropy" << false << binary / 4;
    QTest::newRow("binary sum") << "binary_cross_entropy" << true << binary / 2;
    QTest::newRow("categorical") << "categorical_cross_entropy" << false
                                 << (-std::log(0.8 / 1.3) - std::log(0.6 / 0.9)) / 2;
}

void LossContractTest::valuesAreThoseOfTheFormula()
{
    QFETCH(const QString, id);
    QFETCH(const bool, sum);
    QFETCH(const double, expected);
    const Tensor prediction = Tensor::of({2, 2}, std::vector<float>{0.8f, 0.5f, 0.3f, 0.6f});
    const Tensor target = Tensor::of({2, 2}, std::vector<float>{1, 0, 0, 1});
    const auto loss =
        findLossType(id.toStdString())->build(sum ? Attributes{{"reduction", "sum"}} : Attributes(), {});
    QVERIFY(std::abs(lossOf(*loss, prediction, target) - expected) < 1e-6);
}

void LossContractTest::everyTextIsThere()
{
    for (const LossType& type : lossTypes()) {
        QVERIFY2(!type.title.empty() && type.summary.ends_with('.'), type.id.c_str());
        QVERIFY(type.range.empty() || type.range == "unit" || type.range == "probabilities");
        for (const Field& field : type.fields) {
            QVERIFY(!field.label.empty() && (field.help.empty() || field.help.ends_with('.')));
            QVERIFY(check(type.fields, {{field.key, field.initial}}));
            QVERIFY(field.key != "column" && field.key != "loss" && field.key != "weight"); // Output's own
        }
        // A key that several losses use means the same everywhere, because Output shows one field for it.
        for (const LossType& other : lossTypes())
            for (const Field& a : type.fields)
                for (const Field& b : other.fields)
                    if (a.key == b.key)
                        QVERIFY(a.label == b.label && a.initial == b.initial && a.help == b.help);
    }
}

void LossContractTest::wrongTargetsAreRefusedWithASentence_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<bool>("numbersSame");
    QTest::addColumn<bool>("numbersOther");
    QTest::addColumn<bool>("ids");
    QTest::newRow("mse") << "mean_squared_error" << true << false << false;
    QTest::newRow("mae") << "mean_absolute_error" << true << false << false;
    QTest::newRow("huber") << "huber" << true << false << false;
    QTest::newRow("categorical") << "categorical_cross_entropy" << true << false << true;
    QTest::newRow("sparse") << "sparse_cross_entropy" << false << false << true;
    QTest::newRow("binary") << "binary_cross_entropy" << true << false << false;
    QTest::newRow("kl") << "kl_divergence" << true << false << false;
}

void LossContractTest::wrongTargetsAreRefusedWithASentence()
{
    QFETCH(const QString, id);
    QFETCH(const bool, numbersSame);
    QFETCH(const bool, numbersOther);
    QFETCH(const bool, ids);
    const LossType& type = *findLossType(id.toStdString());
    const auto judge = [&](const Signal& target, bool expected) {
        const auto result = type.accepts({}, {{10}}, target);
        QCOMPARE(bool(result), expected);
        QVERIFY(expected || result.problem().sentence().ends_with('.'));
    };
    judge({{10}}, numbersSame);
    judge({{10, 1}}, numbersSame);
    judge({{2, 5}}, numbersSame);
    judge({{9}}, numbersOther);
    judge({{}, ElementType::Int32}, ids);
    judge({{1}, ElementType::Int32}, ids);
    judge({{3}, ElementType::Int32}, false);
    QVERIFY(!type.accepts({}, {{10}, ElementType::Int32}, {{10}}));
    QVERIFY(!type.accepts({}, {{4, 2}}, {{2, 4}}));
}

void LossContractTest::everyLossIsTried()
{
    const auto all = cases();
    for (const LossType& type : lossTypes()) // those that own weights have a test of their own
        QVERIFY2(type.parameters ||
                     std::any_of(all.begin(), all.end(), [&](const Case& c) { return c.id == type.id; }),
                 type.id.c_str());
    QVERIFY(!findLossType("no such loss"));
}

QTEST_GUILESS_MAIN(LossContractTest)
#include "loss_contract_test.moc"
