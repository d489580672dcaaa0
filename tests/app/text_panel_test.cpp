// The Text panel with a small network that really trains on the bundled phrases.
#include "app/panels/text_controls.h"
#include "app/panels/text_pieces.h"
#include "tests/app/workplace.h"

#include "widgets/chance_card.h"
#include "widgets/empty_state.h"
#include "widgets/problem_label.h"
#include "widgets/written_text.h"

#include <QClipboard>
#include <QDoubleSpinBox>
#include <QGuiApplication>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QTest>

using namespace app;

namespace {

// Input, Flatten, Dense: the next of 3 words.
engine::Project smallWriter(const engine::Attributes& data, int epochs)
{
    engine::Project project;
    project.dataset = {"phrases", data};
    project.training.epochs = epochs;
    project.training.limit = 400;
    engine::Graph& graph = project.graph;
    const engine::NodeId input = graph.add("input"), flat = graph.add("flatten"), dense = graph.add("dense"),
                         output = graph.add("output");
    const auto columns = engine::columnsOf(project);
    graph.node(input)->attributes["column"] = std::string("one_hot");
    graph.node(dense)->attributes = {{"units", std::int64_t(columns[3].classes.size())},
                                     {"activation", std::string("softmax")}};
    graph.node(output)->attributes = {{"column", std::string("next")},
                                      {"loss", std::string("sparse_cross_entropy")}};
    graph.connect({input, 0, flat, 0});
    graph.connect({flat, 0, dense, 0});
    graph.connect({dense, 0, output, 0});
    return project;
}

const engine::Attributes words{{"window", std::int64_t{3}}, {"tokens", std::int64_t{600}}};

struct Bench : Workplace {
    std::unique_ptr<QWidget> panel;

    explicit Bench(const engine::Attributes& data = words, int epochs = 3)
    {
        document.edit(QStringLiteral("Network"), [&](engine::Project& p) { p = smallWriter(data, epochs); });
        panel.reset(createPanel("text"));
        panel->resize(900, 500);
        panel->show();
        panel->activateWindow();
        static_cast<void>(QTest::qWaitForWindowActive(panel.get()));
    }
    widgets::WrittenText& text() const { return *panel->findChild<widgets::WrittenText*>(); }
    widgets::ChanceCard& card() const { return *panel->findChild<widgets::ChanceCard*>(); }
    QLineEdit& prompt() const
    {
        return *panel->findChild<panels::TextControls*>()->findChild<QLineEdit*>(QString(),
                                                                                 Qt::FindDirectChildrenOnly);
    }
    QString problem() const { return panel->findChild<widgets::ProblemLabel*>()->sentence(); }
    QString empty() const { return panel->findChild<widgets::EmptyState*>()->sentence(); }
    bool isEmpty() const { return panel->findChild<widgets::EmptyState*>()->isVisible(); }
    QPushButton& button(const char* name) const
    {
        const auto all = panel->findChildren<QPushButton*>();
        return **std::ranges::find(all, QLatin1String(name), &QPushButton::text);
    }
    void press(const char* name) const { QTest::mouseClick(&button(name), Qt::LeftButton); }
    bool hasWritten(int pieces) const
    {
        return QTest::qWaitFor([&] { return text().pieces().size() >= pieces; }, 20000);
    }
    QString newest() const { return text().pieces().first().text(); }
    void type(const QString& words) const
    {
        prompt().setFocus();
        prompt().selectAll();
        QTest::keyClicks(&prompt(), words);
    }
};

} // namespace

class TextPanelTest : public QObject {
    Q_OBJECT

private slots:
    void aNetworkWithoutTextIsToldSo()
    {
        Bench bench;
        QCOMPARE(bench.empty(), QStringLiteral("Train the network to see what it writes."));
        bench.document.edit(QStringLiteral("Data"), [](engine::Project& p) { p.dataset = {"digits"}; });
        QCOMPARE(bench.empty(), QStringLiteral("This network does not read text."));
        QSignalSpy chosen(&bench.wishes, &Wishes::chooseData);
        bench.press("Choose data");
        QCOMPARE(chosen.count(), 1);
    }

    void itWritesWhileTheNetworkTrains()
    {
        Bench bench;
        QVERIFY(bench.train());
        QVERIFY(bench.hasWritten(1));
        QTRY_COMPARE(bench.text().pieces().first().heading, QStringLiteral("After epoch 3, temperature 0.8"));
        const widgets::WrittenPiece piece = bench.text().pieces().first();
        QCOMPARE(piece.given, 3);
        QCOMPARE(piece.tokens.size(), 43);
        QVERIFY(!bench.isEmpty());
        QVERIFY(piece.text().startsWith(bench.prompt().text()));
    }

    void theSameSeedWritesTheSameText()
    {
        Bench bench;
        QVERIFY(bench.train() && bench.hasWritten(1));
        QTRY_VERIFY(bench.text().pieces().first().heading.contains(QLatin1String("epoch 3")));
        const QString first = bench.newest();
        const qsizetype before = bench.text().pieces().size();
        QSpinBox* seed = nullptr;
        for (QSpinBox* box : bench.panel->findChildren<QSpinBox*>())
            if (box->maximum() == 999999)
                seed = box;
        QVERIFY(seed);
        seed->setValue(2);
        bench.press("Generate");
        QVERIFY(bench.hasWritten(int(before) + 1));
        QVERIFY(bench.newest() != first);
        seed->setValue(1);
        bench.press("Generate");
        QVERIFY(bench.hasWritten(int(before) + 2));
        QCOMPARE(bench.newest(), first);
    }

    void aPromptOfOnesOwnIsContinued()
    {
        Bench bench;
        QVERIFY(bench.train() && bench.hasWritten(1));
        QTRY_VERIFY(bench.text().pieces().first().heading.contains(QLatin1String("epoch 3")));
        bench.type("The dog"); // shorter than the window
        QTest::keyClick(&bench.prompt(), Qt::Key_Return);
        QTRY_VERIFY(bench.newest().startsWith(QLatin1String("the dog ")));
        QCOMPARE(bench.text().pieces().first().given, 2);
    }

    void unknownWordsAndAnEmptyPromptAreSaid()
    {
        Bench bench;
        QVERIFY(bench.train() && bench.hasWritten(1));
        const auto pieces = bench.text().pieces().size();
        bench.type("the dinosaur");
        bench.press("Generate");
        QVERIFY2(bench.problem().contains(QLatin1String("dinosaur")), qPrintable(bench.problem()));
        bench.prompt().clear();
        bench.press("Generate");
        QVERIFY(bench.problem().contains(QLatin1String("empty")));
        bench.press("First words");
        bench.press("Generate");
        QVERIFY(bench.problem().isEmpty());
        QVERIFY(bench.text().pieces().size() >= pieces);
    }

    void promptsComeFromTheText()
    {
        Bench bench;
        QVERIFY(bench.train() && bench.hasWritten(1));
        const QString first = bench.prompt().text();
        QVERIFY(first.count(' ') >= 1);
        for (int draw = 0; draw < 20 && bench.prompt().text() == first; ++draw) // the same may be drawn
            bench.press("Random words");
        QVERIFY(bench.prompt().text() != first);
        bench.press("First words");
        QCOMPARE(bench.prompt().text(), first);
    }

    void pointingAtAWordShowsItsChances()
    {
        Bench bench;
        QVERIFY(bench.train() && bench.hasWritten(1));
        QTRY_VERIFY(bench.text().pieces().first().heading.contains(QLatin1String("epoch 3")));
        QTest::mouseMove(&bench.text(), bench.text().rectOf({0, 5}).center());
        QVERIFY(bench.card().isVisible());
        QVERIFY(bench.card().title().contains(bench.text().pieces()[0].tokens[5].trimmed()));
        QVERIFY(bench.card().bars().size() >= 8);
        QTest::mouseMove(&bench.text(), bench.text().rectOf({0, 1}).center()); // of the prompt
        QVERIFY(!bench.card().isVisible());
        bench.text().setFocus();
        QTest::keyClick(&bench.text(), Qt::Key_Escape);
        QTest::keyClick(&bench.text(), Qt::Key_Right); // the first word that was written
        QVERIFY(bench.card().isVisible());
        QCOMPARE(bench.text().accessibleDescription(), bench.card().title());
        QTest::keyClick(&bench.text(), Qt::Key_Escape);
        QVERIFY(!bench.card().isVisible());
    }

    void theNewestPieceIsCopied()
    {
        Bench bench;
        QVERIFY(bench.train() && bench.hasWritten(1));
        QTRY_VERIFY(bench.text().pieces().first().heading.contains(QLatin1String("epoch 3")));
        bench.press("Copy");
        QCOMPARE(QGuiApplication::clipboard()->text(), bench.newest());
    }

    void charactersAreWrittenAsTheyAre()
    {
        Bench bench({{"unit", std::string("characters")},
                     {"window", std::int64_t{8}},
                     {"tokens", std::int64_t{2000}}});
        QVERIFY(bench.train() && bench.hasWritten(1));
        QVERIFY(bench.button("First characters").isVisible());
        const widgets::WrittenPiece piece = bench.text().pieces().first();
        QCOMPARE(piece.given, 8);
        QCOMPARE(piece.text().size(), 208); // a few lines
    }

    void aProjectRemembersTheSettings()
    {
        Bench bench;
        QVERIFY(bench.train() && bench.hasWritten(1));
        bench.panel->findChild<QDoubleSpinBox*>()->setValue(1.3);
        bench.panel.reset(bench.createPanel("text"));
        bench.panel->show();
        QCOMPARE(bench.panel->findChild<QDoubleSpinBox*>()->value(), 1.3);
    }
};

QTEST_MAIN(TextPanelTest)
#include "text_panel_test.moc"
