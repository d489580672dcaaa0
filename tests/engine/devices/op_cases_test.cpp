#include "engine/devices/op_cases.h"
#include "engine/ops/op.h"

#include <QtTest>

#include <cmath>
#include <limits>
#include <set>

using namespace engine;

namespace {

constexpr float notANumber = std::numeric_limits<float>::quiet_NaN();
constexpr float infinite = std::numeric_limits<float>::infinity();

Tensor values(const std::vector<float>& list)
{
    return Tensor::of({int(list.size())}, list);
}

} // namespace

class OpCasesTest : public QObject {
    Q_OBJECT

private slots:
    void differencesAreRelative_data()
    {
        QTest::addColumn<std::vector<float>>("a");
        QTest::addColumn<std::vector<float>>("right");
        QTest::addColumn<double>("difference");
        using List = std::vector<float>;
        const double none = 0, hopeless = double(infinite);
        QTest::newRow("equal") << List{1, -2} << List{1, -2} << none;
        QTest::newRow("of the value itself") << List{101, 1} << List{100, 1} << 0.01;
        QTest::newRow("of a small value, by the mean square")
            << List{1, 0.5f} << List{1, 0} << 0.5 * std::sqrt(2);
        QTest::newRow("the largest counts") << List{1.5f, 1, 1.25f} << List{1, 1, 1} << 0.5;
        QTest::newRow("sign") << List{-1} << List{1} << 2.0;
        QTest::newRow("all zero") << List{0, 0} << List{0, 0} << none;
        QTest::newRow("zero was right") << List{0, 1e-20f} << List{0, 0} << hopeless;
        QTest::newRow("nothing was written") << List{notANumber} << List{1} << hopeless;
        QTest::newRow("a number instead of NaN") << List{1} << List{notANumber} << hopeless;
        QTest::newRow("both NaN") << List{notANumber, 1} << List{notANumber, 1} << none;
        QTest::newRow("infinite in one") << List{infinite} << List{1e38f} << hopeless;
        QTest::newRow("infinite in the other") << List{1e38f} << List{infinite} << hopeless;
        QTest::newRow("other infinity") << List{-infinite} << List{infinite} << hopeless;
        QTest::newRow("the same infinity") << List{infinite, 1} << List{infinite, 1} << none;
        QTest::newRow("infinity does not hide others") << List{infinite, 2} << List{infinite, 1} << 1.0;
        QTest::newRow("another size") << List{1, 1} << List{1} << hopeless;
    }
    void differencesAreRelative()
    {
        QFETCH(std::vector<float>, a);
        QFETCH(std::vector<float>, right);
        QFETCH(double, difference);
        const double found = relativeDifference(values(a), values(right));
        QVERIFY2(found == difference || std::abs(found - difference) < 1e-7,
                 qPrintable(QString::number(found)));
    }

    void idsMustBeEqual()
    {
        const std::vector<std::int32_t> one{1, 2, 3}, other{1, 2, 4};
        QCOMPARE(relativeDifference(Tensor::ofIds({3}, one), Tensor::ofIds({3}, one)), 0.0);
        QCOMPARE(relativeDifference(Tensor::ofIds({3}, one), Tensor::ofIds({3}, other)), double(infinite));
        QCOMPARE(relativeDifference(Tensor::ofIds({3}, one), values({1, 2, 3})), double(infinite));
    }

    void shapesMustBeEqual()
    {
        const Tensor x = uniformValues({2, 3}, 1);
        QCOMPARE(relativeDifference(x.reshaped({3, 2}), x), double(infinite));
        QCOMPARE(relativeDifference(Tensor(), x), double(infinite));
        QCOMPARE(relativeDifference(Tensor(), Tensor()), 0.0);
    }

    void inputsFillTheirRange()
    {
        const Tensor x = uniformValues({1000}, 7, -3, 5), y = uniformValues({1000}, 8, -3, 5);
        const auto [low, high] = std::ranges::minmax(x.values());
        QVERIFY(low >= -3 && low < -2.9f && high > 4.9f && high < 5);
        QVERIFY(relativeDifference(x, y) > 0.1);
        QCOMPARE(relativeDifference(x, uniformValues({1000}, 7, -3, 5)), 0.0);
        const Tensor ids = uniformIds({1000}, 7, 5);
        QCOMPARE(std::set<int>(ids.idValues().begin(), ids.idValues().end()), (std::set<int>{0, 1, 2, 3, 4}));
    }

    void everyCaseNamesAnOperationAndItself()
    {
        std::set<std::string> operations;
        for (const OpEntry* op = OpEntry::first(); op; op = op->next)
            operations.insert(op->name);
        std::set<std::string> names;
        for (const OpCase& opCase : opCases()) {
            const std::string name = opCase.operation + ": " + opCase.what;
            QVERIFY2(operations.contains(opCase.operation), name.c_str());
            QVERIFY2(names.insert(name).second, name.c_str());
        }
    }

    // What is not written, or always zero, would tell nothing.
    void everyCaseGivesSomething()
    {
        for (const OpCase& opCase : opCases()) {
            const std::vector<Tensor> results = opCase.run(Device::Cpu);
            QVERIFY2(!results.empty(), (opCase.operation + ": " + opCase.what).c_str());
        }
    }
};

QTEST_GUILESS_MAIN(OpCasesTest)
#include "op_cases_test.moc"
