#include "engine/ops/grid_convolution.h"
#include "engine/ops/map_forces.h"
#include "engine/ops/repulsion_grid.h"
#include "engine/ops/repulsion_tree.h"

#include "reference.h"

using namespace engine;
using namespace reference;

namespace {

struct Forces {
    Tensor repulsion, weights;
    explicit Forces(const Tensor& positions) : repulsion(Tensor::like(positions)), weights({positions.rows()})
    {
    }
};

Forces exactForces(const Tensor& positions)
{
    Forces forces(positions);
    ops::repelExactly(positions, forces.repulsion, forces.weights);
    return forces;
}

Forces gridForces(const Tensor& positions)
{
    Forces forces(positions);
    ops::RepulsionGrid grid(positions.columns());
    ops::repelByGrid(positions, grid, forces.repulsion, forces.weights);
    return forces;
}

Forces treeForces(const Tensor& positions, float theta)
{
    Forces forces(positions);
    ops::RepulsionTree tree;
    ops::repelByTree(positions, theta, tree, forces.repulsion, forces.weights);
    return forces;
}

double relativeError(const Tensor& value, const Tensor& expected)
{
    double difference = 0, square = 0;
    for (std::int64_t i = 0; i < value.size(); ++i) {
        difference += std::pow(double(value.data()[i]) - expected.data()[i], 2);
        square += std::pow(double(expected.data()[i]), 2);
    }
    return std::sqrt(difference / square);
}

double squareBetween(const Tensor& y, std::int64_t i, std::int64_t j)
{
    const int d = y.columns();
    double square = 0;
    for (int c = 0; c < d; ++c)
        square += std::pow(double(y.data()[i * d + c]) - y.data()[j * d + c], 2);
    return square;
}

// A row of 3, 8, 0, 11 ... random columns each, padded.
ops::SparseRows someRows(int n)
{
    std::vector<std::int32_t> starts{0}, columns;
    std::vector<float> values;
    const RandomKey key{4};
    for (int i = 0; i < n; ++i) {
        for (int k = 0; k < i * 7 % 12; ++k) {
            columns.push_back(std::int32_t(key.below(std::uint64_t(n), columns.size())));
            values.push_back(key.uniform(columns.size()));
        }
        for (; columns.size() % ops::sparseRowStep != 0; values.push_back(0))
            columns.push_back(i);
        starts.push_back(std::int32_t(columns.size()));
    }
    return {Tensor::ofIds({n + 1}, starts), Tensor::ofIds({int(columns.size())}, columns),
            Tensor::of({int(values.size())}, values)};
}

void addMaps()
{
    QTest::addColumn<int>("dimensions");
    QTest::addColumn<int>("points");
    QTest::addColumn<float>("width");
    for (const int dimensions : {2, 3})
        for (const int points : {1, 2, 3, 17, 1000})
            for (const float width : {1e-4f, 0.5f, 8.0f, 60.0f})
                QTest::addRow("%d points, %d dimensions, width %g", points, dimensions, double(width))
                    << dimensions << points << width;
}

} // namespace

class RepulsionTest : public QObject {
    Q_OBJECT
private slots:
    void exactForcesAreThoseOfTheFormula_data() { addMaps(); }
    void exactForcesAreThoseOfTheFormula()
    {
        QFETCH(int, dimensions);
        QFETCH(int, points);
        QFETCH(float, width);
        const Tensor y = randomTensor({points, dimensions}, 1, -width / 2, width / 2);
        const Forces forces = exactForces(y);
        for (std::int64_t i = 0; i < points; i += 1 + points / 20) {
            double weight = 0, largest = 1e-12;
            std::vector<double> force(3);
            for (std::int64_t j = 0; j < points; ++j) {
                const double w = 1 / (1 + squareBetween(y, i, j));
                weight += j == i ? 0 : w;
                for (int c = 0; c < dimensions; ++c)
                    force[size_t(c)] +=
                        w * w * (double(y.data()[i * dimensions + c]) - y.data()[j * dimensions + c]);
            }
            for (const double f : force)
                largest = std::max(largest, std::fabs(f));
            QVERIFY(std::fabs(forces.weights.data()[i] - weight) < 1e-5 * weight + 1e-6);
            for (int c = 0; c < dimensions; ++c)
                QVERIFY(std::fabs(forces.repulsion.data()[i * dimensions + c] - force[size_t(c)]) <
                        1e-5 * largest + 1e-5 * width);
        }
    }

    void treesComeClose_data() { addMaps(); }
    void treesComeClose()
    {
        QFETCH(int, dimensions);
        QFETCH(int, points);
        QFETCH(float, width);
        const Tensor y = randomTensor({points, dimensions}, 1, -width / 2, width / 2);
        const Forces exact = exactForces(y), near = treeForces(y, 0.5f), nearer = treeForces(y, 0.1f);
        if (points == 1) {
            QVERIFY(std::fabs(near.weights.item()) < 1e-6f);
            return;
        }
        QVERIFY(relativeError(near.repulsion, exact.repulsion) < 0.03);
        QVERIFY(relativeError(near.weights, exact.weights) < 0.01);
        QVERIFY(relativeError(nearer.repulsion, exact.repulsion) < 0.001);
    }

    void gridsComeClose_data() { addMaps(); }
    void gridsComeClose()
    {
        QFETCH(int, dimensions);
        QFETCH(int, points);
        QFETCH(float, width);
        const Tensor y = randomTensor({points, dimensions}, 1, -width / 2, width / 2);
        const Forces exact = exactForces(y), near = gridForces(y);
        const double allowed =
            dimensions == 2 ? 0.01 : 0.03; // a point's share in its own potential errs, too
        const double ownShare = dimensions == 2 ? 0.002 : 0.02;
        for (std::int64_t i = 0; i < points; ++i) {
            const double error = near.weights.data()[i] - exact.weights.data()[i];
            QVERIFY(std::fabs(error) < 0.001 * double(exact.weights.data()[i]) + ownShare);
        }
        if (points == 1000 && (dimensions == 2 || width < 50)) // distant points hardly feel each other
            QVERIFY2(relativeError(near.repulsion, exact.repulsion) < allowed,
                     qPrintable(QString::number(relativeError(near.repulsion, exact.repulsion))));
    }

    void coincidingPointsDoNotRepelEachOther()
    {
        for (const int dimensions : {2, 3}) {
            Tensor y({500, dimensions});
            std::ranges::fill(y.values(), 3.25f);
            for (const Forces& forces : {exactForces(y), treeForces(y, 0.5f), gridForces(y)}) {
                for (const float force : forces.repulsion.values())
                    QVERIFY(std::fabs(force) < 1e-3f);
                for (const float weight : forces.weights.values())
                    QVERIFY(std::fabs(weight - 499) < 0.1f);
            }
        }
    }

    void gridsFollowAGrowingMap()
    {
        ops::RepulsionGrid grid(2);
        for (const float width : {1e-3f, 1.0f, 40.0f, 90.0f, 45.0f, 0.3f}) {
            const Tensor y = randomTensor({800, 2}, 1, -width / 2, width / 2);
            Forces forces(y);
            ops::repelByGrid(y, grid, forces.repulsion, forces.weights);
            QVERIFY(sameBits(forces.repulsion, gridForces(y).repulsion)); // no trace of what was before
        }
    }

    void gridsAreForCompactMaps()
    {
        QVERIFY(ops::RepulsionGrid::fits(randomTensor({50, 2}, 1, -100, 100)));
        QVERIFY(ops::RepulsionGrid::fits(randomTensor({50, 3}, 1, -20, 20)));
        QVERIFY(!ops::RepulsionGrid::fits(randomTensor({50, 2}, 1, -1000, 1000)));
        QVERIFY(!ops::RepulsionGrid::fits(randomTensor({50, 3}, 1, -200, 200)));
    }

    void convolutionsAreThoseOfTheDefinition_data()
    {
        QTest::addColumn<int>("axes");
        QTest::addColumn<int>("first");
        QTest::addColumn<int>("second");
        QTest::newRow("square") << 2 << 16 << 16;
        QTest::newRow("broad") << 2 << 16 << 80;
        QTest::newRow("high") << 2 << 150 << 10;
        QTest::newRow("in space") << 3 << 16 << 32;
    }
    void convolutionsAreThoseOfTheDefinition()
    {
        QFETCH(int, axes);
        QFETCH(int, first);
        QFETCH(int, second);
        ops::GridConvolution convolution(axes, {first, second, axes == 3 ? 20 : 1}, 3);
        const auto kernel = [](const ops::GridConvolution::Sizes& o) {
            return 1.0f / (1 + float(o[0] * o[0]) + 2.0f * float(o[1] * o[1]) + 3.0f * float(o[2] * o[2]));
        };
        convolution.setKernel(kernel, [](double) { return 1.0; });
        const auto sizes = convolution.sizes();
        const auto cells = int(convolution.cells());
        const Tensor charge = randomTensor({cells}, 6);
        Tensor potential({cells});
        convolution.apply(charge.data(), potential.data());
        const auto place = [&](int at) {
            return ops::GridConvolution::Sizes{at / (sizes[1] * sizes[2]), at / sizes[2] % sizes[1],
                                               at % sizes[2]};
        };
        for (int i = 0; i < cells; i += 1 + cells / 37) {
            double sum = 0;
            const auto a = place(i);
            for (int j = 0; j < cells; ++j) {
                const auto b = place(j);
                sum += double(charge.data()[j]) * double(kernel({a[0] - b[0], a[1] - b[1], a[2] - b[2]}));
            }
            QVERIFY(std::fabs(sum - double(potential.data()[i])) < 2e-5);
        }
    }

    void attractionIsThatOfTheFormula_data()
    {
        QTest::addColumn<int>("dimensions");
        QTest::newRow("plane") << 2;
        QTest::newRow("space") << 3;
    }
    void attractionIsThatOfTheFormula()
    {
        QFETCH(int, dimensions);
        constexpr int n = 150;
        const Tensor y = randomTensor({n, dimensions}, 1, -3, 3);
        const ops::SparseRows p = someRows(n);
        Tensor dense = Tensor::zeros({n, n});
        for (int i = 0; i < n; ++i)
            for (int k = p.starts.ids()[i]; k < p.starts.ids()[i + 1]; ++k)
                dense.data()[i * n + p.columns.ids()[k]] += p.values.data()[k];
        Tensor attraction = Tensor::like(y), ofAll = Tensor::like(y), logarithms({n}), logarithmsOfAll({n});
        ops::attract(y, p, attraction);
        ops::attractAll(y, dense, ofAll);
        ops::attractionLogarithms(y, p, logarithms);
        ops::attractionLogarithmsOfAll(y, dense, logarithmsOfAll);
        for (int i = 0; i < n; ++i) {
            double logarithm = 0;
            std::vector<double> force(3);
            for (int j = 0; j < n; ++j) {
                const double value = dense.data()[i * n + j], square = squareBetween(y, i, j);
                logarithm += value * std::log(1 + square);
                for (int c = 0; c < dimensions; ++c)
                    force[size_t(c)] += value / (1 + square) *
                        (double(y.data()[i * dimensions + c]) - y.data()[j * dimensions + c]);
            }
            QVERIFY(std::fabs(logarithms.data()[i] - logarithm) < 1e-4);
            QVERIFY(std::fabs(logarithmsOfAll.data()[i] - logarithm) < 1e-4);
            for (int c = 0; c < dimensions; ++c) {
                QVERIFY(std::fabs(attraction.data()[i * dimensions + c] - force[size_t(c)]) < 1e-5);
                QVERIFY(std::fabs(ofAll.data()[i * dimensions + c] - force[size_t(c)]) < 1e-5);
            }
        }
    }

    void everythingIsTheSameOnAnyNumberOfThreads()
    {
        for (const int dimensions : {2, 3}) {
            const Tensor y = randomTensor({20'000, dimensions}, 1, -12, 12);
            QVERIFY(sameOnAnyThreads([&] { return gridForces(y).repulsion; }));
            QVERIFY(sameOnAnyThreads([&] { return gridForces(y).weights; }));
            QVERIFY(sameOnAnyThreads([&] { return treeForces(y, 0.5f).repulsion; }));
            QVERIFY(sameOnAnyThreads([&] { return exactForces(y.slice(0, 3000)).repulsion; }));
        }
    }

    // Gains grow where slope and velocity disagree (Jacobs 1988).
    void stepsFollowTheSlopeWithMomentum()
    {
        const Tensor attraction = Tensor::of({2, 2}, std::vector<float>{1, -1, 2, 0.5f});
        const Tensor repulsion = Tensor::of({2, 2}, std::vector<float>{4, 4, -4, 8});
        Tensor gains = Tensor::of({2, 2}, std::vector<float>{1, 1, 2, 0.01f});
        Tensor velocity = Tensor::of({2, 2}, std::vector<float>{1, 1, -1, 3});
        Tensor positions = Tensor::zeros({2, 2});
        ops::moveMap(attraction, repulsion, {3, 2, 0.5f, 0.8f}, gains, velocity, positions);
        const std::vector<double> slopes{12 - 8, -12 - 8, 24 + 8, 6 - 16};
        const std::vector<double> before{1, 1, -1, 3}, grown{0.8, 1.2, 2.2, 0.21};
        for (size_t i = 0; i < 4; ++i) {
            QVERIFY(std::fabs(gains.data()[i] - grown[i]) < 1e-6);
            const double moved = 0.8 * before[i] - 0.5 * grown[i] * slopes[i];
            QVERIFY(std::fabs(velocity.data()[i] - moved) < 1e-5);
            QCOMPARE(positions.data()[i], velocity.data()[i]);
        }
    }
};

QTEST_GUILESS_MAIN(RepulsionTest)
#include "repulsion_test.moc"
