#include "engine/text/nearest_words.h"

#include "engine/base/parallel.h"
#include "engine/base/random.h"
#include "engine/text/spelling.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

using namespace engine;

namespace {

using Ids = std::vector<std::int32_t>;

Tensor randomVectors(int words, int length)
{
    Tensor vectors({words, length});
    for (std::int64_t i = 0; i < vectors.size(); ++i)
        vectors.data()[i] = RandomKey{3}.uniform(std::uint64_t(i)) - 0.4f;
    return vectors;
}

double cosine(const Tensor& vectors, int a, int b)
{
    double product = 0, squaresA = 0, squaresB = 0;
    for (int i = 0; i < vectors.columns(); ++i) {
        const double x = vectors.data()[a * vectors.columns() + i],
                     y = vectors.data()[b * vectors.columns() + i];
        product += x * y;
        squaresA += x * x;
        squaresB += y * y;
    }
    return product / std::sqrt(squaresA * squaresB);
}

Ids idsOf(const std::vector<NearWord>& near)
{
    Ids ids;
    for (const NearWord& word : near)
        ids.push_back(word.id);
    return ids;
}

} // namespace

class NearestWordsTest : public QObject {
    Q_OBJECT

private slots:
    void cleanup() { setThreads(0); }

    void theNearestAreThoseOfTheLargestCosine()
    {
        const Tensor vectors = randomVectors(700, 37);
        const NearestWords near(vectors, 700);
        Ids asked;
        for (int id = 0; id < 700; id += 2)
            asked.push_back(id); // more than are looked for together
        const auto found = near.of(asked, 6);
        QCOMPARE(found.size(), asked.size());
        for (const std::size_t i : {0, 100, 300, 349}) {
            std::vector<std::pair<double, int>> all;
            for (int id = 0; id < 700; ++id)
                if (id != asked[i])
                    all.emplace_back(-cosine(vectors, asked[i], id), id);
            std::ranges::sort(all);
            QCOMPARE(found[i].size(), std::size_t(6));
            for (std::size_t k = 0; k < 6; ++k) {
                QCOMPARE(found[i][k].id, all[k].second);
                QVERIFY(std::abs(double(found[i][k].cosine) + all[k].first) < 1e-5);
            }
        }
    }

    void lengthsDoNotMatterAndTiesGoToTheMoreFrequent()
    {
        const Tensor vectors = Tensor::of({5, 2}, std::vector<float>{1, 0, 0, 5, 0, 7, 30, 1, -1, 0});
        const NearestWords near(vectors, 5);
        const auto found = near.of(Ids{0}, 9);
        QCOMPARE(idsOf(found[0]), (Ids{3, 1, 2, 4}));
        QCOMPARE(found[0].back().cosine, -1.0f);
    }

    void wordsWithoutAVectorHaveNoNeighboursAndAreNone()
    {
        Tensor vectors = randomVectors(10, 4);
        for (int i = 0; i < 4; ++i)
            vectors.data()[4 * 3 + i] = std::numeric_limits<float>::quiet_NaN();
        const NearestWords near(vectors, 6); // rows 6 ... 9 are not used
        const auto found = near.of(Ids{0, 6, -1, 3}, 20);
        Ids others = idsOf(found[0]);
        std::ranges::sort(others);
        QCOMPARE(others, (Ids{1, 2, 4, 5}));
        QVERIFY(found[1].empty() && found[2].empty() && found[3].empty());
        QVERIFY(near.of(Ids{0}, 0)[0].empty());
    }

    void analogiesAddAndTakeAway()
    {
        // man, woman, king, queen, apple: royal and female are the axes.
        const Tensor vectors =
            Tensor::of({5, 3}, std::vector<float>{0, 0, 1, 0, 1, 1, 1, 0, 1, 1, 1, 1, 0, -1, 0.2f});
        const NearestWords near(vectors, 5);
        const auto found = near.of(Analogy{{2, 1}, {0}}, 2); // king - man + woman
        QCOMPARE(idsOf(found), (Ids{3, 4}));
        QVERIFY(near.of(Analogy{{2, 9}, {}}, 2).empty());
        QVERIFY(near.of(Analogy{}, 2).empty());
    }

    void theSameOnAnyNumberOfThreads()
    {
        const NearestWords near(randomVectors(3000, 64), 3000);
        Ids all(300);
        std::iota(all.begin(), all.end(), 0);
        setThreads(1);
        const auto one = near.of(all, 5);
        setThreads(4);
        QVERIFY(near.of(all, 5) == one);
    }

    void spellingFindsTheWordThatWasMeant_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("meant");
        QTest::newRow("a letter too few") << "thre"
                                          << "three";
        QTest::newRow("a letter too many") << "threee"
                                           << "three";
        QTest::newRow("another letter") << "fuve"
                                        << "five";
        QTest::newRow("swapped") << "fuor"
                                 << "four";
        QTest::newRow("the more frequent one") << "fave"
                                               << "five";
        QTest::newRow("nothing like it") << "dinosaur"
                                         << "";
        QTest::newRow("short") << "x"
                               << "";
        QTest::newRow("empty") << ""
                               << "";
    }
    void spellingFindsTheWordThatWasMeant()
    {
        QFETCH(QString, typed);
        QFETCH(QString, meant);
        const Vocabulary vocabulary({"a", "five", "four", "three", "save"}, {9, 5, 4, 2, 1});
        const auto found = nearestSpelling(vocabulary, typed.toStdString());
        QCOMPARE(found ? QString::fromStdString(vocabulary.word(*found)) : QString(), meant);
    }
};

QTEST_GUILESS_MAIN(NearestWordsTest)
#include "nearest_words_test.moc"
