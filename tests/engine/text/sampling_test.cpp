#include "engine/text/sampling.h"

#include <QTest>

#include <cmath>

using namespace engine;

namespace {

const std::vector<float> chances{0.1f, 0.4f, 0.2f, 0.3f};

std::vector<int> idsOf(const std::vector<TokenChance>& choices)
{
    std::vector<int> ids;
    for (const TokenChance& one : choices)
        ids.push_back(one.id);
    return ids;
}

bool close(double a, double b)
{
    return std::abs(a - b) < 1e-6;
}

} // namespace

class SamplingTest : public QObject {
    Q_OBJECT

private slots:
    void theLikeliestComeFirstAndTiesById()
    {
        QCOMPARE(idsOf(likeliest(chances, 3)), (std::vector<int>{1, 3, 2}));
        const std::vector<float> even{0.25f, 0.25f, 0.25f, 0.25f};
        QCOMPARE(idsOf(likeliest(even, 2)), (std::vector<int>{0, 1}));
        QCOMPARE(likeliest(chances, 99).size(), std::size_t(4));
    }

    void temperatureZeroIsTheLikeliestWhateverIsDrawn()
    {
        for (const double drawn : {0.0, 0.5, 0.999999})
            QCOMPARE(chosen(chances, {.temperature = 0}, drawn), 1);
    }

    void temperatureOneKeepsTheChances()
    {
        const auto choices = choicesLeft(chances, {.temperature = 1});
        QCOMPARE(idsOf(choices), (std::vector<int>{1, 3, 2, 0}));
        for (const TokenChance& one : choices)
            QVERIFY(close(one.chance, chances[std::size_t(one.id)]));
        // Bounds at 0.4, 0.7, 0.9.
        QCOMPARE(chosen(chances, {.temperature = 1}, 0.39), 1);
        QCOMPARE(chosen(chances, {.temperature = 1}, 0.41), 3);
        QCOMPARE(chosen(chances, {.temperature = 1}, 0.71), 2);
        QCOMPARE(chosen(chances, {.temperature = 1}, 0.95), 0);
        QCOMPARE(chosen(chances, {.temperature = 1}, 1 - 0x1p-24), 0);
    }

    void aLowTemperatureSharpensByHand()
    {
        const auto choices = choicesLeft(chances, {.temperature = 0.5}); // squares: 1, 16, 4, 9 of 30
        QVERIFY(close(choices[0].chance, 16.0 / 30) && close(choices[1].chance, 9.0 / 30));
        QVERIFY(close(choices[2].chance, 4.0 / 30) && close(choices[3].chance, 1.0 / 30));
    }

    void topKKeepsTheLikeliest()
    {
        const auto choices = choicesLeft(chances, {.temperature = 1, .topK = 2});
        QCOMPARE(idsOf(choices), (std::vector<int>{1, 3}));
        QVERIFY(close(choices[0].chance, 4.0 / 7) && close(choices[1].chance, 3.0 / 7));
    }

    void topPKeepsTheSmallestSetThatReachesTheShare()
    {
        QCOMPARE(idsOf(choicesLeft(chances, {.temperature = 1, .topP = 0.3})), (std::vector<int>{1}));
        QCOMPARE(idsOf(choicesLeft(chances, {.temperature = 1, .topP = 0.65})), (std::vector<int>{1, 3}));
        QCOMPARE(idsOf(choicesLeft(chances, {.temperature = 1, .topP = 0.75})), (std::vector<int>{1, 3, 2}));
        QCOMPARE(idsOf(choicesLeft(chances, {.temperature = 1, .topP = 0})), (std::vector<int>{1}));
    }

    void topPCountsWhatTopKLeft()
    {
        // Of two, 4/7 and 3/7: the first reaches one half alone.
        QCOMPARE(idsOf(choicesLeft(chances, {.temperature = 1, .topK = 2, .topP = 0.5})),
                 (std::vector<int>{1}));
    }

    void brokenChancesStillGiveAToken()
    {
        const std::vector<float> broken{NAN, 0, NAN};
        for (const double temperature : {0.0, 0.8}) {
            const int id = chosen(broken, {.temperature = temperature}, 0.5);
            QVERIFY(id >= 0 && id < 3);
        }
        QCOMPARE(chosen(std::vector<float>{0, 0, 1}, {.temperature = 0.01}, 0.9), 2);
    }
};

QTEST_GUILESS_MAIN(SamplingTest)
#include "sampling_test.moc"
