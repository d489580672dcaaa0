// What the layers promise that change pictures by chance: only while training, each sample for itself, and
// only as far as they are told.
#include "engine/layers/layer_type.h"
#include "tests/engine/layers/layer_trial.h"

#include <QTest>

using namespace engine;
using namespace engine::trial;

namespace {

Tensor pictures(int count, int height, int width)
{
    return ladder({count, height, width, 1}, 0.1f, 1, 5);
}

Tensor changed(const char* type, const Attributes& attributes, const Tensor& x, const Pass& pass)
{
    const auto layer = findLayerType(type)->build(attributes, {{x.shape().withoutBatch()}});
    std::vector<Tensor> outputs(1);
    layer->forward(std::vector{x}, outputs, pass);
    return outputs[0];
}

// By given numbers in [0, 1).
Tensor changedBy(const char* type, const Attributes& attributes, const Tensor& x,
                 const std::vector<float>& numbers)
{
    const int count = x.rows();
    const Tensor noise = Tensor::of({count, static_cast<int>(numbers.size()) / count}, numbers);
    return changed(type, attributes, x, {.training = true, .noise = &noise});
}

std::vector<float> listOf(const Tensor& tensor)
{
    return {tensor.values().begin(), tensor.values().end()};
}

Tensor rowOf(const std::vector<float>& values)
{
    return Tensor::of({1, 1, static_cast<int>(values.size()), 1}, values);
}

} // namespace

class RandomWarpTest : public QObject {
    Q_OBJECT

private slots:
    void everySampleHasADrawOfItsOwn_data() { everyLayer(); }
    void everySampleHasADrawOfItsOwn();
    void withoutTrainingPicturesStay_data() { everyLayer(); }
    void withoutTrainingPicturesStay();
    void anotherStepChangesOtherwise_data() { everyLayer(); }
    void anotherStepChangesOtherwise();
    void flipsMirrorExactly();
    void aboutHalfOfThePicturesAreFlipped();
    void fullTranslationMovesByTheShare();
    void bordersAreFilledAsChosen_data();
    void bordersAreFilledAsChosen();
    void halfATurnReversesThePicture();
    void zoomingOutShowsMore();

private:
    static void everyLayer()
    {
        QTest::addColumn<QByteArray>("type");
        for (const char* type : {"random_translation", "random_rotation", "random_flip", "random_zoom"})
            QTest::newRow(type) << QByteArray(type);
    }
};

// The same whatever else is in the batch: drawn by (seed, step, place in the batch).
void RandomWarpTest::everySampleHasADrawOfItsOwn()
{
    QFETCH(const QByteArray, type);
    const Tensor all = pictures(8, 6, 7);
    const Pass pass{.training = true, .key = {31}};
    const Tensor whole = changed(type, {}, all, pass);
    const Tensor part = changed(type, {}, all.slice(0, 3), pass);
    QVERIFY(sameBits(part, whole.slice(0, 3)));
    const Tensor once = all.slice(0, 1);
    Tensor twins({8, 6, 7, 1});
    for (int i = 0; i < 8; ++i)
        twins.slice(i, 1).copyFrom(once);
    const Tensor different = changed(type, {}, twins, pass);
    int same = 0;
    for (int i = 1; i < 8; ++i)
        same += sameBits(different.slice(i, 1), different.slice(0, 1));
    QVERIFY(same < 7);
}

void RandomWarpTest::withoutTrainingPicturesStay()
{
    QFETCH(const QByteArray, type);
    const Tensor x = pictures(3, 4, 5);
    QVERIFY(sameBits(changed(type, {}, x, {.key = {31}}), x));
}

void RandomWarpTest::anotherStepChangesOtherwise()
{
    QFETCH(const QByteArray, type);
    const Tensor x = pictures(16, 4, 5);
    const Tensor first = changed(type, {}, x, {.training = true, .key = {31}});
    QVERIFY(sameBits(first, changed(type, {}, x, {.training = true, .key = {31}})));
    QVERIFY(!sameBits(first, changed(type, {}, x, {.training = true, .key = {32}})));
}

void RandomWarpTest::flipsMirrorExactly()
{
    const Tensor x = Tensor::of({1, 2, 3, 1}, std::vector<float>{1, 2, 3, 4, 5, 6});
    const auto flipped = [&](const char* mode, float rows, float columns) {
        return listOf(changedBy("random_flip", {{"mode", std::string(mode)}}, x, {rows, columns}));
    };
    const std::vector<float> same{1, 2, 3, 4, 5, 6}, sides{3, 2, 1, 6, 5, 4}, heads{4, 5, 6, 1, 2, 3},
        both{6, 5, 4, 3, 2, 1};
    QCOMPARE(flipped("horizontal", 0.2f, 0.4f), sides);
    QCOMPARE(flipped("horizontal", 0.2f, 0.5f), same);
    QCOMPARE(flipped("vertical", 0.2f, 0.4f), heads);
    QCOMPARE(flipped("vertical", 0.9f, 0.4f), same);
    QCOMPARE(flipped("horizontal_and_vertical", 0.2f, 0.4f), both);
    QCOMPARE(flipped("horizontal_and_vertical", 0.2f, 0.7f), heads);
}

void RandomWarpTest::aboutHalfOfThePicturesAreFlipped()
{
    constexpr int count = 4000;
    Tensor x({count, 1, 2, 1});
    for (int i = 0; i < 2 * count; ++i)
        x.data()[i] = float(i % 2);
    const Tensor y = changed("random_flip", {}, x, {.training = true, .key = {7}});
    int flipped = 0;
    for (int i = 0; i < count; ++i)
        flipped += y.data()[2 * i] == 1;
    QVERIFY2(std::abs(flipped - count / 2) < 130, qPrintable(QString::number(flipped))); // 4 standard errors
}

void RandomWarpTest::fullTranslationMovesByTheShare()
{
    const Attributes half{
        {"height_factor", 0.0}, {"width_factor", 0.5}, {"fill_mode", std::string("constant")}};
    const Tensor x = rowOf({1, 2, 3, 4});
    QCOMPARE(listOf(changedBy("random_translation", half, x, {0.5f, 0.0f})),
             (std::vector<float>{3, 4, 0, 0}));
    QCOMPARE(listOf(changedBy("random_translation", half, x, {0.5f, 0.5f})),
             (std::vector<float>{1, 2, 3, 4}));
    QCOMPARE(listOf(changedBy("random_translation", half, x, {0.5f, 0.75f})),
             (std::vector<float>{0, 1, 2, 3}));
}

void RandomWarpTest::bordersAreFilledAsChosen_data()
{
    QTest::addColumn<std::string>("mode");
    QTest::addColumn<std::vector<float>>("expected");
    QTest::newRow("constant") << std::string("constant") << std::vector<float>{9, 9, 1, 2};
    QTest::newRow("nearest") << std::string("nearest") << std::vector<float>{1, 1, 1, 2};
    QTest::newRow("reflect") << std::string("reflect") << std::vector<float>{2, 1, 1, 2};
}

// Moved by two pixels.
void RandomWarpTest::bordersAreFilledAsChosen()
{
    QFETCH(const std::string, mode);
    QFETCH(const std::vector<float>, expected);
    const Attributes attributes{
        {"height_factor", 0.0}, {"width_factor", 1.0}, {"fill_mode", mode}, {"fill_value", 9.0}};
    QCOMPARE(listOf(changedBy("random_translation", attributes, rowOf({1, 2, 3, 4}), {0.5f, 0.75f})),
             expected);
}

void RandomWarpTest::halfATurnReversesThePicture()
{
    const Tensor x = pictures(1, 3, 5);
    const Tensor y = changedBy("random_rotation", {{"degrees", 180.0}}, x, {0});
    for (int i = 0; i < 15; ++i)
        QVERIFY(std::abs(y.data()[i] - x.data()[14 - i]) < 1e-5f);
}

void RandomWarpTest::zoomingOutShowsMore()
{
    const Attributes half{{"factor", 0.5}, {"fill_mode", std::string("constant")}};
    const Tensor x = Tensor::of({1, 4, 4, 1}, std::vector<float>(16, 1.0f));
    const auto sumAt = [&](float number) {
        float sum = 0;
        for (const float value : listOf(changedBy("random_zoom", half, x, {number, 0.5f})))
            sum += value;
        return sum;
    };
    QCOMPARE(sumAt(0.5f), 16.0f);
    QCOMPARE(sumAt(0.0f), 16.0f); // larger: still full
    QVERIFY(sumAt(0.95f) < 12.0f); // smaller: free places around it
}

QTEST_GUILESS_MAIN(RandomWarpTest)
#include "random_warp_test.moc"
