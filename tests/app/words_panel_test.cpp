// The Words panel with a small network of word vectors that really trains on the bundled phrases.
#include "app/panels/word_cards.h"
#include "app/panels/word_controls.h"
#include "tests/app/workplace.h"

#include "widgets/elided_label.h"
#include "widgets/empty_state.h"
#include "widgets/problem_label.h"
#include "widgets/word_card.h"

#include <QAbstractItemView>
#include <QClipboard>
#include <QComboBox>
#include <QCompleter>
#include <QGuiApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QPushButton>
#include <QSpinBox>
#include <QTest>
#include <QToolButton>

using namespace app;
using widgets::WordCard;

namespace {

// Two Embeddings, Dot and a sigmoid: the functional skip-gram.
engine::Project skipGram(int epochs)
{
    engine::Project project;
    project.dataset = {"phrases",
                       {{"samples", std::string("labelled_pairs")},
                        {"window", std::int64_t{2}},
                        {"sentences", std::int64_t{500}}}};
    project.training.epochs = epochs;
    project.training.limit = 3000;
    project.training.learningRate = 0.05;
    engine::Graph& graph = project.graph;
    const engine::NodeId dot = graph.add("dot"), dense = graph.add("dense"), output = graph.add("output");
    int side = 0;
    for (const char* column : {"word", "other"}) {
        const engine::NodeId input = graph.add("input"), embedding = graph.add("embedding");
        graph.node(input)->attributes["column"] = std::string(column);
        graph.node(embedding)->name = std::string("Vectors of ") + column;
        graph.node(embedding)->attributes = {{"input_dim", std::int64_t{210}},
                                             {"output_dim", std::int64_t{8}}};
        graph.connect({input, 0, embedding, 0});
        graph.connect({embedding, 0, dot, side++});
    }
    graph.node(dense)->attributes = {{"units", std::int64_t{1}}, {"activation", std::string("sigmoid")}};
    graph.node(output)->attributes = {{"column", std::string("label")},
                                      {"loss", std::string("binary_cross_entropy")}};
    graph.connect({dot, 0, dense, 0});
    graph.connect({dense, 0, output, 0});
    return project;
}

struct Bench : Workplace {
    std::unique_ptr<QWidget> panel;

    explicit Bench(int epochs = 3)
    {
        document.edit(QStringLiteral("Network"), [&](engine::Project& p) { p = skipGram(epochs); });
        open();
    }
    void open()
    {
        panel.reset(createPanel("words"));
        panel->resize(1000, 600);
        panel->show();
        panel->activateWindow();
        static_cast<void>(QTest::qWaitForWindowActive(panel.get()));
    }
    QList<WordCard*> cards() const
    {
        QList<WordCard*> shown;
        for (WordCard* card : panel->findChildren<WordCard*>())
            if (card->isVisible())
                shown << card;
        return shown;
    }
    QStringList words() const
    {
        QStringList all;
        for (const WordCard* card : cards())
            all << card->word();
        return all;
    }
    panels::WordControls& controls() const { return *panel->findChild<panels::WordControls*>(); }
    widgets::WordEntry& entry(int index) const
    {
        return *controls().findChildren<widgets::WordEntry*>().at(index);
    }
    QString empty() const { return panel->findChild<widgets::EmptyState*>()->sentence(); }
    QString problem() const { return panel->findChild<widgets::ProblemLabel*>()->sentence(); }
    bool says(const QString& part) const
    {
        for (const QLabel* label : panel->findChildren<widgets::ElidedLabel*>())
            if (label->text().contains(part))
                return true;
        return false;
    }
    void press(const char* name) const
    {
        for (QPushButton* button : panel->findChildren<QPushButton*>())
            if (button->text() == QLatin1String(name))
                QTest::mouseClick(button, Qt::LeftButton);
    }
    bool showsCards(int count = 8) const
    {
        return QTest::qWaitFor([&] { return cards().size() == count && !cards().first()->rows().isEmpty(); },
                               20000);
    }
    bool trained()
    {
        return train() && QTest::qWaitFor([&] { return says(QStringLiteral("After epoch 3")); }, 20000);
    }
};

} // namespace

class WordsPanelTest : public QObject {
    Q_OBJECT

private slots:
    void whatIsMissingIsSaid()
    {
        Bench bench;
        QCOMPARE(bench.empty(), QStringLiteral("Train the network to see which words it finds alike."));
        QSignalSpy trained(&bench.wishes, &Wishes::train), chosen(&bench.wishes, &Wishes::chooseData);
        bench.press("Train");
        QCOMPARE(trained.count(), 1);
        bench.document.edit(QStringLiteral("No Embedding"), [](engine::Project& p) {
            for (const char* name : {"Vectors of word", "Vectors of other"})
                p.graph.remove(p.graph.nodeNamed(name)->id);
        });
        QVERIFY(bench.empty().contains(QLatin1String("no word vectors")));
        bench.document.edit(QStringLiteral("Data"), [](engine::Project& p) { p.dataset = {"digits"}; });
        QCOMPARE(bench.empty(), QStringLiteral("This network does not read text."));
        bench.press("Choose data");
        QCOMPARE(chosen.count(), 1);
    }

    void neighboursAreShownWhileTheNetworkLearns()
    {
        Bench bench;
        QVERIFY(bench.trained() && bench.showsCards());
        QSet<QString> kinds;
        for (const WordCard* card : bench.cards()) {
            QCOMPARE(card->rows().size(), 5);
            double last = 1.001;
            for (const widgets::NearWordRow& row : card->rows()) {
                QVERIFY(row.word != card->word() && row.cosine <= last);
                QVERIFY(!row.kind.isEmpty() && row.color.isValid());
                last = row.cosine;
            }
            QVERIFY(!card->accessibleDescription().isEmpty());
            kinds << card->rows().first().kind;
        }
        QVERIFY(bench.says(QStringLiteral("have a nearest neighbour of their class")));
    }

    void aNeighbourThatIsClickedIsShownFirst()
    {
        Bench bench;
        QVERIFY(bench.trained() && bench.showsCards());
        WordCard* card = bench.cards()[1];
        const QString wanted = card->rows()[2].word;
        QVERIFY(!bench.words().contains(wanted));
        QTest::mouseClick(card, Qt::LeftButton, {}, card->rowRect(2).center());
        QTRY_COMPARE(bench.words().first(), wanted);
        QCOMPARE(bench.cards().size(), 9);
        QTest::mouseClick(card, Qt::LeftButton, {}, QPoint(20, 10)); // no row
        QCOMPARE(bench.cards().size(), 9);
    }

    void cardsAreWalkedAndRemovedByKeys()
    {
        Bench bench;
        QVERIFY(bench.trained() && bench.showsCards());
        WordCard* card = bench.cards().first();
        const QString before = card->word(), wanted = card->rows()[1].word;
        card->setFocus();
        QTest::keyClick(card, Qt::Key_Down);
        QTest::keyClick(card, Qt::Key_Down);
        QTest::keyClick(card, Qt::Key_Return);
        QTRY_COMPARE(bench.words().first(), wanted);
        QTest::keyClick(bench.cards()[1], Qt::Key_Delete);
        QTRY_VERIFY(!bench.words().contains(before));
        QTest::mouseClick(bench.cards().first()->findChild<QToolButton*>(), Qt::LeftButton);
        QTRY_VERIFY(!bench.words().contains(wanted));
        bench.press("Usual words");
        QTRY_COMPARE(bench.cards().size(), 8);
        QVERIFY(bench.words().contains(before));
    }

    void wordsAreAddedWithTheListsHelp()
    {
        Bench bench;
        QVERIFY(bench.trained() && bench.showsCards());
        widgets::WordEntry& entry = bench.entry(0);
        entry.setFocus();
        QTest::keyClicks(&entry, "Wedn");
        QAbstractItemView* list = entry.offers().popup();
        QTRY_VERIFY(list->isVisible());
        QTest::keyClick(list, Qt::Key_Down);
        QTest::keyClick(list, Qt::Key_Return);
        QTRY_COMPARE(bench.words().first(), QStringLiteral("wednesday"));
        QVERIFY(entry.text().isEmpty());
        QTest::keyClicks(&entry, "mondy");
        QTest::keyClick(&entry, Qt::Key_Return);
        QVERIFY2(bench.problem().contains(QStringLiteral("did you mean “monday”?")),
                 qPrintable(bench.problem()));
        QCOMPARE(bench.cards().size(), 9);
    }

    void analogiesAreWorkedOut()
    {
        Bench bench;
        QVERIFY(bench.trained() && bench.showsCards());
        widgets::WordEntry& entry = bench.entry(1);
        entry.setFocus();
        QTest::keyClicks(&entry, "monday - dog + ca");
        QTRY_VERIFY(entry.offers().popup()->isVisible()); // of the last word alone
        QTest::keyClick(entry.offers().popup(), Qt::Key_Escape);
        QTest::keyClicks(&entry, "t");
        QTest::keyClick(&entry, Qt::Key_Return);
        QTRY_VERIFY(bench.says(QStringLiteral("= ")));
        QVERIFY(!bench.says(QStringLiteral("= =")));
        entry.clear();
        QTest::keyClicks(&entry, "monday dog");
        QTest::keyClick(&entry, Qt::Key_Return);
        QVERIFY(bench.problem().contains(QLatin1String("is no analogy")));
        QTRY_VERIFY(!bench.says(QStringLiteral("= ")));
    }

    void numberAndVectorsMayBeChosen()
    {
        Bench bench;
        QVERIFY(bench.trained() && bench.showsCards());
        bench.controls().findChild<QSpinBox*>()->setValue(10);
        QTRY_COMPARE(bench.cards().first()->rows().size(), 10);
        const auto before = bench.cards().first()->rows();
        auto* vectors = bench.controls().findChild<QComboBox*>();
        QVERIFY(vectors->isVisible());
        QCOMPARE(vectors->count(), 2);
        vectors->setFocus();
        QTest::keyClick(vectors, Qt::Key_Down);
        QTRY_VERIFY(bench.cards().first()->rows() != before);
    }

    void theTableHoldsAllNeighbours()
    {
        Bench bench;
        QVERIFY(bench.trained() && bench.showsCards());
        bench.press("Copy");
        const QStringList lines = QGuiApplication::clipboard()->text().split('\n', Qt::SkipEmptyParts);
        QCOMPARE(lines.size(), 1 + 8 * 5);
        QCOMPARE(lines[0].split('\t').size(), 6);
        const QStringList second = lines[2].split('\t');
        QCOMPARE(second[0], bench.words().first());
        QCOMPARE(second[1], QStringLiteral("2"));
        QCOMPARE(second[2], bench.cards().first()->rows()[1].word);
    }

    void aProjectKeepsTheChosenWords()
    {
        Bench bench;
        QVERIFY(bench.trained() && bench.showsCards());
        widgets::WordEntry& entry = bench.entry(0);
        QTest::keyClicks(&entry, "friday");
        QTest::keyClick(&entry, Qt::Key_Return);
        bench.controls().findChild<QSpinBox*>()->setValue(4);
        QTRY_COMPARE(bench.words().first(), QStringLiteral("friday"));
        const QStringList before = bench.words();
        bench.open(); // another one of the same project
        QVERIFY(bench.showsCards(9));
        QCOMPARE(bench.words(), before);
        QCOMPARE(bench.cards().first()->rows().size(), 4);
        const auto kept =
            QJsonDocument::fromJson(bench.document.panelState(QStringLiteral("words"))).object();
        QCOMPARE(kept["words"].toArray().first().toString(), QStringLiteral("friday"));
        QCOMPARE(kept["count"].toInt(), 4);
    }

    void neighboursThatWereNotThereBeforeAreMarked()
    {
        const auto data = engine::findDatasetType("phrases")->load({}, {}, {});
        QVERIFY(data);
        const panels::WordNames names(data->text);
        panels::WordFinds before, now;
        before.wish = {1, {3, 4}, {}, 2};
        before.near = {{{10, 0.9f}, {11, 0.8f}}, {{12, 0.9f}, {13, 0.8f}}};
        now.wish = {1, {5, 4, 3}, {}, 2};
        now.near = {{{14, 0.9f}, {15, 0.8f}}, {{13, 0.9f}, {12, 0.8f}}, {{11, 0.9f}, {16, 0.8f}}};
        panels::WordCards cards;
        const auto marked = [&] {
            QList<bool> all;
            for (const WordCard* card : cards.findChildren<WordCard*>())
                for (const widgets::NearWordRow& row : card->rows())
                    all << row.isNew;
            return all;
        };
        cards.show(now, &before, names); // nobody asked for the first word before
        QCOMPARE(marked(), (QList<bool>{false, false, false, false, false, true}));
        cards.show(now, nullptr, names);
        QCOMPARE(marked().count(true), 0);
    }

    void barsHaveTheColourOfTheirClass()
    {
        Bench bench;
        QVERIFY(bench.trained() && bench.showsCards());
        WordCard* card = bench.cards().first();
        const QImage image = card->grab().toImage();
        QVERIFY(image.width() >= 200);
        QSet<QRgb> colors;
        for (int y = 0; y < image.height(); ++y)
            for (int x = 0; x < image.width(); ++x)
                colors << image.pixel(x, y);
        QVERIFY(colors.contains(card->rows().first().color.rgb()));
    }
};

QTEST_MAIN(WordsPanelTest)
#include "words_panel_test.moc"
