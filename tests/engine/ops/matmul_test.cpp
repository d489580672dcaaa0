#include "engine/ops/matmul.h"
#include "engine/ops/random_fill.h"
#include "tests/engine/ops/reference.h"

#include <limits>

using namespace engine;
using namespace reference;

namespace {

struct Problem {
    int rows, depth, columns;
    bool transposeA, transposeB;

    Tensor a() const { return randomTensor(transposeA ? Shape{depth, rows} : Shape{rows, depth}, 1); }
    Tensor b() const { return randomTensor(transposeB ? Shape{columns, depth} : Shape{depth, columns}, 2); }

    double dot(const Tensor& a, const Tensor& b, std::int64_t i, std::int64_t j) const
    {
        double sum = 0;
        for (std::int64_t k = 0; k < depth; ++k)
            sum += double(a.data()[transposeA ? k * rows + i : i * depth + k]) *
                double(b.data()[transposeB ? j * depth + k : k * columns + j]);
        return sum;
    }

    // Rounding errors grow like the root of the depth when the values are of order 1.
    double tolerance() const { return 1e-6 * (4 + std::sqrt(double(depth))); }

    double error(const Tensor& out, double scale, const Tensor& old) const
    {
        const Tensor left = a();
        const Tensor right = b();
        return worstError(out, [&](std::int64_t i) {
            return (scale == 0 ? 0 : scale * double(old.data()[i])) +
                dot(left, right, i / columns, i % columns);
        });
    }
};

void addShapes()
{
    QTest::addColumn<int>("rows");
    QTest::addColumn<int>("depth");
    QTest::addColumn<int>("columns");
    for (const auto& [rows, depth, columns] : std::initializer_list<std::array<int, 3>>{
             {1, 1, 1},      {3, 2, 5},       {1, 784, 512},  {512, 784, 1}, {1, 1000, 1},
             {7, 1, 33},     {784, 1, 512},   {2, 3000, 3},   {14, 17, 32},  {15, 16, 33},
             {13, 400, 16},  {100, 784, 512}, {100, 256, 10}, {6, 385, 17},  {128, 128, 1457},
             {29, 53, 47},   {333, 100, 65},  {65, 770, 333}, {1000, 9, 5},  {5, 9, 1000},
             {50, 128, 512}, {2, 70, 200},    {3, 129, 64},   {4, 33, 1000}, {700, 5, 3}})
        QTest::addRow("%d x %d x %d", rows, depth, columns) << rows << depth << columns;
}

Problem fetched(bool transposeA, bool transposeB)
{
    QFETCH(int, rows);
    QFETCH(int, depth);
    QFETCH(int, columns);
    return {rows, depth, columns, transposeA, transposeB};
}

} // namespace

class MatmulTest : public QObject {
    Q_OBJECT

private slots:
    void agreesWithDoublesForEveryTranspose_data() { addShapes(); }
    void agreesWithDoublesForEveryTranspose()
    {
        for (int transposes = 0; transposes < 4; ++transposes) {
            const Problem p = fetched(transposes & 1, transposes & 2);
            Tensor out({p.rows, p.columns});
            ops::matmul(p.a(), p.transposeA, p.b(), p.transposeB, 0.0f, out);
            QCOMPARE_LE(p.error(out, 0, out), p.tolerance());
        }
    }

    void addsToScaledOldValues_data() { addShapes(); }
    void addsToScaledOldValues()
    {
        const Problem p = fetched(false, false);
        for (float scale : {1.0f, -0.5f}) {
            const Tensor old = randomTensor({p.rows, p.columns}, 3);
            Tensor out = old.clone();
            ops::matmul(p.a(), false, p.b(), false, scale, out);
            QCOMPARE_LE(p.error(out, double(scale), old), p.tolerance());
        }
    }

    void ignoresOldValuesWithScaleZero_data() { addShapes(); }
    void ignoresOldValuesWithScaleZero()
    {
        const Problem p = fetched(true, false);
        Tensor out({p.rows, p.columns});
        for (float& value : out.values())
            value = std::numeric_limits<float>::quiet_NaN();
        ops::matmul(p.a(), true, p.b(), false, 0.0f, out);
        QCOMPARE_LE(p.error(out, 0, out), p.tolerance());
    }

    void givesTheSameBitsOnAnyThreads_data() { addShapes(); }
    void givesTheSameBitsOnAnyThreads()
    {
        for (int transposes = 0; transposes < 4; ++transposes) {
            const Problem p = fetched(transposes & 1, transposes & 2);
            QVERIFY(sameOnAnyThreads([&] {
                Tensor out({p.rows, p.columns});
                ops::matmul(p.a(), p.transposeA, p.b(), p.transposeB, 0.0f, out);
                return out;
            }));
        }
    }

    void agreesWithEigenOnRandomShapes()
    {
        const RandomKey key{2024};
        for (std::uint64_t i = 0; i < 300; ++i) {
            const auto size = [&](std::uint64_t axis) {
                return 1 + int(key.with(i).below(i % 10 == 0 ? 600 : 80, axis));
            };
            const Problem p{size(0), size(1), size(2), key.below(2, 2 * i) == 1,
                            key.below(2, 2 * i + 1) == 1};
            Tensor out({p.rows, p.columns});
            Tensor plain({p.rows, p.columns});
            ops::matmul(p.a(), p.transposeA, p.b(), p.transposeB, 0.0f, out);
            ops::matmulPlain(p.a(), p.transposeA, p.b(), p.transposeB, 0.0f, plain);
            QCOMPARE_LE(worstError(out, [&](std::int64_t at) { return double(plain.data()[at]); }),
                        p.tolerance());
        }
    }

    void addsUpVeryDeepProductsInSegments()
    {
        Tensor a({260'000, 33});
        Tensor b({260'000, 34});
        ops::fillUniform(a, -1, 1, RandomKey{1});
        ops::fillUniform(b, -1, 1, RandomKey{2});
        Tensor out = randomTensor({33, 34}, 3);
        Tensor plain = out.clone();
        ops::matmul(a, true, b, false, 2.0f, out);
        ops::matmulPlain(a, true, b, false, 2.0f, plain);
        for (std::int64_t i = 0; i < out.size(); ++i) // the sums are of order 170
            QCOMPARE_LE(std::fabs(out.data()[i] - plain.data()[i]), 1e-3f);
    }

    void scalesOnlyWhenThereIsNothingToAdd()
    {
        Tensor out = Tensor::of({2, 2}, std::array{1.0f, 2.0f, 3.0f, 4.0f});
        ops::matmul(Tensor({2, 0}), false, Tensor({0, 2}), false, 0.5f, out);
        QVERIFY(sameBits(out, Tensor::of({2, 2}, std::array{0.5f, 1.0f, 1.5f, 2.0f})));
        ops::matmul(Tensor({2, 0}), false, Tensor({0, 2}), false, 0.0f, out);
        QVERIFY(sameBits(out, Tensor::zeros({2, 2})));
    }

    void acceptsResultsWithoutElements()
    {
        Tensor none({0, 5});
        ops::matmul(Tensor({0, 3}), false, Tensor({3, 5}), false, 0.0f, none);
        QCOMPARE(none.size(), 0);
    }

    void foldsLeadingAxes()
    {
        const Tensor a = randomTensor({3, 4, 5}, 1);
        const Tensor b = randomTensor({5, 6}, 2);
        Tensor folded({3, 4, 6});
        Tensor flat({12, 6});
        ops::matmul(a, false, b, false, 0.0f, folded);
        ops::matmul(a.matrix(), false, b, false, 0.0f, flat);
        QVERIFY(sameBits(folded, flat));
    }

    void readsSlicesInPlace()
    {
        const Tensor a = randomTensor({40, 33}, 1);
        const Tensor b = randomTensor({33, 21}, 2);
        Tensor all({40, 21});
        Tensor part({9, 21});
        ops::matmul(a, false, b, false, 0.0f, all);
        ops::matmul(a.slice(31, 9), false, b, false, 0.0f, part);
        QCOMPARE_LE(worstError(part, [&](std::int64_t i) { return double(all.data()[31 * 21 + i]); }), 1e-5);
    }
};

QTEST_GUILESS_MAIN(MatmulTest)
#include "matmul_test.moc"
