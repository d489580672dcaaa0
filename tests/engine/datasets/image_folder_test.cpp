#include "engine/base/parallel.h"
#include "engine/datasets/dataset_type.h"
#include "tests/engine/datasets/made_files.h"
#include "tests/engine/datasets/made_pictures.h"

#include <QDir>
#include <QTemporaryDir>

#include <set>

using namespace engine;

// Folders of pictures that the test paints: red cats, green dogs, blue birds; brighter from one to the next.
class ImageFolderTest : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    const DatasetType& m_type = *findDatasetType("image-folder");

    QString path(const QString& name = {}) const { return m_folder->filePath(name); }
    void put(const QString& name, const QByteArray& bytes)
    {
        QVERIFY(QDir().mkpath(QFileInfo(path(name)).path()));
        write(path(name), bytes);
    }
    void paint(const QString& folder, int channel, int count)
    {
        QVERIFY(QDir().mkpath(path(folder)));
        for (int i = 0; i < count; ++i) {
            std::array<std::uint8_t, 3> colour{};
            colour[std::size_t(channel)] = std::uint8_t(100 + i);
            const Picture picture = plain(40 + i, 30, colour);
            if (i % 2)
                write(path(QString("%1/%2.JPG").arg(folder).arg(i)), jpegOf(picture));
            else
                QVERIFY(writePng(path(QString("%1/%2.png").arg(folder).arg(i)).toStdString(), picture));
        }
    }
    void paintAll(const QString& within = {}, int count = 20)
    {
        paint(within + "cat", 0, count);
        paint(within + "dog", 1, count);
        paint(within + "bird", 2, count);
    }
    Attributes chosen(const Attributes& more = {}) const
    {
        Attributes attributes = more;
        attributes["folder"] = path().toStdString();
        return attributes;
    }
    Dataset loaded(const Attributes& more = {})
    {
        const auto data = m_type.load(chosen(more), {}, {});
        if (!data)
            qFatal("%s", data.problem().sentence().c_str());
        return *data;
    }
    QString refusal(const Attributes& more = {})
    {
        const auto data = m_type.load(chosen(more), {}, {});
        return data ? QString() : QString::fromStdString(data.problem().sentence());
    }
    static int count(const Dataset& data, Dataset::Part part, int label)
    {
        const auto labels = data.column("label")->ids();
        return int(std::ranges::count_if(data.rows(part),
                                         [&](int row) { return labels[std::size_t(row)] == label; }));
    }

private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void cleanup() { setThreads(0); }

    void columnsAreKnownBeforeLoading()
    {
        paintAll();
        const auto columns = m_type.columns(chosen(
            {{"height", std::int64_t(16)}, {"width", std::int64_t(24)}, {"channels", std::string("grey")}}));
        QCOMPARE(columns[0].name, std::string("image"));
        QVERIFY(columns[0].signal.shape == Shape({16, 24, 1}));
        QCOMPARE(columns[2].classes, (std::vector<std::string>{"bird", "cat", "dog"}));
        QVERIFY(m_type.columns({})[0].signal.shape == Shape({32, 32, 3})); // before a folder is chosen
        QVERIFY(m_type.columns({})[2].classes.empty());
    }

    void picturesBecomeRowsOfTheirClass()
    {
        paintAll();
        QVERIFY(m_type.present(chosen(), {}));
        const Dataset data = loaded();
        const auto described = m_type.columns(chosen());
        for (std::size_t i = 0; i < described.size(); ++i) {
            QVERIFY(data.columns->at(i).signal == described[i].signal);
            QCOMPARE(data.columns->at(i).classes, described[i].classes);
        }
        QCOMPARE(data.column("image")->rows(), std::int64_t(60));
        const std::array channelOf = {2, 0, 1}; // bird, cat, dog
        for (std::size_t row = 0; row < 60; ++row) {
            const auto pixel = data.column("image")->bytes().subspan(row * 3072 + 1500, 3);
            const int channel = channelOf[std::size_t(data.column("label")->ids()[row])];
            for (int other = 0; other < 3; ++other)
                QVERIFY(other == channel ? pixel[std::size_t(other)] >= 97 : pixel[std::size_t(other)] <= 4);
        }
    }

    void sharesAreTakenOfEveryClass()
    {
        paintAll();
        const Dataset data = loaded({{"validation", 0.2}, {"test", 0.1}});
        for (int label = 0; label < 3; ++label) {
            QCOMPARE(count(data, Dataset::Part::Train, label), 14);
            QCOMPARE(count(data, Dataset::Part::Validation, label), 4);
            QCOMPARE(count(data, Dataset::Part::Test, label), 2);
        }
        std::set<std::int32_t> rows;
        for (const auto part : {Dataset::Part::Train, Dataset::Part::Validation, Dataset::Part::Test})
            rows.insert(data.rows(part).begin(), data.rows(part).end());
        QCOMPARE(rows.size(), std::size_t(60)); // each picture in one part
        const Dataset few = limited(data, 8); // the first of a part are of several classes
        QVERIFY(count(few, Dataset::Part::Train, 0) < 8 && count(few, Dataset::Part::Train, 1) < 8 &&
                count(few, Dataset::Part::Train, 2) < 8);
    }

    void theSeedDecidesTheSplitAndNothingElseDoes()
    {
        paintAll();
        const auto tested = [&](std::int64_t seed) {
            std::vector<std::vector<std::uint8_t>> pictures;
            const Dataset data = loaded({{"seed", seed}});
            for (const std::int32_t row : data.rows(Dataset::Part::Test)) {
                const auto bytes = data.column("image")->bytes().subspan(std::size_t(row) * 3072, 3072);
                pictures.emplace_back(bytes.begin(), bytes.end());
            }
            return pictures;
        };
        setThreads(1);
        const auto first = tested(1);
        setThreads(4);
        QVERIFY(tested(1) == first);
        QVERIFY(tested(2) != first);
    }

    void foldersOfPartsAreTheParts()
    {
        paintAll("train/", 10);
        paintAll("test/", 4);
        const Dataset two = loaded({{"validation", 0.2}, {"test", 0.4}});
        QCOMPARE(two.size(Dataset::Part::Train), std::int64_t(24)); // validation is taken of training
        QCOMPARE(two.size(Dataset::Part::Validation), std::int64_t(6));
        QCOMPARE(two.size(Dataset::Part::Test), std::int64_t(12));
        paintAll("val/", 3);
        QVERIFY(QDir(path("val/dog")).removeRecursively()); // a class may be missing there
        const Dataset three = loaded();
        QCOMPARE(three.size(Dataset::Part::Train), std::int64_t(30));
        QCOMPARE(three.size(Dataset::Part::Validation), std::int64_t(6));
        QCOMPARE(three.column("label")->classes, (std::vector<std::string>{"bird", "cat", "dog"}));
        QCOMPARE(count(three, Dataset::Part::Validation, 2), 0);
        paint("test/zebra", 0, 1);
        QVERIFY(refusal().contains("zebra"));
    }

    void aFolderOfPicturesCalledTrainIsAClass()
    {
        paint("train", 0, 5);
        paint("car", 1, 5);
        QCOMPARE(loaded().column("label")->classes, (std::vector<std::string>{"car", "train"}));
    }

    void whatIsNoPictureIsLeftOut()
    {
        paintAll({}, 4);
        put("cat/notes.txt", "not a picture");
        put("cat/.hidden.png", "not a picture");
        put("docs/readme.txt", "no class");
        put(".thumbs/a.png", "no class");
        QCOMPARE(loaded().column("image")->rows(), std::int64_t(12));
    }

    void otherShapesAreCroppedOrStretched()
    {
        Picture picture = plain(40, 20, {0, 0, 0}); // a white strip at the left end, which a square in the
        for (int y = 0; y < 20; ++y) // middle does not see
            for (int x = 0; x < 8; ++x)
                for (int channel = 0; channel < 3; ++channel)
                    picture.pixels[std::size_t((y * 40 + x) * 3 + channel)] = 255;
        for (const char* name : {"a/1.png", "b/1.png"}) {
            put(name, "");
            QVERIFY(writePng(path(name).toStdString(), picture));
        }
        const auto firstPixel = [&](const char* fit) {
            const Dataset data = loaded({{"fit", std::string(fit)},
                                         {"channels", std::string("grey")},
                                         {"height", std::int64_t(20)},
                                         {"width", std::int64_t(20)}});
            return int(data.column("image")->bytes()[0]);
        };
        QCOMPARE(firstPixel("crop"), 0);
        QCOMPARE(firstPixel("stretch"), 255);
    }

    void damagedPicturesAreCountedAndNamed()
    {
        paintAll();
        put("cat/5.JPG", "not a picture");
        QVERIFY2(refusal().contains("1 of 60") && refusal().contains("cat/5.JPG"), qPrintable(refusal()));
        put("dog/7.JPG", jpegOf(plain(30, 30, {1, 2, 3})).left(300));
        put("bird/2.png", "");
        QVERIFY2(refusal().contains("3 of 60") && refusal().contains("bird/2.png"), qPrintable(refusal()));
        const Dataset rest = loaded({{"skip_damaged", true}});
        QCOMPARE(rest.size(Dataset::Part::Train) + rest.size(Dataset::Part::Validation) +
                     rest.size(Dataset::Part::Test),
                 std::int64_t(57));
        QCOMPARE(rest.remarks.size(), std::size_t(1));
        const auto remark = QString::fromStdString(rest.remarks.front().sentence());
        QVERIFY2(remark.contains("3 of 60") && remark.contains("bird/2.png"), qPrintable(remark));
        for (const char* name : {"a", "b"})
            put(QString("only/%1/x.png").arg(name), "damaged");
        const auto none =
            m_type.load({{"folder", path("only").toStdString()}, {"skip_damaged", true}}, {}, {});
        QVERIFY(!none);
        QVERIFY(QString::fromStdString(none.problem().sentence()).contains("2 of 2"));
    }

    void whatCannotBeUsedIsSaidInASentence_data()
    {
        QTest::addColumn<QStringList>("classes");
        QTest::addColumn<QString>("words");
        QTest::newRow("nothing in it") << QStringList{} << "no folders with PNG or JPEG";
        QTest::newRow("one class") << QStringList{"cat"} << "one class only, “cat”";
    }
    void whatCannotBeUsedIsSaidInASentence()
    {
        QFETCH(QStringList, classes);
        QFETCH(QString, words);
        for (const QString& name : classes)
            paint(name, 0, 3);
        const auto present = m_type.present(chosen(), {});
        QVERIFY(!present);
        QVERIFY2(refusal().contains(words) && refusal().contains(path()), qPrintable(refusal()));
        QCOMPARE(QString::fromStdString(present.problem().sentence()), refusal());
    }

    void aMissingFolderIsSaidInASentence()
    {
        const auto none = m_type.present({}, {});
        QVERIFY(!none);
        QVERIFY(none.problem().sentence().find("No folder") == 0);
        const auto missing = m_type.present({{"folder", path("missing").toStdString()}}, {});
        QVERIFY(!missing);
        QVERIFY(QString::fromStdString(missing.problem().sentence()).contains(path("missing")));
    }

    void namesThatAreNotUtf8AreRefused()
    {
        paint("cat", 0, 2);
        const std::filesystem::path odd = path().toStdString() +
            "/d\xff"
            "g";
        std::filesystem::create_directory(odd);
        QVERIFY(writePng(odd / "1.png", plain(4, 4, {1, 2, 3})));
        const QString sentence = refusal();
        std::filesystem::remove_all(odd); // Qt cannot name it
        QVERIFY2(sentence.contains("UTF-8"), qPrintable(sentence));
    }

    void everyClassKeepsSomethingToTrain()
    {
        paintAll({}, 1);
        QCOMPARE(loaded().size(Dataset::Part::Train), std::int64_t(3));
        paint("cat", 0, 2);
        const QString sentence = refusal({{"validation", 0.4}, {"test", 0.4}});
        QVERIFY2(sentence.contains("cat") && sentence.contains("too few"), qPrintable(sentence));
    }

    void aRelativeFolderMayLieInTheDataFolder()
    {
        paintAll("pets/", 3);
        QVERIFY(m_type.present({{"folder", std::string("pets")}}, path().toStdString()));
    }

    void loadingTellsHowFarItIsAndCanBeCancelled()
    {
        paintAll({}, 50);
        std::vector<double> told;
        QVERIFY(m_type.load(chosen(), {}, [&](double done) { return told.push_back(done), true; }));
        QVERIFY(told.size() >= 3 && std::is_sorted(told.begin(), told.end()));
        QCOMPARE(told.back(), 1.0);
        const auto cancelled = m_type.load(chosen(), {}, [](double done) { return done < 0.3; });
        QVERIFY(!cancelled);
        QCOMPARE(cancelled.problem().sentence(), std::string("Loading was cancelled."));
    }
};

QTEST_GUILESS_MAIN(ImageFolderTest)
#include "image_folder_test.moc"
