// The Draw panel with small networks that really train.
#include "app/panels/drawn_picture.h"
#include "app/panels/picture_answer.h"
#include "tests/app/small_training.h"
#include "tests/app/workplace.h"

#include "widgets/class_bars.h"
#include "widgets/drawing_pad.h"
#include "widgets/empty_state.h"
#include "widgets/picture_view.h"

#include <QCheckBox>
#include <QLabel>
#include <QPushButton>
#include <QTest>

#include <numeric>

using namespace app;

namespace {

struct Bench : Workplace {
    std::unique_ptr<QWidget> panel;

    explicit Bench(const char* sample, int epochs = 1)
    {
        openSmall(document, epochs, sample);
        panel.reset(createPanel("draw"));
        panel->resize(900, 320);
        panel->show();
    }
    ~Bench() { session.finish(); }

    widgets::DrawingPad& pad() const { return *panel->findChild<widgets::DrawingPad*>(); }
    widgets::ClassBars& bars() const { return *panel->findChild<widgets::ClassBars*>(); }
    QList<widgets::PictureView*> pictures() const { return panel->findChildren<widgets::PictureView*>(); }
    QPushButton* button(const QString& text) const
    {
        for (QPushButton* button : panel->findChildren<QPushButton*>())
            if (button->text() == text || button->accessibleName() == text)
                return button;
        return nullptr;
    }
    void drawLine() const
    {
        const QRect paper = pad().paperRect();
        const QPoint from = paper.topLeft() + QPoint(paper.width() / 3, paper.height() / 4);
        const QPoint to = from + QPoint(20, paper.height() / 2);
        QTest::mousePress(&pad(), Qt::LeftButton, {}, from);
        QTest::mouseMove(&pad(), (from + to) / 2);
        QTest::mouseRelease(&pad(), Qt::LeftButton, {}, to);
    }
    double sum() const
    {
        const auto& all = bars().bars();
        return std::accumulate(all.begin(), all.end(), 0.0,
                               [](double sum, const widgets::ClassBar& bar) { return sum + bar.share; });
    }
};

} // namespace

class DrawTest : public QObject {
    Q_OBJECT
private slots:
    void beforeTrainingItSaysWhenTheNetworkAnswers()
    {
        Bench bench("dense-digits");
        QVERIFY(bench.pad().isVisible()); // one may draw already
        bool said = false;
        for (const widgets::EmptyState* state : bench.panel->findChildren<widgets::EmptyState*>())
            said = said || (state->isVisible() && state->sentence().contains(QLatin1String("Draw a digit")));
        QVERIFY(said);
        QVERIFY(!bench.bars().isVisible());
    }

    void theBarsAreWhatTheNetworkSays()
    {
        Bench bench("dense-digits", 2);
        QVERIFY(bench.train());
        QVERIFY(bench.bars().isVisible());
        QCOMPARE(bench.bars().bars().size(), 10);
        QCOMPARE(bench.bars().likeliest(), -1);
        bench.drawLine();
        QTRY_VERIFY(bench.bars().likeliest() >= 0);
        QTRY_VERIFY(std::abs(bench.sum() - 1) < 1e-4);

        const engine::Run& run = bench.document.runs().back();
        auto own = engine::Network::build(run.graph, engine::columnsOf(run.dataset), {});
        QVERIFY(own && (*own)->setWeights(run.last->weights));
        const auto plan = bench.network.plan();
        const auto reader = panels::pictureReader(plan->graph, plan->analysis, plan->columns);
        QVERIFY(reader);
        const QImage seen = panels::centred(bench.pad().drawing(), {28, 28});
        QCOMPARE(bench.pictures().front()->picture(), seen);
        const auto said = panels::answer(**own, *reader, panels::pictureValues(seen, reader->picture));
        QTRY_COMPARE(bench.bars().bars()[3].share, static_cast<double>(said[0].chances[3]));
        QCOMPARE(bench.bars().bars()[3].name, QStringLiteral("3"));

        QTest::keyClick(&bench.pad(), Qt::Key_Delete);
        QTRY_COMPARE(bench.bars().likeliest(), -1);
    }

    void itAnswersWhileTheNetworkTrains()
    {
        Bench bench("dense-digits", 100000);
        bench.drawLine();
        bench.session.train();
        QTRY_VERIFY_WITH_TIMEOUT(bench.bars().likeliest() >= 0, 60000);
        const auto first = bench.bars().bars();
        QTRY_VERIFY_WITH_TIMEOUT(bench.bars().bars() != first, 60000); // newer weights, same drawing
        QCOMPARE(bench.session.state(), Session::State::Running);
    }

    void centringIsAChoice()
    {
        Bench bench("dense-digits");
        bench.drawLine();
        const QImage centred = bench.pictures().front()->picture();
        bench.panel->findChild<QCheckBox*>()->click();
        QCOMPARE(bench.pictures().front()->picture(), panels::shrunk(bench.pad().drawing(), {28, 28}));
        QVERIFY(bench.pictures().front()->picture() != centred);
    }

    void anAutoencoderRebuildsTheDrawing()
    {
        Bench bench("ae-stacked");
        QVERIFY(bench.train());
        QCOMPARE(bench.pictures().size(), 2); // seen, rebuilt
        QVERIFY(bench.pictures()[1]->picture().isNull());
        bench.drawLine();
        QTRY_COMPARE(bench.pictures()[1]->picture().size(), QSize(28, 28));
    }

    void aTestPictureComesOntoThePadAsItIs()
    {
        Bench bench("dense-digits");
        bench.button(QStringLiteral("From test part"))->click();
        QTRY_VERIFY_WITH_TIMEOUT(bench.pad().showsPicture(), 60000);
        const QImage seen = bench.pictures().front()->picture();
        QCOMPARE(bench.pad().drawing().scaled(28, 28).convertToFormat(QImage::Format_RGB32), seen);
        const engine::Dataset* data = bench.session.data().loaded({"digits"});
        const std::vector<std::string> columns{"pixels"};
        const engine::Batch batch = engine::gather(*data, columns, data->test.list());
        const std::vector<float> values = panels::pictureValues(seen, {28, 28, 1});
        bool found = false;
        for (int row = 0; row < batch.at("pixels").rows() && !found; ++row)
            found = std::ranges::equal(batch.at("pixels").slice(row, 1).values(), values);
        QVERIFY(found);
        bench.button(QStringLiteral("Undo"))->click();
        QVERIFY(bench.pad().isBlank());
    }

    void aNarrowDockCutsNothing()
    {
        Bench bench("dense-digits");
        bench.panel->resize(500, 260);
        QCoreApplication::processEvents();
        QVERIFY(bench.panel->minimumSizeHint().width() <= 500);
        for (QPushButton* button : bench.panel->findChildren<QPushButton*>())
            if (button->isVisible()) {
                QVERIFY(button->width() >= button->sizeHint().width());
                const QPoint end = button->mapTo(bench.panel.get(), button->rect().bottomRight());
                QVERIFY2(bench.panel->rect().contains(end), qPrintable(button->text()));
            }
    }

    void aNetworkThatReadsNoPicturesIsToldSo()
    {
        Bench bench("dense-digits");
        bench.document.edit(QStringLiteral("Data"), [](engine::Project& p) { p.dataset = {"points"}; });
        QVERIFY(!bench.pad().isVisible());
    }
};

QTEST_MAIN(DrawTest)
#include "draw_test.moc"
