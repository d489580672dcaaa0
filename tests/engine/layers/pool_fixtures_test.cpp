// Max and average pooling in every combination of pool, stride and padding against the numbers that PyTorch
// found, and what those numbers cannot show.
#include "engine/base/json.h"
#include "engine/base/parallel.h"
#include "engine/layers/layer_type.h"
#include "tests/engine/layers/fixture_file.h"

#include <QTest>

#include <cmath>
#include <limits>

using namespace engine;

namespace {

constexpr int height = 5, width = 6, channels = 2;

// As in tests/fixtures/make_pool_fixtures.py: whole numbers, so that float32 holds them exactly.
Tensor ladder(int step, int prime, const Shape& shape)
{
    std::vector<float> values(static_cast<std::size_t>(shape.elements()));
    for (std::size_t i = 0; i < values.size(); ++i)
        values[i] = float(int(i) * step % prime - prime / 2);
    return Tensor::of(shape, values);
}

struct Passed {
    Tensor output, gradient;
};

// Once through and back; an empty upstream gradient is the ladder of the fixtures.
Passed passed(const std::string& type, const Attributes& attributes, const Tensor& x, Tensor upstream = {})
{
    const Signals in{{x.shape().withoutBatch()}};
    const auto layer = findLayerType(type)->build(attributes, in);
    const Pass pass{.training = true};
    std::vector<Tensor> outputs(1), gradients(1), inputGradients(1);
    layer->forward(std::vector{x}, outputs, pass);
    gradients[0] = upstream.empty() ? ladder(23, 67, outputs[0].shape()) : upstream;
    layer->backward(gradients, inputGradients, pass);
    return {outputs[0], inputGradients[0]};
}

// The fixtures keep four digits behind the dot.
std::string difference(const Tensor& found, const Json& expected)
{
    const std::vector<int> shape(found.shape().begin(), found.shape().end());
    return fixtures::difference(found, {{"shape", shape}, {"values", expected}}, 1e-4);
}

Attributes pool(std::vector<int> size, std::vector<int> strides = {}, const std::string& padding = "valid")
{
    return {{"pool_size", size}, {"strides", strides}, {"padding", padding}};
}

std::vector<float> listOf(const Tensor& tensor)
{
    return {tensor.values().begin(), tensor.values().end()};
}

} // namespace

class PoolFixturesTest : public QObject {
    Q_OBJECT

private slots:
    void poolsAgreeWithPyTorch_data();
    void poolsAgreeWithPyTorch();
    void everyCombinationIsThere();
    void manyChannelsGiveWhatEachAloneGives_data() { everyFixture(); }
    void manyChannelsGiveWhatEachAloneGives();
    void theFirstOfEqualsIsChosen();
    void aNotANumberStaysVisible();
    void windowsWithMorePlacesThanAByteFindTheirPixel();
    void theTextbookExampleComesOut();
    void poolsLargerThanTheirPictureAreRefused();
    void settingsSayWindowStrideAndPadding();

private:
    void everyFixture() const;
    const Json m_fixtures = fixtures::read("pools.json");
};

void PoolFixturesTest::everyFixture() const
{
    QTest::addColumn<QString>("type");
    QTest::addColumn<int>("index");
    for (const auto& [type, cases] : m_fixtures.items())
        for (std::size_t i = 0; i < cases.size(); ++i)
            QTest::addRow("%s %s stride %s %s", type.c_str(), cases[i]["pool_size"].dump().c_str(),
                          cases[i]["strides"].dump().c_str(), cases[i]["padding"].get<std::string>().c_str())
                << QString::fromStdString(type) << int(i);
}

void PoolFixturesTest::poolsAgreeWithPyTorch_data()
{
    everyFixture();
}

void PoolFixturesTest::poolsAgreeWithPyTorch()
{
    QFETCH(const QString, type);
    QFETCH(const int, index);
    Json attributes = m_fixtures[type.toStdString()][std::size_t(index)];
    const Json outputs = attributes["outputs"], gradients = attributes["gradients"];
    attributes.erase("outputs");
    attributes.erase("gradients");
    const auto& fields = findLayerType(type.toStdString())->fields;
    const Passed found = passed(type.toStdString(), fixtures::attributes(fields, attributes),
                                ladder(37, 61, {1, height, width, channels}));
    QCOMPARE(difference(found.output, outputs), std::string());
    QCOMPARE(difference(found.gradient, gradients), std::string());
}

void PoolFixturesTest::everyCombinationIsThere()
{
    for (const auto& [type, cases] : m_fixtures.items())
        for (int pool = 1; pool <= 5; ++pool)
            for (int stride = 1; stride <= 3; ++stride)
                for (const char* padding : {"same", "valid"})
                    QVERIFY(std::any_of(cases.begin(), cases.end(), [&](const Json& c) {
                        return c["pool_size"] == Json{pool} && c["strides"] == Json{stride} &&
                            c["padding"] == padding;
                    }));
}

// Channels go through vector registers in groups; a picture of each alone never fills one.
void PoolFixturesTest::manyChannelsGiveWhatEachAloneGives()
{
    QFETCH(const QString, type);
    QFETCH(const int, index);
    constexpr int many = 37;
    const Json& fixture = m_fixtures[type.toStdString()][std::size_t(index)];
    const Attributes attributes =
        pool(fixture["pool_size"], fixture["strides"], fixture["padding"].get<std::string>());
    const Tensor all = ladder(1009, 2221, {2, height, width, many});
    const Passed found = passed(type.toStdString(), attributes, all);
    for (int c = 0; c < many; ++c) {
        const auto only = [c](const Tensor& x) {
            Tensor one({x.shape()[0], x.shape()[1], x.shape()[2], 1});
            for (std::int64_t i = 0; i < one.size(); ++i)
                one.data()[i] = x.data()[i * many + c];
            return one;
        };
        const Tensor upstream = ladder(23, 67, found.output.shape());
        const Passed alone = passed(type.toStdString(), attributes, only(all), only(upstream));
        QCOMPARE(listOf(only(found.output)), listOf(alone.output));
        QCOMPARE(listOf(only(found.gradient)), listOf(alone.gradient));
    }
}

void PoolFixturesTest::theFirstOfEqualsIsChosen()
{
    for (const int many : {1, 20}) {
        const Shape shape{1, 2, 4, many};
        const Tensor equal = Tensor::zeros(shape);
        const Tensor upstream = Tensor::of({1, 1, 2, many}, std::vector<float>(std::size_t(2 * many), 3.0f));
        const Tensor gradient = passed("max_pool2d", pool({2}), equal, upstream).gradient;
        for (int row = 0; row < 2; ++row)
            for (int column = 0; column < 4; ++column)
                for (int c = 0; c < many; ++c)
                    QCOMPARE(gradient.data()[(row * 4 + column) * many + c],
                             row == 0 && column % 2 == 0 ? 3.0f : 0.0f);
    }
}

void PoolFixturesTest::aNotANumberStaysVisible()
{
    const float nan = std::numeric_limits<float>::quiet_NaN();
    for (std::size_t place = 0; place < 4; ++place) {
        std::vector<float> values{5, -1, 7, 2};
        values[place] = nan;
        for (const char* type :
             {"max_pool2d", "average_pool2d", "global_max_pool2d", "global_average_pool2d"})
            QVERIFY(std::isnan(passed(type, {}, Tensor::of({1, 2, 2, 1}, values)).output.item()));
    }
}

// 20 x 15 places: beyond what the small positions hold. Overlapping windows and one over everything.
void PoolFixturesTest::windowsWithMorePlacesThanAByteFindTheirPixel()
{
    const Shape shape{1, 22, 15, 1};
    Tensor x = Tensor::zeros(shape);
    const int peak = 19 * 15 + 13; // the only positive value: within all three windows
    x.data()[peak] = 4;
    const Tensor upstream = Tensor::of({1, 3, 1, 1}, std::vector<float>{1, 2, 4});
    const Passed found = passed("max_pool2d", pool({20, 15}, {1}), x, upstream);
    QCOMPARE(listOf(found.output), std::vector<float>(3, 4));
    std::vector<float> expected(std::size_t(shape.elements()), 0);
    expected[peak] = 7;
    QCOMPARE(listOf(found.gradient), expected);
    const Passed whole = passed("global_max_pool2d", {}, x, Tensor::of({1, 1}, std::vector<float>{7}));
    QCOMPARE(listOf(whole.output), std::vector<float>{4});
    QCOMPARE(listOf(whole.gradient), expected);
}

void PoolFixturesTest::theTextbookExampleComesOut()
{
    const Tensor x = Tensor::of({1, 3, 3, 1}, std::vector<float>{1, 2, 3, 4, 5, 6, 7, 8, 9});
    QCOMPARE(listOf(passed("max_pool2d", pool({2}, {1}), x).output), (std::vector<float>{5, 6, 8, 9}));
}

void PoolFixturesTest::poolsLargerThanTheirPictureAreRefused()
{
    for (const char* type : {"max_pool2d", "average_pool2d"}) {
        const auto refused = findLayerType(type)->infer(pool({4, 2}), {{{3, 8, 1}}});
        QVERIFY(!refused);
        const std::string sentence = refused.problem().sentence();
        QVERIFY2(sentence.find("3 × 8") != std::string::npos && sentence.back() == '.', sentence.c_str());
        QVERIFY(findLayerType(type)->infer(pool({4, 2}, {}, "same"), {{{3, 8, 1}}}));
        const auto flat = findLayerType(type)->infer({}, {{{9}}});
        QVERIFY(!flat && flat.problem().sentence().find("picture") != std::string::npos);
    }
}

void PoolFixturesTest::settingsSayWindowStrideAndPadding()
{
    const LayerType& type = *findLayerType("max_pool2d");
    QCOMPARE(type.settings({}), "2 × 2, stride 2, valid");
    QCOMPARE(type.settings(pool({3}, {2, 1}, "same")), "3 × 3, stride 2 × 1, same");
}

QTEST_GUILESS_MAIN(PoolFixturesTest)
#include "pool_fixtures_test.moc"
