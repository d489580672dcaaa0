#include "engine/base/parallel.h"
#include "engine/datasets/dataset_type.h"

#include <QTest>

#include <cmath>
#include <map>
#include <numeric>

using namespace engine;

namespace {

Dataset digits(std::int64_t seed, std::int64_t training = 3000, std::int64_t validation = 100,
               std::int64_t test = 500)
{
    return *findDatasetType("digits")->load(
        {{"seed", seed}, {"training", training}, {"validation", validation}, {"test", test}}, {}, {});
}

bool samePixels(const Dataset& a, const Dataset& b)
{
    return std::ranges::equal(a.column("image")->bytes(), b.column("image")->bytes());
}

std::span<const std::uint8_t> picture(const Dataset& data, std::int64_t row)
{
    return data.column("image")->bytes().subspan(std::size_t(row) * 784, 784);
}

} // namespace

class DigitsTest : public QObject {
    Q_OBJECT

private slots:
    void cleanup() { setThreads(0); }

    void areTheSameOnAnyNumberOfThreads()
    {
        setThreads(1);
        const Dataset one = digits(1);
        setThreads(5);
        QVERIFY(samePixels(one, digits(1)));
    }

    void doNotDependOnHowManyAreMade()
    {
        const Dataset few = digits(1, 200, 10, 50), many = digits(1, 4500, 300, 90);
        QVERIFY(std::ranges::equal(picture(few, 199), picture(many, 199)));
        QVERIFY(std::ranges::equal(picture(few, 200 + 9), picture(many, 4500 + 9)));
        QVERIFY(std::ranges::equal(picture(few, 210 + 49), picture(many, 4800 + 49)));
        QCOMPARE(few.column("label")->ids()[210 + 49], many.column("label")->ids()[4800 + 49]);
    }

    void anotherSeedGivesOtherDigits() { QVERIFY(!samePixels(digits(1), digits(2))); }

    void noTwoAreTheSame()
    {
        const Dataset data = digits(1);
        std::map<std::vector<std::uint8_t>, int> seen;
        for (std::int64_t row = 0; row < data.column("image")->rows(); ++row) {
            const auto pixels = picture(data, row);
            QCOMPARE(++seen[std::vector(pixels.begin(), pixels.end())], 1);
        }
    }

    void everyPartHoldsEveryDigitEquallyOften()
    {
        const Dataset data = digits(1);
        for (const auto part : {Dataset::Part::Train, Dataset::Part::Validation, Dataset::Part::Test}) {
            std::vector<std::int64_t> counts(10);
            for (const std::int32_t row : data.rows(part))
                ++counts[std::size_t(data.column("label")->ids()[std::size_t(row)])];
            for (const std::int64_t count : counts)
                QCOMPARE(count, data.size(part) / 10);
        }
    }

    void lookLikeMnistInNumbers()
    {
        const Dataset data = digits(1);
        const auto bytes = data.column("image")->bytes();
        const double mean = std::accumulate(bytes.begin(), bytes.end(), 0.0) / double(bytes.size()) / 255;
        QVERIFY2(mean > 0.10 && mean < 0.16, qPrintable(QString::number(mean))); // MNIST: 0.131
        const double blank = double(std::count(bytes.begin(), bytes.end(), 0)) / double(bytes.size());
        QVERIFY2(blank > 0.74 && blank < 0.86, qPrintable(QString::number(blank))); // MNIST: 0.81
        for (std::int64_t row = 0; row < data.column("image")->rows(); ++row) {
            const auto pixels = picture(data, row);
            QVERIFY(*std::max_element(pixels.begin(), pixels.end()) > 120);
            double sum = 0, x = 0, y = 0;
            for (int i = 0; i < 784; ++i)
                sum += pixels[std::size_t(i)], x += pixels[std::size_t(i)] * (i % 28),
                    y += pixels[std::size_t(i)] * (i / 28);
            QVERIFY(std::abs(x / sum - 13.5) < 5 && std::abs(y / sum - 13.5) < 5);
        }
    }

    // The mean picture of each class as a template must not suffice: it would on printed digits.
    void areHarderThanTemplates()
    {
        const Dataset data = digits(1);
        const auto labels = data.column("label")->ids();
        std::vector<std::vector<double>> means(10, std::vector<double>(784));
        for (const std::int32_t row : data.rows(Dataset::Part::Train))
            for (std::size_t i = 0; i < 784; ++i)
                means[std::size_t(labels[std::size_t(row)])][i] += picture(data, row)[i] / 300.0;
        int right = 0;
        for (const std::int32_t row : data.rows(Dataset::Part::Test)) {
            std::vector<double> distances(10);
            for (std::size_t digit = 0; digit < 10; ++digit)
                for (std::size_t i = 0; i < 784; ++i)
                    distances[digit] += std::pow(picture(data, row)[i] - means[digit][i], 2);
            const auto nearest = std::min_element(distances.begin(), distances.end()) - distances.begin();
            right += nearest == labels[std::size_t(row)];
        }
        QVERIFY2(right > 300 && right < 450, qPrintable(QString::number(right))); // of 500
    }

    void haveTheColumnsOfMnist()
    {
        const Dataset data = digits(1, 10, 0, 10);
        const auto described = findDatasetType("mnist")->columns({});
        QCOMPARE(described.size(), data.columns->size());
        for (std::size_t i = 0; i < described.size(); ++i) {
            QCOMPARE(data.columns->at(i).name, described[i].name);
            QVERIFY(data.columns->at(i).signal == described[i].signal);
            QCOMPARE(data.columns->at(i).classes, described[i].classes);
        }
    }

    void areSplitLikeMnistAtFirst()
    {
        double last = 0;
        const auto data = findDatasetType("digits")->load({}, {}, [&](double done) {
            const bool rises = done >= last;
            last = done;
            return rises;
        });
        QVERIFY(data);
        QCOMPARE(last, 1.0);
        QCOMPARE(data->size(Dataset::Part::Train), std::int64_t(55000));
        QCOMPARE(data->size(Dataset::Part::Validation), std::int64_t(5000));
        QCOMPARE(data->size(Dataset::Part::Test), std::int64_t(10000));
    }

    void makingThemCanBeCancelled()
    {
        QVERIFY(!findDatasetType("digits")->load({}, {}, [](double done) { return done < 0.3; }));
    }
};

QTEST_GUILESS_MAIN(DigitsTest)
#include "digits_test.moc"
