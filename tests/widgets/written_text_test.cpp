#include "widgets/written_text.h"

#include "widgets/chance_card.h"

#include <QScrollArea>
#include <QSignalSpy>
#include <QTest>

using namespace widgets;

namespace {

using Place = WrittenText::Place;

WrittenPiece piece(const QString& heading, const QString& words, int given)
{
    WrittenPiece made{heading, {}, given};
    for (const QString& word : words.split(QLatin1Char(' ')))
        made.tokens << (made.tokens.isEmpty() ? QString() : QStringLiteral(" ")) + word;
    return made;
}

struct Bench {
    WrittenText text;
    QSignalSpy pointed{&text, &WrittenText::pointedAt};

    explicit Bench(int width = 300)
    {
        text.setPieces({piece("After epoch 2", "the old dog sleeps near the house and dreams", 2),
                        piece("After epoch 1", "the old the the the", 2)});
        text.resize(width, text.heightForWidth(width));
        text.show();
        text.activateWindow();
        static_cast<void>(QTest::qWaitForWindowActive(&text));
    }
};

} // namespace

class WrittenTextTest : public QObject {
    Q_OBJECT

private slots:
    void tokensLieOneAfterTheOther()
    {
        Bench bench(2000);
        QRect before = bench.text.rectOf({0, 0});
        QVERIFY(!before.isEmpty());
        for (int i = 1; i < 9; ++i) {
            const QRect now = bench.text.rectOf({0, i});
            QVERIFY(now.left() > before.right() - 1 && now.top() == before.top());
            before = now;
        }
        QVERIFY(bench.text.rectOf({1, 0}).top() > before.bottom());
        QVERIFY(bench.text.rectOf({0, 9}).isEmpty() && bench.text.rectOf({2, 0}).isEmpty());
    }

    void aNarrowTextIsHigher()
    {
        Bench bench;
        QVERIFY(bench.text.heightForWidth(120) > bench.text.heightForWidth(2000));
    }

    void thePointerFindsTheTokenUnderIt()
    {
        Bench bench;
        QTest::mouseMove(&bench.text, bench.text.rectOf({0, 3}).center());
        QCOMPARE(bench.text.pointed(), (Place{0, 3}));
        QCOMPARE(bench.pointed.count(), 1);
        QTest::mouseMove(&bench.text, bench.text.rectOf({1, 4}).center());
        QCOMPARE(bench.text.pointed(), (Place{1, 4}));
        QTest::mouseMove(&bench.text, QPoint(2, bench.text.height() - 2));
        QCOMPARE(bench.text.pointed(), Place());
    }

    void theArrowsWalkThroughTheText()
    {
        Bench bench;
        bench.text.setFocus();
        QTest::keyClick(&bench.text, Qt::Key_Right); // the first word that was written
        QCOMPARE(bench.text.pointed(), (Place{0, 2}));
        QTest::keyClick(&bench.text, Qt::Key_Right);
        QTest::keyClick(&bench.text, Qt::Key_Right);
        QCOMPARE(bench.text.pointed(), (Place{0, 4}));
        QTest::keyClick(&bench.text, Qt::Key_Down);
        QCOMPARE(bench.text.pointed(), (Place{1, 4}));
        QTest::keyClick(&bench.text, Qt::Key_End);
        QTest::keyClick(&bench.text, Qt::Key_Right);
        QCOMPARE(bench.text.pointed(), (Place{1, 4}));
        QTest::keyClick(&bench.text, Qt::Key_Home);
        QTest::keyClick(&bench.text, Qt::Key_Up);
        QCOMPARE(bench.text.pointed(), (Place{0, 0}));
        QTest::keyClick(&bench.text, Qt::Key_Escape);
        QCOMPARE(bench.text.pointed(), Place());
    }

    void whoWalksByKeysStaysWhenAnotherPieceComes()
    {
        Bench bench;
        bench.text.setFocus();
        QTest::keyClick(&bench.text, Qt::Key_Right);
        QList<WrittenPiece> pieces = bench.text.pieces();
        pieces.prepend(piece("After epoch 3", "the old cat", 2));
        bench.text.setPieces(pieces);
        QCOMPARE(bench.text.pointed(), (Place{1, 2}));
        bench.text.setPieces({pieces.first()});
        QCOMPARE(bench.text.pointed(), Place());
    }

    void linesEndWhereTheTextSays()
    {
        WrittenText text;
        text.setPieces({{"", {"a", ".", "\n", "b"}, 0}});
        text.resize(400, text.heightForWidth(400));
        QVERIFY(text.rectOf({0, 3}).top() > text.rectOf({0, 1}).top());
        QCOMPARE(text.pieces()[0].text(), QStringLiteral("a.\nb"));
    }

    void aCardStaysWithinItsParent()
    {
        QWidget parent;
        parent.resize(500, 300);
        parent.show();
        ChanceCard card(&parent);
        card.setChances("“dog”, probability 50 %", {{"dog", 0.5}, {"cat", 0.3}, {"fox", 0.2}});
        for (const QPoint corner : {QPoint(0, 0), QPoint(480, 0), QPoint(0, 280), QPoint(480, 280)}) {
            const QRect word(corner, QSize(20, 20));
            card.showBeside(word);
            QVERIFY(card.isVisible() && parent.rect().contains(card.geometry()));
            QVERIFY(!card.geometry().intersects(word));
        }
    }
};

QTEST_MAIN(WrittenTextTest)
#include "written_text_test.moc"
