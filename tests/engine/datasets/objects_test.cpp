#include "engine/base/parallel.h"
#include "engine/datasets/dataset_type.h"

#include <QTest>

#include <array>
#include <cmath>
#include <map>

using namespace engine;

namespace {

constexpr std::size_t each = 32 * 32 * 3;

Dataset objects(std::int64_t seed, std::int64_t training = 2000, std::int64_t validation = 100,
                std::int64_t test = 500)
{
    return *findDatasetType("objects")->load(
        {{"seed", seed}, {"training", training}, {"validation", validation}, {"test", test}}, {}, {});
}

bool samePixels(const Dataset& a, const Dataset& b)
{
    return std::ranges::equal(a.column("image")->bytes(), b.column("image")->bytes());
}

std::span<const std::uint8_t> picture(const Dataset& data, std::int64_t row)
{
    return data.column("image")->bytes().subspan(std::size_t(row) * each, each);
}

} // namespace

class ObjectsTest : public QObject {
    Q_OBJECT

private slots:
    void cleanup() { setThreads(0); }

    void areTheSameOnAnyNumberOfThreads()
    {
        setThreads(1);
        const Dataset one = objects(1);
        setThreads(5);
        QVERIFY(samePixels(one, objects(1)));
    }

    void doNotDependOnHowManyAreMade()
    {
        const Dataset few = objects(1, 200, 10, 50), many = objects(1, 4500, 300, 90);
        QVERIFY(std::ranges::equal(picture(few, 199), picture(many, 199)));
        QVERIFY(std::ranges::equal(picture(few, 200 + 9), picture(many, 4500 + 9)));
        QVERIFY(std::ranges::equal(picture(few, 210 + 49), picture(many, 4800 + 49)));
        QCOMPARE(few.column("label")->ids()[210 + 49], many.column("label")->ids()[4800 + 49]);
    }

    void anotherSeedGivesOtherObjects() { QVERIFY(!samePixels(objects(1), objects(2))); }

    void noTwoAreTheSame()
    {
        const Dataset data = objects(1);
        std::map<std::vector<std::uint8_t>, int> seen;
        for (std::int64_t row = 0; row < data.column("image")->rows(); ++row) {
            const auto pixels = picture(data, row);
            QCOMPARE(++seen[std::vector(pixels.begin(), pixels.end())], 1);
        }
    }

    void everyPartHoldsEveryClassEquallyOften()
    {
        const Dataset data = objects(1);
        for (const auto part : {Dataset::Part::Train, Dataset::Part::Validation, Dataset::Part::Test}) {
            std::vector<std::int64_t> counts(10);
            for (const std::int32_t row : data.rows(part))
                ++counts[std::size_t(data.column("label")->ids()[std::size_t(row)])];
            for (const std::int64_t count : counts)
                QCOMPARE(count, data.size(part) / 10);
        }
    }

    void areColouredAndStandOut()
    {
        const Dataset data = objects(1);
        int grey = 0;
        for (std::int64_t row = 0; row < data.column("image")->rows(); ++row) {
            const auto pixels = picture(data, row);
            std::array<double, 3> sums{}, squares{};
            double colour = 0, most = 0;
            for (std::size_t i = 0; i < each; i += 3) {
                const auto [low, high] = std::minmax({pixels[i], pixels[i + 1], pixels[i + 2]});
                colour += high - low;
                for (std::size_t channel = 0; channel < 3; ++channel) {
                    sums[channel] += pixels[i + channel];
                    squares[channel] += pixels[i + channel] * pixels[i + channel];
                }
            }
            for (std::size_t channel = 0; channel < 3; ++channel)
                most = std::max(most, squares[channel] / 1024 - std::pow(sums[channel] / 1024, 2));
            QVERIFY2(std::sqrt(most) > 10, qPrintable(QString::number(row))); // something is to be seen
            grey += colour / 1024 < 12;
        }
        QVERIFY2(grey < 60, qPrintable(QString::number(grey))); // of 2,600
    }

    // Neither the mean picture of a class nor its mean colour must tell it: place, size and colour vary.
    void areHarderThanTemplates()
    {
        const Dataset data = objects(1);
        const auto labels = data.column("label")->ids();
        std::vector<std::vector<double>> means(10, std::vector<double>(each));
        for (const std::int32_t row : data.rows(Dataset::Part::Train))
            for (std::size_t i = 0; i < each; ++i)
                means[std::size_t(labels[std::size_t(row)])][i] += picture(data, row)[i] / 200.0;
        int right = 0;
        for (const std::int32_t row : data.rows(Dataset::Part::Test)) {
            std::vector<double> distances(10);
            for (std::size_t thing = 0; thing < 10; ++thing)
                for (std::size_t i = 0; i < each; ++i)
                    distances[thing] += std::pow(picture(data, row)[i] - means[thing][i], 2);
            const auto nearest = std::min_element(distances.begin(), distances.end()) - distances.begin();
            right += nearest == labels[std::size_t(row)];
        }
        QVERIFY2(right > 60 && right < 250, qPrintable(QString::number(right))); // of 500; chance: 50
    }

    void standInForCifar10()
    {
        const DatasetType& cifar = *findDatasetType("cifar10");
        QCOMPARE(cifar.standIn, std::string("objects"));
        const DatasetType& own = *findDatasetType("objects");
        QVERIFY(own.bundled);
        const auto wanted = cifar.columns({}), described = own.columns({});
        const Dataset data = objects(1, 10, 0, 10);
        QCOMPARE(described.size(), wanted.size());
        for (std::size_t i = 0; i < described.size(); ++i) {
            QCOMPARE(described[i].name, wanted[i].name);
            QVERIFY(described[i].signal == wanted[i].signal);
            QCOMPARE(described[i].classes.size(), wanted[i].classes.size());
            QCOMPARE(data.columns->at(i).classes, described[i].classes);
        }
    }

    void areSplitLikeCifar10AtFirst()
    {
        double last = 0;
        const auto data = findDatasetType("objects")->load({}, {}, [&](double done) {
            const bool rises = done >= last;
            last = done;
            return rises;
        });
        QVERIFY(data);
        QCOMPARE(last, 1.0);
        QCOMPARE(data->size(Dataset::Part::Train), std::int64_t(45000));
        QCOMPARE(data->size(Dataset::Part::Validation), std::int64_t(5000));
        QCOMPARE(data->size(Dataset::Part::Test), std::int64_t(10000));
    }

    void makingThemCanBeCancelled()
    {
        QVERIFY(!findDatasetType("objects")->load({}, {}, [](double done) { return done < 0.3; }));
    }
};

QTEST_GUILESS_MAIN(ObjectsTest)
#include "objects_test.moc"
