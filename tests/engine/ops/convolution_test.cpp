// The convolutions against their plain paths, for every kind of window.
#include "engine/ops/convolution.h"
#include "engine/ops/elementwise.h"
#include "tests/engine/ops/reference.h"

#include <QTest>

using namespace engine;
using namespace engine::ops;
using namespace reference;

namespace {

// As behind a max-pool and relu: most values are zero.
Tensor sparseTensor(const Shape& shape, std::uint64_t seed)
{
    Tensor values = randomTensor(shape, seed);
    for (float& value : values.values())
        value = value < 0.8f ? 0.0f : value;
    return values;
}

// NaN where one of them is.
double difference(const Tensor& a, const Tensor& b)
{
    return worstError(a, [&](std::int64_t i) { return double(b.data()[i]); });
}

struct Case {
    Window window;
    int batch = 2, channels = 3, filters = 5;

    Shape pictures() const { return {batch, window.rows.input, window.columns.input, channels}; }
    Shape maps() const { return {batch, window.rows.output, window.columns.output, filters}; }
    Shape kernel() const { return {window.rows.size, window.columns.size, channels, filters}; }
};

} // namespace
Q_DECLARE_METATYPE(Case)

class ConvolutionTest : public QObject {
    Q_OBJECT

private slots:
    void forwardEqualsThePlainPath_data() { everyCase(); }
    void forwardEqualsThePlainPath();
    void backwardEqualsThePlainPath_data() { everyCase(); }
    void backwardEqualsThePlainPath();
    void zeroGradientsAreSkippedWithoutADifference_data() { everyCase(); }
    void zeroGradientsAreSkippedWithoutADifference();
    void transposedEqualsThePlainPath_data() { everyCase(); }
    void transposedEqualsThePlainPath();
    void activationAndBiasAreThoseOfTheOperation();
    void onlyWantedGradientsAreWritten();
    void resultsDoNotDependOnThreads();
    void cleanup() { setThreads(0); }

private:
    static void everyCase();
    static void compareBackward(const Case& c, const Tensor& gradient);
};

void ConvolutionTest::everyCase()
{
    QTest::addColumn<Case>("c");
    for (int size = 1; size <= 5; ++size)
        for (int stride = 1; stride <= 3; ++stride)
            for (const bool same : {false, true})
                for (const int side : {7, 12})
                    QTest::addRow("kernel %d, stride %d, %s, %d pixels", size, stride,
                                  same ? "same" : "valid", side)
                        << Case{{windowAxis(side, size, stride, 1, same),
                                 windowAxis(side + 2, 6 - size, stride, 1, same)}};
    const auto special = [](const char* name, const Case& c) { QTest::newRow(name) << c; };
    const WindowAxis three = windowAxis(9, 3, 1, 1, true);
    special("dilated", {{windowAxis(9, 3, 1, 2, true), windowAxis(11, 2, 2, 3, false)}});
    special("wide and flat", {{windowAxis(1, 1, 1, 1, false), windowAxis(40, 5, 1, 1, true)}, 3, 4, 33});
    special("one pixel", {{windowAxis(3, 3, 1, 1, false), windowAxis(3, 3, 1, 1, false)}, 3, 20, 48});
    special("whole vectors", {{three, three}, 20, 16, 64});
    special("two panels and a piece", {{three, three}, 2, 19, 70});
    special("many channels, one filter", {{three, windowAxis(8, 4, 2, 1, true)}, 2, 130, 1});
    special("one channel", {{windowAxis(28, 4, 1, 1, true), windowAxis(28, 4, 1, 1, true)}, 3, 1, 32});
    special("stride beyond the kernel",
            {{windowAxis(10, 1, 3, 1, false), windowAxis(11, 2, 4, 1, true)}, 2, 6, 7});
}

void ConvolutionTest::forwardEqualsThePlainPath()
{
    QFETCH(const Case, c);
    const Tensor x = randomTensor(c.pictures(), 1), kernel = randomTensor(c.kernel(), 2);
    Tensor wanted(c.maps()), found(c.maps());
    convolvePlain(x, kernel, c.window, wanted);
    convolve(x, kernel, c.window, {}, {}, found);
    QVERIFY2(difference(found, wanted) < 1e-4, qPrintable(QString::number(difference(found, wanted))));
}

void ConvolutionTest::compareBackward(const Case& c, const Tensor& gradient)
{
    const Tensor x = randomTensor(c.pictures(), 1), kernel = randomTensor(c.kernel(), 2), y(c.maps());
    Tensor kernelWanted(c.kernel()), biasWanted({c.filters}), xWanted(c.pictures());
    kernelGradientPlain(x, gradient, c.window, kernelWanted);
    convolveTransposedPlain(gradient, kernel, c.window, xWanted);
    sumRows(gradient, 0, biasWanted);
    ConvolutionGradients found{Tensor(c.kernel()), Tensor({c.filters}), Tensor(c.pictures())};
    for (Tensor* tensor : {&found.kernel, &found.bias, &found.x})
        fill(*tensor, std::nanf(""));
    Tensor given = gradient.clone();
    convolveBackward(x, kernel, c.window, y, {}, given, found);
    const double scale = std::sqrt(double(gradient.size() / c.filters)); // of the sums
    QVERIFY2(difference(found.kernel, kernelWanted) < 1e-5 * scale,
             qPrintable(QString::number(difference(found.kernel, kernelWanted))));
    QVERIFY(difference(found.bias, biasWanted) < 1e-5 * scale);
    QVERIFY2(difference(found.x, xWanted) < 1e-4, qPrintable(QString::number(difference(found.x, xWanted))));
}

void ConvolutionTest::backwardEqualsThePlainPath()
{
    QFETCH(const Case, c);
    compareBackward(c, randomTensor(c.maps(), 3));
}

void ConvolutionTest::zeroGradientsAreSkippedWithoutADifference()
{
    QFETCH(const Case, c);
    compareBackward(c, sparseTensor(c.maps(), 3));
    Tensor mixed = randomTensor(c.maps(), 4); // pictures of both kinds in one batch
    mixed.slice(0, 1).copyFrom(sparseTensor(c.maps().withoutBatch().withBatch(1), 5));
    compareBackward(c, mixed);
    compareBackward(c, Tensor::zeros(c.maps()));
}

void ConvolutionTest::transposedEqualsThePlainPath()
{
    QFETCH(const Case, c);
    const Tensor y = randomTensor(c.maps(), 1), kernel = randomTensor(c.kernel(), 2);
    Tensor wanted(c.pictures()), found(c.pictures());
    fill(found, std::nanf(""));
    convolveTransposedPlain(y, kernel, c.window, wanted);
    convolveTransposed(y, kernel, c.window, found);
    QVERIFY2(difference(found, wanted) < 1e-4, qPrintable(QString::number(difference(found, wanted))));
}

void ConvolutionTest::activationAndBiasAreThoseOfTheOperation()
{
    const WindowAxis axis = windowAxis(6, 3, 1, 1, true);
    const Case c{{axis, axis}, 2, 3, 19};
    const Tensor x = randomTensor(c.pictures(), 1), kernel = randomTensor(c.kernel(), 2);
    const Tensor bias = randomTensor({c.filters}, 3), gradient = randomTensor(c.maps(), 4);
    for (const std::string& name : activationNames()) {
        const ActivationSpec spec{*activationNamed(name)};
        Tensor wanted(c.maps()), found(c.maps());
        convolvePlain(x, kernel, c.window, wanted);
        activate(wanted, bias, spec, wanted);
        convolve(x, kernel, c.window, bias, spec, found);
        QVERIFY2(difference(found, wanted) < 1e-5, name.c_str());

        Tensor before = gradient.clone(), given = gradient.clone(), kernelWanted(c.kernel());
        activateBackward(wanted, before, spec, before);
        kernelGradientPlain(x, before, c.window, kernelWanted);
        ConvolutionGradients gradients{.kernel = Tensor(c.kernel())};
        convolveBackward(x, kernel, c.window, found, spec, given, gradients);
        QVERIFY2(difference(given, before) < 1e-5, name.c_str());
        QVERIFY2(difference(gradients.kernel, kernelWanted) < 1e-4, name.c_str());
    }
}

void ConvolutionTest::onlyWantedGradientsAreWritten()
{
    const WindowAxis axis = windowAxis(6, 3, 1, 1, true);
    const Case c{{axis, axis}};
    const Tensor x = randomTensor(c.pictures(), 1), kernel = randomTensor(c.kernel(), 2), y(c.maps());
    for (const bool sparse : {false, true}) {
        Tensor gradient = sparse ? sparseTensor(c.maps(), 3) : randomTensor(c.maps(), 3);
        Tensor wanted(c.pictures());
        convolveTransposedPlain(gradient, kernel, c.window, wanted);
        ConvolutionGradients gradients{.x = Tensor(c.pictures())};
        convolveBackward(x, kernel, c.window, y, {}, gradient, gradients);
        QVERIFY(difference(gradients.x, wanted) < 1e-5);
        QVERIFY(gradients.kernel.empty() && gradients.bias.empty());
    }
}

void ConvolutionTest::resultsDoNotDependOnThreads()
{
    const WindowAxis axis = windowAxis(12, 4, 1, 1, true);
    const Case c{{axis, axis}, 37, 8, 24};
    const Tensor x = randomTensor(c.pictures(), 1), kernel = randomTensor(c.kernel(), 2);
    for (const bool sparse : {false, true}) {
        std::vector<ConvolutionGradients> results;
        for (const int count : {1, 2, 5}) {
            setThreads(count);
            Tensor y(c.maps());
            convolve(x, kernel, c.window, {}, {Activation::Relu}, y);
            Tensor gradient = sparse ? sparseTensor(c.maps(), 3) : randomTensor(c.maps(), 3);
            results.push_back({Tensor(c.kernel()), Tensor({c.filters}), Tensor(c.pictures())});
            convolveBackward(x, kernel, c.window, y, {Activation::Relu}, gradient, results.back());
        }
        for (const ConvolutionGradients& other : results)
            for (auto member :
                 {&ConvolutionGradients::kernel, &ConvolutionGradients::bias, &ConvolutionGradients::x})
                QVERIFY(sameBits(other.*member, results[0].*member));
    }
}

QTEST_GUILESS_MAIN(ConvolutionTest)
#include "convolution_test.moc"
