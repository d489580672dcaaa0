// The Predictions panel with a small network that really trains.
#include "app/panels/picture_card.h"
#include "tests/app/small_training.h"
#include "tests/app/workplace.h"

#include "widgets/class_bars.h"
#include "widgets/confusion_matrix.h"
#include "widgets/image_grid.h"

#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace app;

namespace {

struct Bench : Workplace {
    std::unique_ptr<QWidget> panel;
    bool ready = false;

    Bench() : Bench(1)
    {
        ready = train() && QTest::qWaitFor([this] { return !grid().sections().isEmpty(); }, 60000);
    }
    explicit Bench(int epochs) // not trained yet
    {
        openSmall(document, epochs);
        panel.reset(createPanel("predictions"));
        panel->resize(1200, 420);
        panel->show();
    }
    widgets::ConfusionMatrix& matrix() const { return *panel->findChild<widgets::ConfusionMatrix*>(); }
    widgets::ImageGrid& grid() const { return *panel->findChild<widgets::ImageGrid*>(); }
    panels::PictureCard& card() const { return *panel->findChild<panels::PictureCard*>(); }
    void clickTile(int column) const
    {
        QTest::mouseClick(grid().viewport(), Qt::LeftButton, {}, grid().tileRect(0, 0, column).center());
    }
    bool says(const QString& text) const
    {
        const auto labels = card().findChildren<QLabel*>();
        return std::ranges::any_of(labels, [&](QLabel* label) { return label->text() == text; });
    }
};

} // namespace

class PredictionsTest : public QObject {
    Q_OBJECT
private slots:
    void aCellShowsItsPicturesTheSurestFirst()
    {
        Bench bench;
        QVERIFY(bench.ready);
        QCOMPARE(bench.grid().sections().front().title, QStringLiteral("Top mistakes"));
        QTest::mouseClick(&bench.matrix(), Qt::LeftButton, {}, bench.matrix().cellRect(1, 1).center());
        const widgets::ImageSection section = bench.grid().sections().front();
        QVERIFY(section.title.startsWith(QLatin1Char('1')));
        QCOMPARE(section.labels.size(), std::min<qint64>(60, bench.matrix().counts().at(1, 1)));
        QCOMPARE(section.rows[0].images.size(), section.labels.size());
        const auto sure = [](const QString& percent) { return percent.left(percent.size() - 2).toInt(); };
        QVERIFY(std::is_sorted(section.errors.begin(), section.errors.end(),
                               [&](const QString& a, const QString& b) { return sure(a) > sure(b); }));
        QTest::keyClick(&bench.matrix(), Qt::Key_Escape);
        QCOMPARE(bench.grid().sections().front().title, QStringLiteral("Top mistakes"));
    }

    void aPictureIsShownLargeWithItsClassBars()
    {
        Bench bench;
        QVERIFY(bench.ready);
        QVERIFY(!bench.card().isVisible());
        bench.clickTile(0);
        QVERIFY(bench.card().isVisible());
        QVERIFY(bench.selection.sample().row >= 0);
        auto* bars = bench.card().findChild<widgets::ClassBars*>();
        QTRY_COMPARE(bars->bars().size(), 10);
        const QStringList mistake = bench.grid().sections().front().labels[0].split(QStringLiteral(" → "));
        QCOMPARE(bars->bars()[bars->likeliest()].name, mistake[1]);
        QVERIFY(bench.says(QStringLiteral("Class %1").arg(mistake[0])));
        QVERIFY(bench.says(QStringLiteral("taken for %1").arg(mistake[1])));
        QCOMPARE(bars->shown().first(), bars->likeliest());
    }

    void whileTheFirstEpochRunsNobodyIsAskedToTrain()
    {
        Bench bench(1);
        const auto offers = [&bench] {
            const auto buttons = bench.panel->findChildren<QPushButton*>();
            return std::ranges::any_of(buttons, [](QPushButton* button) {
                return button->isVisible() && button->text() == QStringLiteral("Train");
            });
        };
        QVERIFY(offers());
        bench.session.train();
        QVERIFY(bench.session.isActive());
        QVERIFY(!offers());
        bench.session.finish();
    }
};

QTEST_MAIN(PredictionsTest)
#include "predictions_test.moc"
