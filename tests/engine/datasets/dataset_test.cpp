#include "engine/datasets/dataset.h"

#include "engine/base/parallel.h"

#include <QTest>

#include <numeric>
#include <set>

using namespace engine;

namespace {

// Row i holds the bytes i, i + 1, i + 2, the number i / 2 and the id 3 i.
Dataset rowsOf(int train, int validation, int test)
{
    const int count = train + validation + test;
    std::vector<std::uint8_t> bytes;
    std::vector<float> numbers;
    std::vector<std::int32_t> ids;
    for (int i = 0; i < count; ++i) {
        for (int k = 0; k < 3; ++k)
            bytes.push_back(static_cast<std::uint8_t>(i + k));
        numbers.push_back(static_cast<float>(i) / 2);
        ids.push_back(3 * i);
    }
    return makeDataset("rows",
                       {{"image", {{3, 1}}, Shared(bytes)},
                        {"number", {{1}}, Shared(numbers)},
                        {"label", {{}, ElementType::Int32}, Shared(ids)}},
                       {train, validation, test});
}

// The same with a column so large that batches are prepared on another thread.
Dataset largeRowsOf(int count)
{
    const Dataset rows = rowsOf(count, 0, 0);
    std::vector<Column> columns = *rows.columns;
    columns.push_back(
        {"picture", {{100, 100}}, Shared(std::vector<std::uint8_t>(std::size_t(count) * 10000))});
    return makeDataset("large rows", std::move(columns), {count, 0, 0});
}

std::vector<std::int32_t> loadedRows(BatchLoader& loader)
{
    std::vector<std::int32_t> rows;
    while (const Batch* batch = loader.next())
        for (const std::int32_t id : batch->at("label").idValues())
            rows.push_back(id / 3);
    return rows;
}

} // namespace

class DatasetTest : public QObject {
    Q_OBJECT

private slots:
    void cleanup() { setThreads(0); }

    void gatherTakesTheRowsAskedForInTheirOrder()
    {
        const std::vector<std::string> columns = {"image", "number", "label", "no such column"};
        const std::vector<std::int32_t> rows = {7, 0, 7, 100};
        const Batch batch = gather(rowsOf(150, 0, 0), columns, rows);
        QCOMPARE(batch.size(), std::size_t(3));
        QVERIFY(batch.at("image").shape() == Shape({4, 3, 1}));
        QVERIFY(batch.at("number").shape() == Shape({4, 1}));
        QVERIFY(batch.at("label").shape() == Shape({4}));
        for (std::size_t i = 0; i < rows.size(); ++i) {
            for (std::size_t k = 0; k < 3; ++k)
                QCOMPARE(batch.at("image").values()[3 * i + k], float(rows[i] + int(k)) / 255.0f);
            QCOMPARE(batch.at("number").values()[i], float(rows[i]) / 2);
            QCOMPARE(batch.at("label").idValues()[i], 3 * rows[i]);
        }
    }

    void gatherScalesBytesToTheUnitInterval()
    {
        std::vector<std::uint8_t> bytes(256);
        std::iota(bytes.begin(), bytes.end(), std::uint8_t(0));
        const Dataset data = makeDataset("bytes", {{"image", {{256}}, Shared(bytes)}}, {1, 0, 0});
        const Batch batch = gather(data, std::vector<std::string>{"image"}, std::vector<std::int32_t>{0});
        for (std::size_t i = 0; i < 256; ++i)
            QCOMPARE(batch.at("image").values()[i], float(i) / 255.0f);
    }

    void gatherGivesTheSameOnAnyNumberOfThreads()
    {
        const Dataset data = rowsOf(200000, 0, 0); // several pieces
        const std::vector<std::string> columns = {"image"};
        setThreads(1);
        const Batch one = gather(data, columns, data.train.list());
        setThreads(4);
        const Batch four = gather(data, columns, data.train.list());
        QVERIFY(std::ranges::equal(one.at("image").values(), four.at("image").values()));
        QCOMPARE(one.at("image").values()[3 * 199999], float(199999 % 256) / 255.0f);
    }

    void reshapedColumnsShareTheirValues()
    {
        const Column image{"image", {{2, 2}}, Shared(std::vector<std::uint8_t>{1, 2, 3, 4, 5, 6, 7, 8})};
        const Column flat = reshaped(image, "pixels", {4});
        QCOMPARE(flat.rows(), std::int64_t(2));
        QCOMPARE(flat.bytes().data(), image.bytes().data());
        QVERIFY(flat.signal.shape == Shape({4}));
        QVERIFY(flat.floats().empty() && flat.ids().empty());
    }

    void rowsMayOverlap()
    {
        const Shared sequence(std::vector<float>{0, 1, 2, 3, 4, 5, 6, 7, 8, 9});
        const Column windows{"windows", {{2, 2}}, sequence, {}, 1, 2};
        QCOMPARE(windows.rows(), std::int64_t(3)); // from 1, 3 and 5
        const Dataset data = makeDataset("series", {windows, reshaped(windows, "flat", {4})}, {3, 0, 0});
        const std::vector<std::string> columns{"windows", "flat"};
        const Batch batch = gather(data, columns, std::vector<std::int32_t>{2, 0});
        QVERIFY(batch.at("windows").shape() == Shape({2, 2, 2}));
        const std::vector<float> expected{5, 6, 7, 8, 1, 2, 3, 4};
        QVERIFY(std::ranges::equal(batch.at("windows").values(), expected));
        QVERIFY(std::ranges::equal(batch.at("flat").values(), expected));
        QCOMPARE((Column{"too long", {{11}}, sequence, {}, 0, 1}.rows()), std::int64_t(0));
    }

    void idsBecomeNumbersOrAreSpreadWhenTheyAreGathered()
    {
        const Shared ids(std::vector<std::int32_t>{2, 0, 1, 3});
        const Dataset data = makeDataset("text",
                                         {{"numbers", {{2, 1}}, ids, {}, 0, 1},
                                          {"one_hot", {{2, 3}}, ids, {}, 0, 1, 3},
                                          {"next", {{}, ElementType::Int32}, ids, {}, 2, 1}},
                                         {2, 0, 0});
        QCOMPARE(data.column("one_hot")->rows(), std::int64_t(3));
        QCOMPARE(data.column("next")->rows(), std::int64_t(2));
        const std::vector<std::string> columns{"numbers", "one_hot"}, next{"next"};
        const Batch batch = gather(data, columns, std::vector<std::int32_t>{1, 2});
        QVERIFY(batch.at("numbers").shape() == Shape({2, 2, 1}));
        QVERIFY(std::ranges::equal(batch.at("numbers").values(), std::vector<float>{0, 1, 1, 3}));
        QVERIFY(batch.at("one_hot").shape() == Shape({2, 2, 3})); // an id beyond is no class
        QVERIFY(std::ranges::equal(batch.at("one_hot").values(),
                                   std::vector<float>{1, 0, 0, 0, 1, 0, 0, 1, 0, 0, 0, 0}));
        QCOMPARE(gather(data, next, std::vector<std::int32_t>{1}).at("next").idValues()[0], 3);
    }

    void limitedKeepsTheFirstOfEveryPart()
    {
        const Dataset data = limited(rowsOf(30, 4, 20), 5);
        QCOMPARE(data.train.list(), (std::vector<std::int32_t>{0, 1, 2, 3, 4}));
        QCOMPARE(data.validation.list(), (std::vector<std::int32_t>{30, 31, 32, 33}));
        QCOMPARE(data.test.list(), (std::vector<std::int32_t>{34, 35, 36, 37, 38}));
        QCOMPARE(limited(data, 0).size(Dataset::Part::Train), std::int64_t(5));
    }

    void anEmptyDatasetHasNoRowsAndNoColumns()
    {
        const Dataset data;
        QCOMPARE(data.size(Dataset::Part::Test), std::int64_t(0));
        QVERIFY(!data.column("image"));
        BatchLoader loader(data, {"image"}, {}, 10);
        QVERIFY(!loader.next());
    }

    void epochOrderIsAPermutationThatDependsOnTheKeyOnly_data()
    {
        QTest::addColumn<int>("count");
        QTest::addColumn<bool>("range");
        for (const int count : {1, 2, 3, 10, 1000, 1024, 1025})
            for (const bool range : {false, true})
                QTest::addRow("%d in a %s", count, range ? "range" : "list") << count << range;
    }
    void epochOrderIsAPermutationThatDependsOnTheKeyOnly()
    {
        QFETCH(int, count);
        QFETCH(bool, range);
        Dataset data = rowsOf(count, 10, 10);
        if (range)
            data.train = Rows::range(5, count);
        const auto order = [&](bool shuffled, std::uint64_t key) {
            return epochOrder(data, Dataset::Part::Train, shuffled, {key}).list();
        };
        const auto natural = order(false, 1);
        QCOMPARE(natural, data.train.list());
        auto shuffled = order(true, 1);
        QCOMPARE(order(true, 1), shuffled);
        QVERIFY(count < 10 || (shuffled != natural && order(true, 2) != shuffled));
        std::ranges::sort(shuffled);
        QCOMPARE(shuffled, natural);
    }

    void rangesOfRowsAreListsWithoutMemory()
    {
        const Rows rows = Rows::range(7, 2'000'000'000);
        QCOMPARE(rows.size(), std::size_t(2'000'000'000));
        QCOMPARE(rows.list(1'999'999'998, 9), (std::vector<std::int32_t>{2'000'000'005, 2'000'000'006}));
        QVERIFY(rows.first(3) == Rows(std::vector<std::int32_t>{7, 8, 9}));
        QVERIFY(rows.list(2'000'000'001, 1).empty());
        const Rows shuffled = rows.shuffled({4});
        QVERIFY(shuffled.first(3) == Rows(shuffled.list(0, 3)));
        const std::vector<std::int32_t> some = shuffled.list(0, 1000);
        QCOMPARE(std::set(some.begin(), some.end()).size(), some.size());
        const auto half = std::ranges::count_if(some, [](std::int32_t row) { return row < 1'000'000'007; });
        QVERIFY2(std::abs(half - 500) < 80, qPrintable(QString::number(half))); // 5 deviations
    }

    void everyRowIsEquallyLikelyAtTheStart_data()
    {
        QTest::addColumn<bool>("range");
        QTest::newRow("list") << false;
        QTest::newRow("range") << true;
    }
    void everyRowIsEquallyLikelyAtTheStart()
    {
        QFETCH(bool, range);
        Dataset data = rowsOf(10, 0, 0);
        if (range)
            data.train = Rows::range(0, 10);
        std::vector<int> counts(10);
        for (std::uint64_t key = 0; key < 10000; ++key)
            ++counts[std::size_t(epochOrder(data, Dataset::Part::Train, true, RandomKey{5}.with(key))[0])];
        for (const int count : counts)
            QVERIFY2(std::abs(count - 1000) < 150, qPrintable(QString::number(count))); // 5 deviations
    }

    void loaderGivesEverySampleOnceInOrder_data()
    {
        QTest::addColumn<int>("batchSize");
        QTest::addColumn<int>("firstBatch");
        QTest::addColumn<std::string>("other");
        for (const std::string other : {"number", "picture"}) {
            const auto row = [&](const char* name) -> QTestData& {
                return QTest::addRow("%s beside %s", name, other.c_str());
            };
            row("even") << 10 << 0 << other;
            row("smaller last batch") << 33 << 0 << other;
            row("one by one") << 1 << 0 << other;
            row("all at once") << 1000 << 0 << other;
            row("resumed") << 33 << 2 << other;
            row("resumed at the end") << 10 << 10 << other;
            row("resumed behind the end") << 10 << 99 << other;
        }
    }
    void loaderGivesEverySampleOnceInOrder()
    {
        QFETCH(int, batchSize);
        QFETCH(int, firstBatch);
        QFETCH(std::string, other);
        const Dataset data = largeRowsOf(100);
        const auto order = epochOrder(data, Dataset::Part::Train, true, {3});
        BatchLoader loader(data, {"label", other}, order, batchSize, firstBatch);
        QCOMPARE(loader.batches(), std::int64_t((100 + batchSize - 1) / batchSize));
        const auto skipped = std::min<std::ptrdiff_t>(100, std::ptrdiff_t(batchSize) * firstBatch);
        QCOMPARE(loadedRows(loader), order.list(std::size_t(skipped), 100));
        QVERIFY(!loader.next());
    }

    void batchesStayAsTheyWereAfterTheNextCall_data()
    {
        QTest::addColumn<std::string>("other");
        QTest::newRow("small") << std::string("label");
        QTest::newRow("large") << std::string("picture");
    }
    void batchesStayAsTheyWereAfterTheNextCall()
    {
        QFETCH(std::string, other);
        const Dataset data = largeRowsOf(100);
        BatchLoader loader(data, {"number", other}, epochOrder(data, Dataset::Part::Train, false, {}), 10);
        const Tensor first = loader.next()->at("number"); // layers keep their inputs like this
        while (loader.next()) {}
        for (std::size_t i = 0; i < 10; ++i)
            QCOMPARE(first.values()[i], float(i) / 2);
    }

    void loaderMayBeDestroyedAtAnyMoment()
    {
        const Dataset data = largeRowsOf(100);
        const auto order = epochOrder(data, Dataset::Part::Train, false, {});
        int taken = 0;
        for (int round = 0; round < 200; ++round) {
            BatchLoader loader(data, {"picture", "label"}, order, 7);
            for (int i = 0; i < round % 17; ++i)
                taken += loader.next() != nullptr;
        }
        QCOMPARE(taken, 1563); // every call but the ones behind the fifteenth batch
    }
};

QTEST_GUILESS_MAIN(DatasetTest)
#include "dataset_test.moc"
