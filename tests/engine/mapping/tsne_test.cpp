#include "engine/mapping/tsne.h"

#include "engine/mapping/pca.h"
#include "some_points.h"

#include <QTest>

using namespace engine;
using namespace engine::maps;

namespace {

const QByteArray methods[] = {"exact", "barnes-hut", "fft"};

TsneSettings settingsOf(const QByteArray& method, int dimensions = 2, int iterations = 200)
{
    TsneSettings settings;
    settings.method = method.toStdString();
    settings.dimensions = dimensions;
    settings.iterations = iterations;
    settings.exaggerationIterations = iterations / 3;
    settings.perplexity = 20;
    return settings;
}

Affinities affinitiesFor(const Tensor& points, const TsneSettings& settings)
{
    return settings.method == "exact"
        ? affinitiesOfAll(points, settings.perplexity)
        : affinities(nearest(points, int(3 * settings.perplexity)), settings.perplexity);
}

Tsne begun(const Tensor& points, const TsneSettings& settings)
{
    const Tensor scores = principalComponents(points, settings.dimensions).scores;
    return {affinitiesFor(points, settings), startPositions(scores, settings), settings};
}

Tensor mapOf(const Tensor& points, const TsneSettings& settings)
{
    Tsne tsne = begun(points, settings);
    while (tsne.iteration() < settings.iterations)
        tsne.step();
    return tsne.positions();
}

// KL(P || Q) in double precision, from the definition.
double divergenceByDefinition(const Tensor& p, const std::vector<double>& y, int dimensions)
{
    const auto n = std::int64_t(p.rows());
    const auto weight = [&](std::int64_t i, std::int64_t j) {
        double square = 0;
        for (int c = 0; c < dimensions; ++c)
            square += std::pow(y[size_t(i * dimensions + c)] - y[size_t(j * dimensions + c)], 2);
        return 1 / (1 + square);
    };
    double total = 0, divergence = 0, sum = 0;
    for (std::int64_t i = 0; i < n; ++i)
        for (std::int64_t j = 0; j < n; ++j)
            if (i != j)
                total += weight(i, j);
    for (std::int64_t i = 0; i < n; ++i)
        for (std::int64_t j = 0; j < n; ++j)
            if (const double value = p.data()[i * n + j]; i != j && value > 0) {
                divergence += value * std::log(value / (weight(i, j) / total));
                sum += value;
            }
    return divergence + (1 - sum) * std::log(total); // rounding of P apart
}

// How often the nearest point of the map belongs to the same of so many clusters.
double agreement(const Tensor& map, int groups)
{
    const NeighbourTable table = nearest(map, 1);
    int same = 0;
    for (int i = 0; i < map.rows(); ++i)
        same += i % groups == table.indices.ids()[i] % groups;
    return double(same) / map.rows();
}

} // namespace

class TsneTest : public QObject {
    Q_OBJECT
private slots:
    void gradientIsThatOfTheDivergence_data()
    {
        QTest::addColumn<int>("dimensions");
        QTest::addColumn<float>("deviation");
        for (const int dimensions : {2, 3})
            for (const float deviation : {0.01f, 1.0f, 20.0f})
                QTest::addRow("%d dimensions, deviation %g", dimensions, double(deviation))
                    << dimensions << deviation;
    }
    void gradientIsThatOfTheDivergence()
    {
        QFETCH(int, dimensions);
        QFETCH(float, deviation);
        TsneSettings settings = settingsOf("exact", dimensions);
        settings.perplexity = 5;
        const Affinities p = affinitiesOfAll(clusters(30, 4, 3), settings.perplexity);
        const Tensor start = cloud(30, dimensions, deviation, 9);
        Tsne tsne(p, start, settings);
        const Tensor gradient = tsne.gradient();
        std::vector<double> y(start.values().begin(), start.values().end());
        QVERIFY(std::fabs(tsne.divergence() - divergenceByDefinition(p.all, y, dimensions)) < 1e-4);
        double largest = 0;
        for (const float g : gradient.values())
            largest = std::max(largest, std::fabs(double(g)));
        for (size_t i = 0; i < y.size(); ++i) {
            const double h = 1e-4 * double(deviation), before = y[i];
            y[i] = before + h;
            const double above = divergenceByDefinition(p.all, y, dimensions);
            y[i] = before - h;
            const double below = divergenceByDefinition(p.all, y, dimensions);
            y[i] = before;
            QVERIFY(std::fabs((above - below) / (2 * h) - double(gradient.data()[i])) < 1e-4 * largest);
        }
    }

    void approximateGradientsComeClose_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<int>("dimensions");
        QTest::addColumn<float>("deviation");
        for (const QByteArray method : {"barnes-hut", "fft"})
            for (const int dimensions : {2, 3})
                for (const float deviation : {1e-4f, 0.1f, 1.0f, 5.0f, 20.0f})
                    QTest::addRow("%s, %d dimensions, deviation %g", method.constData(), dimensions,
                                  double(deviation))
                        << method << dimensions << deviation;
    }
    void approximateGradientsComeClose()
    {
        QFETCH(QByteArray, method);
        QFETCH(int, dimensions);
        QFETCH(float, deviation);
        const Affinities p = affinities(nearest(clusters(1200, 5, 4), 60), 20);
        const Tensor start = cloud(1200, dimensions, deviation, 9);
        TsneSettings exact = settingsOf("exact", dimensions);
        Tsne truth(p, start, exact);
        Tsne near(p, start, settingsOf(method, dimensions));
        const double allowed = method == "fft" && dimensions == 2 ? 0.01 : 0.02;
        const double error = relativeError(near.gradient(), truth.gradient());
        QVERIFY2(error < allowed, qPrintable(QString::number(error)));
        QVERIFY(std::fabs(near.divergence() - truth.divergence()) < 0.02);
        QVERIFY(std::fabs(truth.divergence() - exactDivergence(p, start)) < 1e-9);
    }

    // All judged by the affinities between all points.
    void allMethodsReachTheSameDivergence()
    {
        const Tensor points = clusters(2000, 10, 8, 2);
        const Affinities judge = affinitiesOfAll(points, 20);
        std::vector<double> reached;
        for (const QByteArray& method : methods)
            reached.push_back(exactDivergence(judge, mapOf(points, settingsOf(method, 2, 500))));
        for (const double value : reached)
            QVERIFY2(std::fabs(value / reached[0] - 1) < 0.03,
                     qPrintable(QStringLiteral("%1 and %2").arg(value).arg(reached[0])));
    }

    void clustersStayTogether_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<int>("dimensions");
        QTest::addColumn<QByteArray>("start");
        for (const QByteArray& method : methods)
            for (const QByteArray start : {"pca", "random"})
                for (int dimensions = 2; dimensions <= (start == "pca" ? 3 : 2); ++dimensions)
                    QTest::addRow("%s, %d dimensions, %s", method.constData(), dimensions, start.constData())
                        << method << dimensions << start;
    }
    void clustersStayTogether()
    {
        QFETCH(QByteArray, method);
        QFETCH(int, dimensions);
        QFETCH(QByteArray, start);
        TsneSettings settings = settingsOf(method, dimensions);
        settings.start = start.toStdString();
        const Tensor map = mapOf(clusters(450, 10, 6), settings);
        QCOMPARE(map.columns(), dimensions);
        QVERIFY(agreement(map, 6) > 0.99);
    }

    void isTheSameOnAnyNumberOfThreads_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<int>("dimensions");
        for (const QByteArray& method : methods)
            for (const int dimensions : {2, 3})
                QTest::addRow("%s, %d dimensions", method.constData(), dimensions) << method << dimensions;
    }
    void isTheSameOnAnyNumberOfThreads()
    {
        QFETCH(QByteArray, method);
        QFETCH(int, dimensions);
        const Tensor points = clusters(1500, 8, 5);
        const TsneSettings settings = settingsOf(method, dimensions, 30);
        const auto make = [&] { return mapOf(points, settings); };
        const Tensor one = onThreads(1, make);
        for (const int threads : {2, 5})
            QVERIFY(sameBits(onThreads(threads, make), one));
    }

    void seedsDecideRandomStarts()
    {
        TsneSettings settings = settingsOf("exact", 2, 20);
        settings.start = "random";
        const Tensor points = clusters(100, 5, 3);
        const Tensor first = mapOf(points, settings);
        QVERIFY(sameBits(mapOf(points, settings), first));
        settings.seed = 2;
        QVERIFY(!sameBits(mapOf(points, settings), first));
    }

    void startsAreSmallAndFollowTheComponents()
    {
        const Tensor scores = principalComponents(clusters(2000, 6, 4), 3).scores;
        for (const char* const kind : {"pca", "random"}) {
            TsneSettings settings = settingsOf("fft", 3);
            settings.start = kind;
            const Tensor start = startPositions(scores, settings);
            double square = 0, product = 0, scoreSquare = 0;
            for (int i = 0; i < 2000; ++i) {
                square += std::pow(start.data()[i * 3], 2);
                product += start.data()[i * 3] * scores.data()[i * 3];
                scoreSquare += std::pow(scores.data()[i * 3], 2);
            }
            QVERIFY(std::fabs(std::sqrt(square / 2000) / 1e-4 - 1) < 0.05);
            const double correlation = product / std::sqrt(square * scoreSquare);
            QVERIFY(settings.start == "pca" ? correlation > 0.99 : std::fabs(correlation) < 0.1);
        }
    }

    // Nothing would ever push points off a line they all lie on.
    void pointsOfOneValueFillThePlane()
    {
        Tensor line({300, 1});
        for (int i = 0; i < 300; ++i)
            line.data()[i] = float(i % 60);
        const Tensor map = mapOf(line, settingsOf("fft"));
        float low = 1e9f, high = -1e9f;
        for (int i = 0; i < 300; ++i) {
            low = std::min(low, map.data()[i * 2 + 1]);
            high = std::max(high, map.data()[i * 2 + 1]);
        }
        QVERIFY(high - low > 1);
    }

    void equalPointsPart()
    {
        Tensor points = clusters(400, 6, 4);
        for (int i = 0; i < 100; ++i)
            std::copy_n(points.data(), 6, points.data() + i * 6);
        for (const QByteArray& method : methods) {
            const Tensor map = mapOf(points, settingsOf(method));
            const NeighbourTable table = nearest(map, 1);
            for (int i = 0; i < 400; ++i)
                QVERIFY(table.squaredDistances.data()[i] > 0);
        }
    }

    // Far beyond any grid: two groups that nothing pulls together.
    void spreadOutMapsNeedNoGrid()
    {
        Tensor start = cloud(1200, 2, 3);
        for (int i = 0; i < 600; ++i)
            start.data()[i * 2] += 1e5f;
        const Affinities p = affinities(nearest(clusters(1200, 5, 4), 60), 20);
        Tsne truth(p, start, settingsOf("exact"));
        Tsne fft(p, start, settingsOf("fft"));
        QVERIFY(relativeError(fft.gradient(), truth.gradient()) < 0.02);
    }

    void automaticTakesWhatIsQuick()
    {
        TsneSettings settings;
        QCOMPARE(*usedMethod(settings, 500), std::string("exact"));
        QCOMPARE(*usedMethod(settings, 5000), std::string("barnes-hut"));
        QCOMPARE(*usedMethod(settings, 50'000), std::string("fft"));
        settings.dimensions = 3;
        QCOMPARE(*usedMethod(settings, 20'000), std::string("barnes-hut"));
        settings.method = "exact";
        QVERIFY(!usedMethod(settings, 10'000'000));
        QCOMPARE(*usedMethod(settings, 2000), std::string("exact"));
        settings.method = "fft";
        QVERIFY(usedMethod(settings, 1'000'000));
        QVERIFY(!usedMethod(settings, 2'000'000'000));
    }

    void ratesAndPerplexitiesFitTheNumberOfPoints()
    {
        TsneSettings settings;
        QCOMPARE(usedLearningRate(settings, 60'000), 5000.0);
        QCOMPARE(usedLearningRate(settings, 100), 200.0);
        settings.learningRate = 77;
        QCOMPARE(usedLearningRate(settings, 60'000), 77.0);
        QCOMPARE(usedPerplexity(settings, 1000), 30.0);
        QCOMPARE(usedPerplexity(settings, 31), 10.0);
    }

    void fieldsDescribeTheDefaults()
    {
        for (const auto& field : tsneFields()) {
            QVERIFY(check({field}, {{field.key, field.load(TsneSettings())}}));
            QVERIFY(!field.label.empty());
        }
    }
};

QTEST_GUILESS_MAIN(TsneTest)
#include "tsne_test.moc"
