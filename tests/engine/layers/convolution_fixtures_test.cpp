// Conv2D in every combination of kernel, stride and padding against the numbers that PyTorch found, and what
// the convolution layers say of themselves.
#include "engine/base/json.h"
#include "engine/layers/layer_type.h"
#include "tests/engine/layers/fixture_file.h"

#include <QTest>

using namespace engine;

namespace {

constexpr int height = 5, width = 6, channels = 2, filters = 2;

// As in tests/fixtures/make_convolution_fixtures.py: whole numbers, so that float32 holds them exactly.
Tensor ladder(int step, int prime, const Shape& shape)
{
    std::vector<float> values(static_cast<std::size_t>(shape.elements()));
    for (std::size_t i = 0; i < values.size(); ++i)
        values[i] = float(int(i) * step % prime - prime / 2);
    return Tensor::of(shape, values);
}

std::string difference(const Tensor& found, const Json& expected)
{
    const std::vector<int> shape(found.shape().begin(), found.shape().end());
    return fixtures::difference(found, {{"shape", shape}, {"values", expected}}, 1e-4);
}

std::string refusal(const std::string& type, const Attributes& attributes, const Shape& shape)
{
    const auto found = findLayerType(type)->infer(attributes, {{shape}});
    return found ? std::string() : found.problem().sentence();
}

using List = std::vector<int>;

} // namespace

class ConvolutionFixturesTest : public QObject {
    Q_OBJECT

private slots:
    void convolutionsAgreeWithPyTorch_data();
    void convolutionsAgreeWithPyTorch();
    void everyCombinationIsThere();
    void theTextbookExampleComesOut();
    void parameterCountsAreKeras();
    void transposedGivesTheSizesOfKeras();
    void kernelsLargerThanTheirPictureAreRefused();
    void absurdSizesAreRefused();
    void settingsSayFiltersKernelAndPadding();

private:
    const Json m_fixtures = fixtures::read("convolutions.json");
};

void ConvolutionFixturesTest::convolutionsAgreeWithPyTorch_data()
{
    QTest::addColumn<int>("index");
    for (std::size_t i = 0; i < m_fixtures.size(); ++i)
        QTest::addRow("%s stride %s dilation %s %s", m_fixtures[i]["kernel_size"].dump().c_str(),
                      m_fixtures[i]["strides"].dump().c_str(), m_fixtures[i]["dilation"].dump().c_str(),
                      m_fixtures[i]["padding"].get<std::string>().c_str())
            << int(i);
}

void ConvolutionFixturesTest::convolutionsAgreeWithPyTorch()
{
    QFETCH(const int, index);
    const Json& fixture = m_fixtures[std::size_t(index)];
    const LayerType& type = *findLayerType("conv2d");
    Attributes attributes{{"filters", std::int64_t{filters}}, {"use_bias", false}};
    for (const char* key : {"kernel_size", "strides", "dilation"})
        attributes[key] = fixture[key].get<List>();
    attributes["padding"] = fixture["padding"].get<std::string>();
    const auto layer = type.build(attributes, {{{height, width, channels}}});
    Parameter& kernel = layer->parameters()[0];
    kernel.value.copyFrom(ladder(5, 13, kernel.value.shape()));
    const Pass pass{.training = true};
    std::vector<Tensor> outputs(1), gradients(1), inputGradients(1);
    layer->forward(std::vector{ladder(37, 61, {1, height, width, channels})}, outputs, pass);
    QCOMPARE(difference(outputs[0], fixture["outputs"]), std::string());
    gradients[0] = ladder(23, 67, outputs[0].shape());
    layer->backward(gradients, inputGradients, pass);
    QCOMPARE(difference(inputGradients[0], fixture["inputs"]), std::string());
    QCOMPARE(difference(kernel.gradient, fixture["kernel"]), std::string());
}

void ConvolutionFixturesTest::everyCombinationIsThere()
{
    for (int kernel = 1; kernel <= 5; ++kernel)
        for (int stride = 1; stride <= 3; ++stride)
            for (const char* padding : {"same", "valid"})
                QVERIFY(std::any_of(m_fixtures.begin(), m_fixtures.end(), [&](const Json& c) {
                    return c["kernel_size"] == Json{kernel} && c["strides"] == Json{stride} &&
                        c["padding"] == padding;
                }));
}

void ConvolutionFixturesTest::theTextbookExampleComesOut()
{
    const Attributes attributes{{"filters", std::int64_t{1}}, {"kernel_size", List{2}}};
    const auto layer = findLayerType("conv2d")->build(attributes, {{{3, 3, 1}}});
    layer->parameters()[0].value.copyFrom(Tensor::of({2, 2, 1, 1}, std::vector<float>{0, -1, -1, 0}));
    std::vector<Tensor> outputs(1);
    layer->forward(std::vector{Tensor::of({1, 3, 3, 1}, std::vector<float>{1, 2, 3, 4, 5, 6, 7, 8, 9})},
                   outputs, {});
    const auto values = outputs[0].values();
    QCOMPARE(std::vector<float>(values.begin(), values.end()), (std::vector<float>{-6, -8, -12, -14}));
}

void ConvolutionFixturesTest::parameterCountsAreKeras()
{
    const auto count = [](const char* type, const Attributes& attributes, const Shape& shape) {
        std::int64_t sum = 0;
        for (const ParameterShape& p : findLayerType(type)->parameters(attributes, {{shape}}))
            sum += p.shape.elements();
        return sum;
    };
    const Attributes four{{"kernel_size", List{4}}};
    const Attributes sixtyFour{{"kernel_size", List{4}}, {"filters", std::int64_t{64}}};
    QCOMPARE(count("conv2d", four, {28, 28, 1}), 544);
    QCOMPARE(count("conv2d", four, {32, 32, 3}), 1568);
    QCOMPARE(count("conv2d", sixtyFour, {14, 14, 32}), 32832);
    QCOMPARE(count("conv2d_transpose", sixtyFour, {14, 14, 32}), 32832);
    QCOMPARE(count("depthwise_conv2d", four, {14, 14, 32}), 16 * 32 + 32);
}

void ConvolutionFixturesTest::transposedGivesTheSizesOfKeras()
{
    const auto size = [](int kernel, int stride, const char* padding) {
        const Attributes attributes{
            {"kernel_size", List{kernel}}, {"strides", List{stride}}, {"padding", std::string(padding)}};
        return (*findLayerType("conv2d_transpose")->infer(attributes, {{{7, 7, 1}}}))[0].shape[0];
    };
    QCOMPARE(size(3, 2, "same"), 14);
    QCOMPARE(size(3, 2, "valid"), 15);
    QCOMPARE(size(4, 1, "valid"), 10);
    QCOMPARE(size(1, 3, "valid"), 21);
}

void ConvolutionFixturesTest::kernelsLargerThanTheirPictureAreRefused()
{
    for (const char* type : {"conv2d", "depthwise_conv2d"}) {
        const std::string sentence =
            refusal(type, {{"kernel_size", List{4, 3}}, {"dilation", List{2}}}, {6, 8, 1});
        QVERIFY2(sentence.find("7 × 5") != std::string::npos && sentence.back() == '.', sentence.c_str());
        QVERIFY(refusal(type, {{"kernel_size", List{4, 3}}, {"padding", std::string("same")}}, {2, 2, 1})
                    .empty());
    }
    for (const char* type : {"conv2d", "conv2d_transpose", "depthwise_conv2d"})
        QVERIFY(refusal(type, {}, {9}).find("picture") != std::string::npos);
}

void ConvolutionFixturesTest::absurdSizesAreRefused()
{
    const Attributes huge{
        {"filters", std::int64_t{65536}}, {"strides", List{1024}}, {"kernel_size", List{1024}}};
    QVERIFY(!refusal("conv2d_transpose", huge, {30000, 30000, 1}).empty());
    QVERIFY(!refusal("conv2d", huge, {2000, 2000, 512}).empty());
    QVERIFY(
        !refusal("depthwise_conv2d", {{"depth_multiplier", std::int64_t{1024}}}, {3, 3, 1 << 24}).empty());
    const Attributes same{{"padding", std::string("same")}, {"strides", List{1024}}};
    QVERIFY(refusal("conv2d", same, {INT32_MAX, 1, 1}).empty()); // no overflow on the way
}

void ConvolutionFixturesTest::settingsSayFiltersKernelAndPadding()
{
    QCOMPARE(findLayerType("conv2d")->settings({}), "32 of 3 × 3, valid");
    const Attributes other{{"filters", std::int64_t{64}},
                           {"kernel_size", List{4}},
                           {"strides", List{2, 1}},
                           {"padding", std::string("same")},
                           {"activation", std::string("relu")}};
    QCOMPARE(findLayerType("conv2d")->settings(other), "64 of 4 × 4, stride 2 × 1, same, relu");
}

QTEST_GUILESS_MAIN(ConvolutionFixturesTest)
#include "convolution_fixtures_test.moc"
