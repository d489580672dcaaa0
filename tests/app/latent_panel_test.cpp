#include "tests/app/small_training.h"
#include "tests/app/workplace.h"

#include "widgets/empty_state.h"
#include "widgets/image_grid.h"
#include "widgets/large_picture.h"
#include "widgets/picture_plane.h"
#include "widgets/segmented_switch.h"
#include "widgets/slider_list.h"

#include <QPushButton>
#include <QSignalSpy>
#include <QSlider>
#include <QTest>

#include <memory>

using namespace app;

namespace {

enum View { Sliders, Grid, Path, Samples };

// The panel in a window, with all that it may touch.
struct Bench : Workplace {
    QWidget window;
    QWidget* panel = nullptr;

    Bench()
    {
        panel = createPanel("latent", &window);
        panel->resize(900, 420);
        window.resize(900, 420);
        window.show();
    }

    bool run(const char* sample)
    {
        openSmall(document, 1, sample);
        return Workplace::train();
    }
    // In the end the sliders show a picture.
    bool train(const char* sample)
    {
        const auto ready = [this] { return find<widgets::SegmentedSwitch>() != nullptr; };
        if (!run(sample) || !QTest::qWaitFor(ready, 20000))
            return false;
        show(Sliders);
        return QTest::qWaitFor([this] { return !picture().isNull(); }, 20000);
    }
    void show(View view)
    {
        auto* modes = find<widgets::SegmentedSwitch>();
        const int width = modes->width() / 4;
        QTest::mouseClick(modes, Qt::LeftButton, {}, {view * width + width / 2, modes->height() / 2});
    }
    // The one in view.
    template <class Widget>
    Widget* find() const
    {
        for (Widget* widget : panel->findChildren<Widget*>())
            if (widget->isVisible())
                return widget;
        return nullptr;
    }
    QPushButton* button(const QString& text) const
    {
        for (QPushButton* button : panel->findChildren<QPushButton*>())
            if (button->isVisible() && button->text() == text)
                return button;
        return nullptr;
    }
    QImage picture() const
    {
        const auto* view = find<widgets::LargePicture>();
        return view ? view->picture() : QImage();
    }
    QList<QImage> tiles(int section) const
    {
        const auto* grid = find<widgets::ImageGrid>();
        return grid && section < grid->sections().size() ? grid->sections()[section].rows[0].images
                                                         : QList<QImage>();
    }
};

void drag(QSlider* slider, int by)
{
    const QPoint from = slider->rect().center();
    QTest::mousePress(slider, Qt::LeftButton, {}, from);
    QTest::mouseMove(slider, from + QPoint(by, 0));
    QTest::mouseRelease(slider, Qt::LeftButton, {}, from + QPoint(by, 0));
}

} // namespace

class LatentPanelTest : public QObject {
    Q_OBJECT

    std::unique_ptr<Bench> m_bench; // one for all, so that the data are made once

private slots:
    void initTestCase() { m_bench = std::make_unique<Bench>(); }
    void cleanupTestCase() { m_bench.reset(); }

    void draggingASliderChangesThePicture_data()
    {
        QTest::addColumn<QByteArray>("sample");
        QTest::newRow("autoencoder") << QByteArray("ae-stacked");
        QTest::newRow("variational") << QByteArray("vae-tanh");
    }
    void draggingASliderChangesThePicture()
    {
        QFETCH(QByteArray, sample);
        Bench& bench = *m_bench;
        QVERIFY(bench.train(sample));
        QCOMPARE(bench.picture().size(), QSize(28, 28));
        const QImage before = bench.picture();
        QSlider* slider = bench.find<widgets::SliderList>()->slider(0);
        drag(slider, slider->width() / 3);
        QTRY_VERIFY(bench.picture() != before);
        QTest::mouseDClick(slider, Qt::LeftButton); // back to the mean
        QTRY_COMPARE(bench.picture(), before);
    }

    void aCellOfTheGridGoesIntoTheSliders()
    {
        Bench& bench = *m_bench;
        QVERIFY(bench.train("ae-stacked"));
        bench.show(Grid);
        auto* plane = bench.find<widgets::PicturePlane>();
        QTRY_VERIFY(plane->pictures().side > 0);
        const int side = plane->pictures().side;
        QCOMPARE(plane->pictures().images.size(), side * side);
        QCOMPARE(plane->pictures().valuesX.size(), side);
        const QImage corner = plane->pictures().images[side - 1];
        QTest::mouseClick(plane, Qt::LeftButton, {}, plane->cellRect(side - 1, side - 1).center());
        QCOMPARE(bench.find<widgets::SegmentedSwitch>()->current(), int(Sliders));
        QTRY_COMPARE(bench.picture(), corner);
        const auto* list = bench.find<widgets::SliderList>();
        QCOMPARE(list->slider(0)->value(), list->slider(0)->maximum());
        QCOMPARE(list->slider(2)->value(), list->slider(2)->maximum() / 2);
    }

    void aPathJoinsTheChosenPictures()
    {
        Bench& bench = *m_bench;
        QVERIFY(bench.train("vae-tanh"));
        bench.show(Path);
        QTRY_COMPARE(bench.tiles(1).size(), 10);
        const QList<QImage> before = bench.tiles(1);
        auto* grid = bench.find<widgets::ImageGrid>();
        QTest::mouseClick(grid->viewport(), Qt::LeftButton, {}, grid->tileRect(0, 0, 4).center());
        QTRY_VERIFY(bench.tiles(1).first() != before.first());
        QTest::mouseClick(grid->viewport(), Qt::LeftButton, {}, grid->tileRect(0, 0, 0).center());
        QTRY_COMPARE(bench.tiles(1).last(), before.first());
    }

    void newSamplesAreOtherOnes()
    {
        Bench& bench = *m_bench;
        QVERIFY(bench.train("vae-tanh"));
        bench.show(Samples);
        QTRY_VERIFY(bench.tiles(0).size() > 20);
        const QList<QImage> before = bench.tiles(0);
        QVERIFY(before[0] != before[1]);
        QTest::mouseClick(bench.button("New samples"), Qt::LeftButton);
        QTRY_VERIFY(bench.tiles(0) != before);
    }

    void aTestPictureIsTakenFromTheSelection()
    {
        Bench& bench = *m_bench;
        QVERIFY(bench.train("ae-stacked"));
        const QImage before = bench.picture();
        QTest::mouseClick(bench.button("Test picture"), Qt::LeftButton); // a random one
        QTRY_VERIFY(bench.picture() != before);
        QVERIFY(bench.selection.sample().row >= 0);
        QTest::mouseClick(bench.button("Reset"), Qt::LeftButton);
        QTRY_COMPARE(bench.picture(), before);
    }

    void picturesFollowTheTraining()
    {
        Bench& bench = *m_bench;
        QVERIFY(bench.train("ae-stacked")); // so that the sliders are in view
        openSmall(bench.document, 100000, "ae-stacked");
        bench.session.train();
        QTRY_VERIFY_WITH_TIMEOUT(bench.session.state() == Session::State::Running, 60000);
        QTRY_VERIFY_WITH_TIMEOUT(!bench.picture().isNull(), 60000);
        for (int i = 0; i < 3; ++i) {
            const QImage before = bench.picture();
            QTRY_VERIFY_WITH_TIMEOUT(bench.picture() != before, 60000);
        }
        bench.session.finish();
    }

    void otherNetworksAreToldWhatIsMissing()
    {
        Bench& bench = *m_bench;
        QVERIFY(bench.run("dense-digits"));
        const auto* empty = bench.find<widgets::EmptyState>();
        QVERIFY(empty && empty->sentence().contains("rebuilds"));
        QSignalSpy wished(&bench.wishes, &Wishes::openSample);
        QTest::mouseClick(empty->findChild<QPushButton*>(), Qt::LeftButton);
        QCOMPARE(wished.count(), 1);
        QVERIFY(sampleIds().contains(wished[0][0].toString()));
    }
};

QTEST_MAIN(LatentPanelTest)
#include "latent_panel_test.moc"
