#include "engine/datasets/text_windows.h"

#include "engine/datasets/phrase_grammar.h"
#include "tests/engine/datasets/made_files.h"

#include <QTemporaryDir>

#include <set>

using namespace engine;

namespace {

using Words = std::vector<std::string>;
using Ids = std::vector<std::int32_t>;

const DatasetType& typeOf(const char* id)
{
    return *findDatasetType(id);
}

std::vector<float> gathered(const Dataset& data, const std::string& column, std::int32_t row)
{
    const Tensor tensor = gather(data, std::vector<std::string>{column}, Ids{row}).at(column);
    if (tensor.type() == ElementType::Float32)
        return {tensor.values().begin(), tensor.values().end()};
    return {tensor.idValues().begin(), tensor.idValues().end()};
}

std::string textOf(const Dataset& data, std::int32_t first, int count)
{
    Words words;
    for (int i = first; i < first + count; ++i)
        words.push_back(data.text->vocabulary.word(data.text->tokens.values()[std::size_t(i)]));
    return joined(words, data.text->unit);
}

} // namespace

class TextWindowsTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    Attributes own(const QByteArray& text, Attributes attributes = {}) const
    {
        write(m_folder.filePath("own.txt"), text);
        attributes["path"] = m_folder.filePath("own.txt").toStdString();
        return attributes;
    }
    Result<Dataset> load(const Attributes& attributes) const
    {
        return typeOf("text-file").load(attributes, m_folder.path().toStdString(), {});
    }

private slots:
    void windowsAreFollowedByTheNextWord()
    {
        const auto data = load(own("b a c a d c a a",
                                   {{"unit", std::string("words")},
                                    {"window", std::int64_t{3}},
                                    {"validation", 0.0},
                                    {"test", 0.0}}));
        QVERIFY(data);
        QCOMPARE(data->text->vocabulary.words(), (Words{"a", "c", "b", "d"}));
        QCOMPARE(data->train.list(), (Ids{0, 1, 2, 3, 4})); // of 8 words
        QCOMPARE(gathered(*data, "ids", 1), (std::vector<float>{0, 1, 0})); // a c a
        QCOMPARE(gathered(*data, "next", 1), (std::vector<float>{3})); // d
        QCOMPARE(gathered(*data, "next_all", 1), (std::vector<float>{1, 0, 3}));
        QCOMPARE(gathered(*data, "numbers", 4), (std::vector<float>{3, 1, 0}));
        QCOMPARE(gathered(*data, "one_hot", 4), (std::vector<float>{0, 0, 0, 1, 0, 1, 0, 0, 1, 0, 0, 0}));
        QCOMPARE(data->column("next")->classes, data->text->vocabulary.words());
    }

    void partsFollowEachOtherAndWindowsStayWithin()
    {
        QByteArray text;
        for (int i = 0; i < 100; ++i)
            text += QByteArray::number(i) + ' ';
        const auto data = load(own(text,
                                   {{"unit", std::string("words")},
                                    {"window", std::int64_t{4}},
                                    {"validation", 0.2},
                                    {"test", 0.1},
                                    {"step", std::int64_t{2}}}));
        QVERIFY(data);
        QCOMPARE(data->rows(Dataset::Part::Train).front(), 0);
        QCOMPARE(data->rows(Dataset::Part::Train)[1], 2);
        QCOMPARE(data->rows(Dataset::Part::Train).back(),
                 64); // reads 64 ... 67, says 68; 70 are for training
        QCOMPARE(data->rows(Dataset::Part::Validation).front(), 70);
        QCOMPARE(data->rows(Dataset::Part::Validation).back(), 84);
        QCOMPARE(data->test.list(), (Ids{90, 92, 94}));
    }

    void columnsAreKnownBeforeLoadingAndTheSameAfter_data()
    {
        QTest::addColumn<QString>("id");
        QTest::addColumn<QString>("unit");
        for (const char* id : {"phrases", "text8", "ptb"})
            for (const char* unit : {"words", "characters"})
                QTest::addRow("%s, %s", id, unit) << id << unit;
    }
    void columnsAreKnownBeforeLoadingAndTheSameAfter()
    {
        QFETCH(QString, id);
        QFETCH(QString, unit);
        const DatasetType& type = typeOf(qPrintable(id));
        const Attributes attributes{{"unit", unit.toStdString()}, {"tokens", std::int64_t{3000}}};
        if (!type.present(attributes, dataFolder()))
            QSKIP("its files are not here");
        const auto described = type.columns(attributes);
        const auto data = type.load(attributes, dataFolder(), {});
        QVERIFY(data && data->text);
        QCOMPARE(described.size(), std::size_t(5));
        for (const ColumnDescription& column : described) {
            QVERIFY(data->column(column.name));
            QVERIFY(data->column(column.name)->signal == column.signal);
            QCOMPARE(data->column(column.name)->classes, column.classes);
            QVERIFY(!column.title.empty());
        }
        for (const auto part : {Dataset::Part::Train, Dataset::Part::Validation, Dataset::Part::Test})
            QVERIFY(data->size(part) > 100);
    }

    void text8HasTheVocabularyOfItsFirstWords()
    {
        const DatasetType& type = typeOf("text8");
        if (!type.present({}, dataFolder()))
            QSKIP("text8 is not here");
        const auto data = type.load({{"validation", 0.0}, {"test", 0.0}}, dataFolder(), {});
        QVERIFY(data);
        QCOMPARE(data->text->vocabulary.size(), 1457);
        QCOMPARE(data->size(Dataset::Part::Train), std::int64_t(4995));
        QCOMPARE(QString::fromStdString(textOf(*data, 0, 5)), "anarchism originated as a term");
    }

    void ptbHasThreePartsOfItsOwn()
    {
        const DatasetType& type = typeOf("ptb");
        if (!type.present({}, dataFolder()))
            QSKIP("PTB is not here");
        const auto data = type.load({}, dataFolder(), {});
        QVERIFY(data);
        QCOMPARE(data->size(Dataset::Part::Train), std::int64_t(929589 - 5));
        QCOMPARE(data->size(Dataset::Part::Validation), std::int64_t(73760 - 5));
        QCOMPARE(data->size(Dataset::Part::Test), std::int64_t(82430 - 5));
        QCOMPARE(data->rows(Dataset::Part::Validation).front(), 929589);
    }

    void aLimitedVocabularyHasAWordForTheRest()
    {
        const Attributes limited{{"vocabulary", std::int64_t{20}}};
        const auto data = typeOf("phrases").load(limited, {}, {});
        QVERIFY(data);
        QCOMPARE(data->text->vocabulary.size(), 20);
        QVERIFY(data->text->vocabulary.unknown());
        QVERIFY(data->column("one_hot")->signal.shape == Shape({5, 20}));
    }

    void phrasesKnowTheClassOfEveryWord()
    {
        const auto data = typeOf("phrases").load({}, {}, {});
        QVERIFY(data);
        std::map<std::string, int> members;
        for (const std::string& name : data->text->wordClasses) {
            QVERIFY(!name.empty());
            ++members[name];
        }
        QCOMPARE(data->text->wordClasses.size(), std::size_t(data->text->vocabulary.size()));
        QCOMPARE(data->text->wordClasses[std::size_t(*data->text->vocabulary.find("dog"))],
                 std::string("animal"));
        QCOMPARE(members["animal"], 15);
        QCOMPARE(members.size(), phraseClasses().size());
        std::set<std::string_view> words; // no word has two classes
        for (const WordClass& one : phraseClasses())
            for (const std::string_view word : one.words)
                QVERIFY(words.insert(word).second);
    }

    void phrasesDependOnTheirSeedAlone()
    {
        QCOMPARE(phraseWords(50, 3), phraseWords(50, 3));
        QVERIFY(phraseWords(50, 3) != phraseWords(50, 4));
        const auto more = phraseWords(60, 3), some = phraseWords(50, 3);
        QVERIFY(std::equal(some.begin(), some.end(), more.begin()));
    }

    void phrasesAreSentencesOnLines()
    {
        const auto data = typeOf("phrases").load({{"unit", std::string("characters")}}, {}, {});
        QVERIFY(data);
        const QString text = QString::fromStdString(textOf(*data, 0, 2000));
        for (const QString& line : text.split('\n').mid(0, 20)) {
            QVERIFY2(line.endsWith('.') && line.count(' ') >= 1, qPrintable(line));
            QVERIFY2(!line.contains(" .") && !line.contains(" ,") && !line.contains("  "), qPrintable(line));
        }
    }

    void aTextShorterThanItsWindowIsSaid()
    {
        const Attributes attributes = own("ten characters are fewer than forty");
        QVERIFY(!load(attributes));
        const auto present = typeOf("text-file").present(attributes, {});
        QVERIFY(!present && typeOf("text-file").columns(attributes).empty());
        const QString sentence = QString::fromStdString(present.problem().sentence());
        QVERIFY2(sentence.contains("own.txt has only") && sentence.contains("shorter window"),
                 qPrintable(sentence));
    }

    void noTextAndNoFileAreSaid()
    {
        QVERIFY(QString::fromStdString(load({}).problem().sentence()).contains("choose a text file"));
        QVERIFY(!typeOf("text-file").present({{"path", std::string("nowhere.txt")}}, {}));
        QVERIFY(QString::fromStdString(load(own("")).problem().sentence()).contains("is empty"));
        for (const char* id : {"text8", "ptb"}) {
            const auto present = typeOf(id).present({}, m_folder.filePath("none").toStdString());
            QVERIFY(!present);
            QVERIFY(present.problem().sentence().find("none") != std::string::npos);
        }
    }

    void anotherFileUnderTheSameNameIsReadAnew()
    {
        const Attributes settings{{"unit", std::string("words")}, {"window", std::int64_t{1}}};
        const auto classes = [&](const QByteArray& text) {
            const auto columns = typeOf("text-file").columns(own(text, settings));
            return columns.empty() ? Words() : columns[3].classes;
        };
        QCOMPARE(classes("one two two"), (Words{"two", "one"}));
        QCOMPARE(classes("one two two three"), (Words{"two", "one", "three"}));
    }

    void promptsAreReadInTheWordsOfTheText()
    {
        const auto data = typeOf("phrases").load({}, {}, {});
        QVERIFY(data);
        const auto prompt = data->text->read("The old dog sleeps.");
        QVERIFY(prompt && prompt->unknown.empty());
        Words words;
        for (const std::int32_t id : prompt->ids)
            words.push_back(data->text->vocabulary.word(id));
        QCOMPARE(words, (Words{"the", "old", "dog", "sleeps", "."}));
        QCOMPARE(joined(words, TextUnit::Words), std::string("the old dog sleeps."));
        const auto unknown = data->text->read("the old dinosaur");
        QVERIFY(!unknown && unknown.problem().sentence().find("dinosaur") != std::string::npos);
        const auto limited = typeOf("phrases").load({{"vocabulary", std::int64_t{40}}}, {}, {});
        const auto replaced = limited->text->read("the old dinosaur");
        QVERIFY(replaced && replaced->unknown == Words{"dinosaur"});
        QCOMPARE(replaced->ids.back(), *limited->text->vocabulary.unknown());
    }
};

QTEST_GUILESS_MAIN(TextWindowsTest)
#include "text_windows_test.moc"
