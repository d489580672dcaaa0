#include "engine/text/corpus.h"

#include "engine/datasets/dataset_type.h"
#include "engine/text/text_file.h"
#include "tests/engine/datasets/made_files.h"

#include <QTemporaryDir>
#include <zip.h>

using namespace engine;

namespace {

std::vector<std::string> wordsOf(const Corpus& corpus)
{
    std::vector<std::string> words;
    for (const std::int32_t id : corpus.tokens)
        words.push_back(corpus.vocabulary.word(id));
    return words;
}

using Words = std::vector<std::string>;

} // namespace

class CorpusTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    std::filesystem::path path(const char* name) const { return m_folder.filePath(name).toStdString(); }
    std::filesystem::path put(const char* name, const QByteArray& bytes) const
    {
        write(m_folder.filePath(name), bytes);
        return path(name);
    }
    std::filesystem::path zipped(const char* name, const QByteArray& bytes) const
    {
        zip_t* archive = zip_open(path(name).c_str(), ZIP_CREATE | ZIP_TRUNCATE, nullptr);
        zip_dir_add(archive, "folder", 0);
        zip_file_add(archive, "folder/text",
                     zip_source_buffer(archive, bytes.data(), size_t(bytes.size()), 0), 0);
        zip_close(archive);
        return path(name);
    }
    static Result<Corpus> read(const std::filesystem::path& file, const CorpusReading& reading = {})
    {
        return readCorpus(std::vector{file}, reading);
    }

private slots:
    void idsFollowFrequencyAndThenFirstAppearance()
    {
        const Corpus corpus = corpusOf("b a c a d c a", {});
        QCOMPARE(corpus.vocabulary.words(), (Words{"a", "c", "b", "d"}));
        QCOMPARE(corpus.tokens, (std::vector<std::int32_t>{2, 0, 1, 0, 3, 1, 0}));
        QCOMPARE(corpus.vocabulary.count(0), std::int64_t(3));
        QCOMPARE(corpus.vocabulary.find("c"), std::optional(1));
        QVERIFY(!corpus.vocabulary.find("e") && !corpus.vocabulary.unknown());
    }

    void wordsBeyondTheLimitBecomeUnknown()
    {
        const Corpus corpus = corpusOf("a a a a b b b c c d e", {.vocabulary = 3});
        QCOMPARE(corpus.vocabulary.words(), (Words{"a", "<unk>", "b"})); // 4, c + d + e = 4, 3
        QCOMPARE(corpus.vocabulary.count(1), std::int64_t(4));
        QCOMPARE(wordsOf(corpus).back(), std::string("<unk>"));
        QCOMPARE(corpusOf("a b", {.vocabulary = 2}).vocabulary.words(), (Words{"a", "b"}));
        QCOMPARE(corpusOf("a b", {.vocabulary = 1}).vocabulary.words(), (Words{"<unk>"}));
    }

    void theCorpusOwnUnknownWordCountsForTheOthersToo()
    {
        const Corpus corpus = corpusOf("a a a <unk> b b c d", {.vocabulary = 3});
        QCOMPARE(corpus.vocabulary.words(), (Words{"a", "<unk>", "b"})); // 3, 1 + 2, 2
        QCOMPARE(corpus.vocabulary.count(1), std::int64_t(3));
    }

    void wordsStayAsTheTextHasThem()
    {
        QCOMPARE(wordsOf(corpusOf("  The cat's\tnaïve,\n\n \"猫\"  end.", {})),
                 (Words{"The", "cat's", "naïve,", "\"猫\"", "end."}));
    }

    void charactersAreCodePoints()
    {
        QCOMPARE(wordsOf(corpusOf("né 猫\n😀", {.unit = TextUnit::Characters})),
                 (Words{"n", "é", " ", "猫", "\n", "😀"}));
    }

    void everyLineEndsWithItsWord()
    {
        QCOMPARE(wordsOf(corpusOf(" a b \n\n c", {.lineEnds = true})),
                 (Words{"a", "b", "<eos>", "c", "<eos>"}));
    }

    void theSameIsReadFromPlainGzipAndZip()
    {
        QByteArray text;
        for (int i = 0; i < 40000; ++i)
            text += QByteArray::number(i % 777) + (i % 10 ? " é\n" : "\r\n");
        const auto plain = read(put("plain", text)), gzip = read(put("text.gz", gzipped(text))),
                   zip = read(zipped("text.zip", text));
        QVERIFY(plain && gzip && zip);
        QCOMPARE(plain->tokens.size(), std::size_t(40000 + 36000));
        QCOMPARE(plain->tokens, corpusOf(text.toStdString(), {}).tokens);
        QCOMPARE(gzip->tokens, plain->tokens);
        QCOMPARE(zip->tokens, plain->tokens);
    }

    void piecesEndBetweenCharacters()
    {
        QByteArray text; // three bytes each: a piece of 65536 ends within one
        for (int i = 0; i < 30000; ++i)
            text += i % 7 ? "猫" : "犬";
        const auto corpus = read(put("cats", text), {.unit = TextUnit::Characters});
        QVERIFY(corpus);
        QCOMPARE(corpus->tokens.size(), std::size_t(30000));
        QCOMPARE(corpus->vocabulary.words(), (Words{"猫", "犬"}));
    }

    void lineEndsAndByteOrderMarkAreOneWay()
    {
        const auto corpus = read(put("marked",
                                     "\xef\xbb\xbf"
                                     "a\r\nb\rc\n"),
                                 {.unit = TextUnit::Characters});
        QVERIFY(corpus);
        QCOMPARE(wordsOf(*corpus), (Words{"a", "\n", "b", "\n", "c", "\n"}));
    }

    void onlyWhatIsAskedForIsRead()
    {
        QByteArray text = QByteArray("a b c d ").repeated(100000);
        text += "\xff\xff"; // no text: an error for whoever comes so far
        const auto few = read(put("long.gz", gzipped(text)), {.most = 10});
        QVERIFY(few);
        QCOMPARE(few->tokens.size(), std::size_t(10));
        QVERIFY(!read(path("long.gz")));
    }

    void laterFilesUseTheVocabularyOfTheFirst()
    {
        const std::vector files{put("one", "a b a"), put("two", "b z"), put("three", "y a")};
        const auto corpus = readCorpus(files, {});
        QVERIFY(corpus);
        QCOMPARE(corpus->vocabulary.words(), (Words{"a", "b", "<unk>"}));
        QCOMPARE(corpus->sizes, (std::vector<std::int64_t>{3, 2, 2}));
        QCOMPARE(wordsOf(*corpus), (Words{"a", "b", "a", "b", "<unk>", "<unk>", "a"}));
    }

    void whatIsNoTextIsSaidInASentence_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("says");
        QTest::newRow("empty") << QByteArray() << "is empty";
        QTest::newRow("spaces") << QByteArray(" \n ") << "is empty";
        QTest::newRow("binary") << QByteArray("\x89PNG\r\n\x1a\n\0\0", 10) << "not text in UTF-8";
        QTest::newRow("Latin-1") << QByteArray("caf\xe9 noir") << "not text in UTF-8";
        QTest::newRow("UTF-16") << QByteArray("\xff\xfe"
                                              "a\0b\0",
                                              6)
                                << "not text in UTF-8";
        QTest::newRow("breaks off") << QByteArray("caf\xc3") << "not text in UTF-8";
        QTest::newRow("half a surrogate pair") << QByteArray("\xed\xa0\x80") << "not text in UTF-8";
        QTest::newRow("half a gzip file") << gzipped("some words and more").chopped(12) << "damaged";
        QTest::newRow("half a zip file") << QByteArray("PK\x03\x04 and no more") << "holds no file";
    }
    void whatIsNoTextIsSaidInASentence()
    {
        QFETCH(QByteArray, content);
        QFETCH(QString, says);
        const auto corpus = read(put("wrong", content));
        QVERIFY(!corpus);
        const QString sentence = QString::fromStdString(corpus.problem().sentence());
        QVERIFY2(sentence.contains(says) && sentence.contains("wrong") && sentence.endsWith('.'),
                 qPrintable(sentence));
    }

    void aMissingFileIsNamed()
    {
        const auto corpus = read(path("nowhere.txt"));
        QVERIFY(!corpus && corpus.problem().sentence().find("nowhere.txt") != std::string::npos);
    }

    void readingCanBeLeftOff()
    {
        const auto file = put("longer", QByteArray("word ").repeated(100000));
        int told = 0;
        const auto corpus = read(file, {.keepOn = [&](double) { return ++told < 3; }});
        QVERIFY(!corpus);
        QCOMPARE(told, 3);
    }

    void text8StartsAsPublished()
    {
        const auto file = dataFolder() / "text8" / "text8.first12549837.gz";
        if (!std::filesystem::exists(file))
            QSKIP("text8 is not here");
        const auto corpus = read(file, {.most = 5000});
        QVERIFY(corpus);
        QCOMPARE(corpus->tokens.size(), std::size_t(5000));
        QCOMPARE(corpus->vocabulary.size(), 1457);
        QCOMPARE(corpus->vocabulary.word(0), std::string("the"));
        QCOMPARE(corpus->vocabulary.word(corpus->tokens[0]), std::string("anarchism"));
    }

    void ptbHasItsPublishedCounts()
    {
        const auto folder = dataFolder() / "ptb";
        if (!std::filesystem::exists(folder))
            QSKIP("PTB is not here");
        const std::vector files{folder / "ptb.train.txt", folder / "ptb.valid.txt", folder / "ptb.test.txt"};
        const auto corpus = readCorpus(files, {.lineEnds = true});
        QVERIFY(corpus);
        QCOMPARE(corpus->sizes, (std::vector<std::int64_t>{929589, 73760, 82430}));
        QCOMPARE(corpus->vocabulary.size(), 10000);
        QCOMPARE(corpus->vocabulary.word(0), std::string("the"));
        QVERIFY(corpus->vocabulary.unknown() && corpus->vocabulary.find(endOfSentence));
    }
};

QTEST_GUILESS_MAIN(CorpusTest)
#include "corpus_test.moc"
