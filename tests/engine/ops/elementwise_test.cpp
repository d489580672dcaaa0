#include "engine/ops/elementwise.h"
#include "engine/ops/gather.h"
#include "tests/engine/ops/reference.h"

#include <array>
#include <limits>
#include <numeric>
#include <vector>

using namespace engine;
using namespace reference;

namespace {

constexpr float infinity = std::numeric_limits<float>::infinity();

double at(const Tensor& x, std::int64_t i)
{
    return double(x.data()[i]);
}

// The result of a scalar reduction into an old value.
template <class Reduction>
double reduced(const Reduction& reduction, const Tensor& x, float factor, float scale, float old)
{
    Tensor out = Tensor::scalar(old);
    reduction(x, factor, scale, out);
    return double(out.item());
}

} // namespace

class ElementwiseTest : public QObject {
    Q_OBJECT

private slots:
    void agreesWithTheDefinition_data()
    {
        QTest::addColumn<int>("size");
        for (int size : {0, 1, 3, 16, 17, 1000, 16384, 16385, 70001})
            QTest::addRow("%d values", size) << size;
    }
    void agreesWithTheDefinition()
    {
        QFETCH(int, size);
        const Tensor a = randomTensor({size}, 1);
        const Tensor b = randomTensor({size}, 2);
        const Tensor old = randomTensor({size}, 3);
        const auto check = [&](const auto& operation, const std::function<double(std::int64_t)>& expected) {
            Tensor out = old.clone();
            operation(out);
            QCOMPARE_LE(worstError(out, expected), 1e-6);
        };
        check([&](Tensor& out) { ops::fill(out, 2.5f); }, [&](std::int64_t) { return 2.5; });
        check([&](Tensor& out) { ops::add(a, b, out); }, [&](std::int64_t i) { return at(a, i) + at(b, i); });
        check([&](Tensor& out) { ops::multiply(a, b, out); },
              [&](std::int64_t i) { return at(a, i) * at(b, i); });
        check([&](Tensor& out) { ops::accumulate(a, -0.5f, out); },
              [&](std::int64_t i) { return at(old, i) - 0.5 * at(a, i); });
        check([&](Tensor& out) { ops::affine(a, 3, -1, out); },
              [&](std::int64_t i) { return 3 * at(a, i) - 1; });
        check([&](Tensor& out) { ops::accumulateProduct(a, b, out); },
              [&](std::int64_t i) { return at(old, i) + at(a, i) * at(b, i); });
        check([&](Tensor& out) { ops::accumulateSign(a, 0.25f, out); },
              [&](std::int64_t i) {
                  return at(old, i) + (at(a, i) > 0 ? 0.25 : at(a, i) < 0 ? -0.25 : 0);
              });
    }

    void worksInPlace()
    {
        const Tensor a = randomTensor({40'001}, 1);
        const Tensor b = randomTensor({40'001}, 2);
        Tensor x = a.clone();
        ops::add(x, b, x);
        QCOMPARE_LE(worstError(x, [&](std::int64_t i) { return at(a, i) + at(b, i); }), 1e-6);
        ops::multiply(b, x, x);
        QCOMPARE_LE(worstError(x, [&](std::int64_t i) { return (at(a, i) + at(b, i)) * at(b, i); }), 1e-6);
        x = a.clone();
        ops::affine(x, 2, 1, x);
        QCOMPARE_LE(worstError(x, [&](std::int64_t i) { return 2 * at(a, i) + 1; }), 1e-6);
    }

    void theSignOfZeroIsZero()
    {
        Tensor out = Tensor::zeros({3});
        ops::accumulateSign(Tensor::of({3}, std::array{0.0f, -0.0f, -2.0f}), 1, out);
        QVERIFY(sameBits(out, Tensor::of({3}, std::array{0.0f, 0.0f, -1.0f})));
    }

    void sumsRows_data()
    {
        QTest::addColumn<int>("rows");
        QTest::addColumn<int>("columns");
        for (const auto& [rows, columns] : std::initializer_list<std::array<int, 2>>{{0, 3},
                                                                                     {1, 1},
                                                                                     {3, 7},
                                                                                     {100, 512},
                                                                                     {5000, 3},
                                                                                     {9, 5000},
                                                                                     {20000, 33},
                                                                                     {1000, 257},
                                                                                     {40000, 1}})
            QTest::addRow("%d x %d", rows, columns) << rows << columns;
    }
    void sumsRows()
    {
        QFETCH(int, rows);
        QFETCH(int, columns);
        const Tensor x = randomTensor({rows, columns}, 1, 0, 1);
        const Tensor old = randomTensor({columns}, 2);
        for (float scale : {0.0f, 1.0f, 0.5f}) {
            Tensor sums = old.clone();
            ops::sumRows(x, scale, sums);
            QCOMPARE_LE(worstError(sums,
                                   [&](std::int64_t column) {
                                       double sum = double(scale) * at(old, column);
                                       for (int row = 0; row < rows; ++row)
                                           sum += at(x, std::int64_t(row) * columns + column);
                                       return sum;
                                   }),
                        1e-5);
        }
        QVERIFY(sameOnAnyThreads([&] {
            Tensor sums({columns});
            ops::sumRows(x, 0, sums);
            return sums;
        }));
    }

    void sumsAll_data() { agreesWithTheDefinition_data(); }
    void sumsAll()
    {
        QFETCH(int, size);
        const Tensor x = randomTensor({size}, 5);
        double sum = 0, squares = 0, absolute = 0;
        for (std::int64_t i = 0; i < size; ++i) {
            sum += at(x, i);
            squares += at(x, i) * at(x, i);
            absolute += std::fabs(at(x, i));
        }
        const double tolerance = 1e-6 * (1 + absolute);
        QVERIFY(std::fabs(reduced(ops::sum, x, 2, 0.5f, 3) - (1.5 + 2 * sum)) <= tolerance);
        QVERIFY(std::fabs(reduced(ops::sumSquares, x, 2, 1, 3) - (3 + 2 * squares)) <= tolerance);
        QVERIFY(std::fabs(reduced(ops::sumAbsolute, x, 0.5f, 0, std::nanf("")) - 0.5 * absolute) <=
                tolerance);
    }

    void sumsDoNotDependOnThreads()
    {
        const Tensor x = randomTensor({5'000'011}, 5);
        QVERIFY(sameOnAnyThreads([&] {
            Tensor out = Tensor::scalar(0);
            ops::sum(x, 1, 0, out);
            ops::sumSquares(x, 1, 1, out);
            ops::sumAbsolute(x, 1, 1, out);
            return out;
        }));
    }

    void copiesColumns()
    {
        const Tensor source = randomTensor({50, 2, 7}, 1);
        const Tensor old = randomTensor({100, 9}, 2);
        for (float scale : {0.0f, 1.0f, -2.0f}) {
            Tensor target = old.clone();
            ops::copyColumns(source, 2, 4, scale, target, 5);
            QCOMPARE_LE(worstError(target,
                                   [&](std::int64_t i) {
                                       const std::int64_t column = i % 9;
                                       return column < 5
                                           ? at(old, i)
                                           : double(scale) * at(old, i) + at(source, i / 9 * 7 + column - 3);
                                   }),
                        1e-6);
        }
    }

    void copyingWithScaleZeroIgnoresWhatWasThere()
    {
        Tensor target = Tensor::of({1, 2}, std::array{std::nanf(""), 1.0f});
        ops::copyColumns(Tensor::of({1, 1}, std::array{5.0f}), 0, 1, 0, target, 0);
        QVERIFY(sameBits(target, Tensor::of({1, 2}, std::array{5.0f, 1.0f})));
    }

    void findsValuesThatAreNotFinite()
    {
        for (int position : {0, 15, 40'000, 49'999})
            for (float bad : {infinity, -infinity, std::nanf("")}) {
                Tensor x = randomTensor({50'000}, 1);
                QVERIFY(ops::allFinite(x));
                x.data()[position] = bad;
                QVERIFY(!ops::allFinite(x));
            }
        QVERIFY(ops::allFinite(Tensor::scalar(std::numeric_limits<float>::max())));
    }

    void gathersRows()
    {
        std::vector<std::int32_t> rows(1000);
        for (std::size_t i = 0; i < rows.size(); ++i)
            rows[i] = std::int32_t(i * 7 % 300);
        const Tensor source = randomTensor({300, 3}, 1);
        Tensor picked({1000, 3});
        ops::gatherRows(source, rows, picked);
        QCOMPARE(worstError(picked,
                            [&](std::int64_t i) { return at(source, rows[std::size_t(i / 3)] * 3 + i % 3); }),
                 0.0);
    }

    void everyOperationIsListedOnce()
    {
        std::vector<std::string> names;
        for (const OpEntry* entry = OpEntry::first(); entry; entry = entry->next)
            names.emplace_back(entry->name);
        std::sort(names.begin(), names.end());
        QVERIFY(std::adjacent_find(names.begin(), names.end()) == names.end());
        for (const char* name : {"add", "matmul", "activate", "fillNormal", "batchNorm"})
            QVERIFY(std::binary_search(names.begin(), names.end(), std::string(name)));
    }
};

QTEST_GUILESS_MAIN(ElementwiseTest)
#include "elementwise_test.moc"
