// The operations that count right decisions, against the rules by which a class is chosen.
#include "engine/base/random.h"
#include "engine/ops/decisions.h"
#include "engine/training/class_choice.h"

#include <QTest>

#include <array>
#include <cmath>
#include <limits>

using namespace engine;

namespace {

// Few different values, so that many are equal; every so many (0: none) is no number.
Tensor chances(const Shape& shape, std::uint64_t seed, std::size_t spoilt)
{
    Tensor x(shape);
    for (std::size_t i = 0; i < std::size_t(x.size()); ++i)
        x.values()[i] = spoilt > 0 && i % spoilt == 0 ? std::numeric_limits<float>::quiet_NaN()
                                                      : float(RandomKey{seed}.below(12, i)) / 16;
    return x;
}

Tensor ids(int rows, int classes)
{
    Tensor x({rows}, ElementType::Int32);
    for (int row = 0; row < rows; ++row) // one before the first and one behind the last class among them
        x.ids()[row] = int(RandomKey{5}.below(std::uint64_t(classes) + 2, std::uint64_t(row))) - 1;
    return x;
}

std::array<double, 3> expected(const Tensor& prediction, const Tensor& target)
{
    const int classes = prediction.columns();
    std::array<double, 3> hits{};
    for (std::int64_t row = 0; row < prediction.size() / classes; ++row) {
        const std::span<const float> said = classChances(prediction, row);
        const int truth = trueClass(target, row, classes);
        hits[0] += likeliestClass(said) == truth;
        hits[1] += isAmongLikeliest(said, truth, 5);
        if (truth >= 0 && truth < classes)
            hits[2] -= std::log(std::max(1e-7, double(said[std::size_t(truth)])));
    }
    return hits;
}

} // namespace

class DecisionsTest : public QObject {
    Q_OBJECT

private slots:
    void classesAreHitByTheRulesOfChoice_data()
    {
        QTest::addColumn<int>("classes");
        QTest::addColumn<bool>("byId");
        QTest::addColumn<int>("spoilt");
        for (const int classes : {1, 2, 5, 6, 10, 300})
            for (const bool byId : {true, false})
                for (const int spoilt : {0, 2, 3, classes + 1})
                    QTest::addRow("%d classes, %s, spoilt %d", classes, byId ? "ids" : "numbers", spoilt)
                        << classes << byId << spoilt;
    }
    void classesAreHitByTheRulesOfChoice()
    {
        QFETCH(int, classes);
        QFETCH(bool, byId);
        QFETCH(int, spoilt);
        const int rows = 700;
        const Tensor prediction = chances({rows, classes}, 1, std::size_t(spoilt));
        const Tensor target = byId ? ids(rows, classes) : chances({rows, classes}, 2, std::size_t(spoilt));
        Tensor hits({3});
        ops::classHits(prediction, target, hits);
        const std::array<double, 3> wanted = expected(prediction, target);
        QVERIFY(wanted[1] > 0);
        QCOMPARE(double(hits.values()[0]), wanted[0]);
        QCOMPARE(double(hits.values()[1]), wanted[1]);
        QVERIFY(std::fabs(double(hits.values()[2]) - wanted[2]) <= 1e-5 * std::fabs(wanted[2]) + 1e-6);
    }

    void yesAndNoAreTold_data()
    {
        QTest::addColumn<bool>("byId");
        QTest::addRow("ids") << true;
        QTest::addRow("numbers") << false;
    }
    void yesAndNoAreTold()
    {
        QFETCH(bool, byId);
        const std::array<float, 6> said{0.2f, 0.5f, 0.51f, 0.9f, 0, std::numeric_limits<float>::quiet_NaN()};
        const std::array<float, 6> numbers{0, 0.5f, 0.6f, 0.5f, 1, 0};
        const std::array<std::int32_t, 6> classes{0, 0, 1, 0, 1, 0};
        Tensor hits = Tensor::scalar(0);
        ops::yesNoHits(Tensor::of({6}, said), byId ? Tensor::ofIds({6}, classes) : Tensor::of({6}, numbers),
                       hits);
        QCOMPARE(hits.item(), 4.0f);
    }
};

QTEST_GUILESS_MAIN(DecisionsTest)
#include "decisions_test.moc"
