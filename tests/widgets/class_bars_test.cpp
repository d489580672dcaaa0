#include "widgets/class_bars.h"

#include "widgets/theme.h"

#include <QTest>

using namespace widgets;

namespace {

QList<ClassBar> tenBars()
{
    QList<ClassBar> bars;
    for (int i = 0; i < 10; ++i)
        bars.append({QStringLiteral("class %1").arg(i), i == 6 ? 0.64 : 0.04});
    return bars;
}

int pixelsOf(const QImage& image, const QColor& color)
{
    int count = 0;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            count += image.pixelColor(x, y) == color;
    return count;
}

} // namespace

class ClassBarsTest : public QObject {
    Q_OBJECT
private slots:
    void theLikeliestClassHasTheAccent()
    {
        ClassBars bars;
        bars.resize(300, 240);
        bars.setBars(tenBars());
        QCOMPARE(bars.likeliest(), 6);
        const QImage image = bars.grab().toImage();
        const int accent = pixelsOf(image, tokens().accent), others = pixelsOf(image, tokens().field);
        QVERIFY(accent > 0 && others > 0);
        QVERIFY(accent > others); // 64 % beside nine times 4 %
        const QRect row(0, 6 * 24, 300, 24);
        QCOMPARE(pixelsOf(image.copy(row), tokens().accent), accent);
        QVERIFY(bars.accessibleDescription().contains(QLatin1String("class 6")));
    }

    void nothingIsLikeliestBeforeTheFirstAnswer()
    {
        ClassBars bars;
        bars.resize(300, 240);
        bars.setBars({{QStringLiteral("cat"), 0}, {QStringLiteral("dog"), 0}});
        QCOMPARE(bars.likeliest(), -1);
        QCOMPARE(pixelsOf(bars.grab().toImage(), tokens().accent), 0);
    }

    void classesStayInTheirOrder()
    {
        ClassBars bars;
        bars.resize(300, 280);
        bars.setBars(tenBars());
        QCOMPARE(bars.shown(), (QList<int>{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}));
        ClassBars sorted(ClassBars::Order::LikeliestFirst);
        sorted.resize(300, 280);
        sorted.setBars(tenBars());
        QCOMPARE(sorted.shown().first(), 6);
        QCOMPARE(sorted.shown().size(), 10);
    }

    void withoutRoomTheUnlikeliestGo()
    {
        ClassBars bars;
        QList<ClassBar> many;
        for (int i = 0; i < 100; ++i)
            many.append({QString::number(i), i % 10 == 9 ? 0.09 : 0.001});
        bars.resize(300, 100);
        bars.setBars(many);
        const QList<int> shown = bars.shown();
        QVERIFY(shown.size() >= 3 && shown.size() < 10);
        for (int i : shown)
            QCOMPARE(i % 10, 9);
        QVERIFY(std::is_sorted(shown.begin(), shown.end()));
    }
};

QTEST_MAIN(ClassBarsTest)
#include "class_bars_test.moc"
