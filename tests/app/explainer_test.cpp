#include "app/appearance.h"
#include "app/panels/lesson.h"
#include "tests/app/workplace.h"

#include "engine/layers/layer_type.h"

#include "widgets/cell_grid.h"
#include "widgets/step_bar.h"
#include "widgets/theme.h"
#include "widgets/window_stepper.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QStandardPaths>
#include <QTest>
#include <QToolButton>

using namespace app;
using panels::WindowSettings;
using widgets::NumberGrid;
using widgets::WindowScene;
using Kind = WindowScene::Kind;

namespace {

// The panel in a window of its own, beside a small document.
struct Bench : Workplace {
    QWidget window;
    QWidget* panel = nullptr;
    int conv = 0, pool = 0;

    Bench()
    {
        document.edit(QStringLiteral("Build"), [this](engine::Project& project) {
            engine::Graph& graph = project.graph;
            const int input = graph.add("input");
            graph.node(input)->attributes["shape"] = std::vector<int>{28, 28, 1};
            conv = graph.add("conv2d");
            graph.node(conv)->attributes["kernel_size"] = std::vector<int>{4, 4};
            graph.node(conv)->attributes["strides"] = std::vector<int>{2, 2};
            graph.node(conv)->attributes["padding"] = std::string("same");
            pool = graph.add("max_pool2d");
            graph.connect({input, 0, conv, 0});
            graph.connect({conv, 0, pool, 0});
        });
        panel = createPanel("explainer", &window);
        window.resize(1000, 560);
        panel->resize(window.size());
        window.show();
    }
    widgets::WindowStepper& stepper() const { return *panel->findChild<widgets::WindowStepper*>(); }
    template <class Widget>
    Widget* withText(const QString& text) const
    {
        for (Widget* each : panel->findChildren<Widget*>())
            if (each->text() == text)
                return each;
        return nullptr;
    }
    // The box behind the label with this text.
    template <class Box>
    Box* box(const QString& label) const
    {
        for (const QLabel* each : panel->findChildren<QLabel*>())
            if (each->text() == label)
                return qobject_cast<Box*>(each->buddy());
        return nullptr;
    }
    void choose(QComboBox* box, const QString& text) const
    {
        box->setFocus();
        box->setCurrentIndex(box->findText(text));
        emit box->activated(box->currentIndex());
    }
    bool says(const QString& part) const
    {
        for (const QLabel* label : panel->findChildren<QLabel*>())
            if (label->isVisible() && label->text().contains(part))
                return true;
        return false;
    }
    QString sum() const { return widgets::calculationText(stepper().scene(), stepper().step()); }
};

// The law itself, without the engine: output size and values.
struct Reference {
    int rows = 0;
    QList<double> values;
};
Reference reference(const WindowSettings& settings, const NumberGrid& picture, const NumberGrid& kernel)
{
    const int n = picture.rows, k = settings.rows.size, s = settings.rows.stride, d = settings.rows.dilation;
    const int reach = (k - 1) * d + 1;
    const int out = settings.same ? (n + s - 1) / s : n < reach ? 0 : (n - reach) / s + 1;
    const int before = settings.same ? std::max((out - 1) * s + reach - n, 0) / 2 : 0;
    Reference found{out, {}};
    for (int i = 0; i < out; ++i)
        for (int j = 0; j < out; ++j) {
            double sum = 0, most = -1e30;
            int count = 0;
            for (int a = 0; a < k; ++a)
                for (int b = 0; b < k; ++b) {
                    const int y = i * s + a * d - before, x = j * s + b * d - before;
                    if (y < 0 || x < 0 || y >= n || x >= n)
                        continue;
                    const double value = picture.at(y, x);
                    sum += settings.kind == Kind::Convolution ? value * kernel.at(a, b) : value;
                    most = std::max(most, value);
                    ++count;
                }
            found.values << (settings.kind == Kind::Maximum       ? most
                                 : settings.kind == Kind::Average ? sum / count
                                                                  : sum);
        }
    return found;
}

} // namespace

class ExplainerTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName(QStringLiteral("layerloom-test"));
        useLanguage(QStringLiteral("en"));
        widgets::applyTheme(widgets::Theme::Light);
    }

    void showsThePublishedConvolution()
    {
        Bench bench;
        QCOMPARE(bench.stepper().scene().input.values, (QList<double>{1, 2, 3, 4, 5, 6, 7, 8, 9}));
        QCOMPARE(bench.stepper().scene().kernel.values, (QList<double>{0, -1, -1, 0}));
        bench.stepper().setFocus();
        QCOMPARE(bench.sum(), QString("0·1 + (−1)·2 + (−1)·4 + 0·5 = −6"));
        for (const char* result : {"−8", "−12", "−14"}) {
            QTest::keyClick(&bench.stepper(), Qt::Key_Right);
            QVERIFY2(bench.sum().endsWith(QString("= %1").arg(QString::fromUtf8(result))),
                     qPrintable(bench.sum()));
        }
        QCOMPARE(bench.stepper().scene().output.values, (QList<double>{-6, -8, -12, -14}));
        QVERIFY(bench.says("⌊(3 − 2) / 1⌋ + 1 = 2 rows and columns"));
        QVERIFY(bench.says("Step 4 of 4"));
    }

    void showsThePublishedPooling()
    {
        Bench bench;
        bench.choose(bench.panel->findChild<QComboBox*>(), "Max pooling");
        QCOMPARE(bench.stepper().scene().output.values, (QList<double>{5, 6, 8, 9}));
        QCOMPARE(bench.sum(), QString("max(1, 2, 4, 5) = 5"));
        QTest::mouseClick(bench.panel->findChild<widgets::StepBar*>()->nextButton(), Qt::LeftButton);
        QCOMPARE(bench.sum(), QString("max(2, 3, 5, 6) = 6"));
    }

    void computesWhatTheLawSays_data()
    {
        QTest::addColumn<int>("kind");
        for (int kind = 0; kind < 3; ++kind)
            QTest::addRow("kind %d", kind) << kind;
    }
    void computesWhatTheLawSays()
    {
        QFETCH(int, kind);
        for (int side = 5; side <= 8; ++side)
            for (int size = 1; size <= 5; ++size)
                for (int stride = 1; stride <= 3; ++stride)
                    for (int dilation = 1; dilation <= (kind == 0 && stride == 1 ? 2 : 1); ++dilation)
                        for (const bool same : {false, true})
                            compare({static_cast<Kind>(kind),
                                     {size, stride, dilation},
                                     {size, stride, dilation},
                                     same},
                                    side);
    }

    void everySettingIsInView_data()
    {
        QTest::addColumn<int>("width");
        for (const int width : {500, 800, 1100})
            QTest::addRow("%d px", width) << width;
    }
    void everySettingIsInView()
    {
        QFETCH(int, width);
        Bench bench;
        bench.window.resize(width, 560);
        bench.panel->resize(width, 560);
        bench.selection.setNodes({bench.conv});
        QCoreApplication::processEvents();
        QList<QRect> places;
        for (const QWidget* setting : bench.panel->findChildren<QWidget*>())
            if (setting->isVisible() &&
                (qobject_cast<const QComboBox*>(setting) || qobject_cast<const QSpinBox*>(setting))) {
                QCOMPARE(setting->visibleRegion().boundingRect(), setting->rect());
                places << QRect(setting->mapTo(bench.panel, QPoint()), setting->size());
            }
        QVERIFY(places.size() >= 6);
        QVERIFY(bench.panel->minimumSizeHint().width() <= 500);
        for (qsizetype i = 0; i < places.size(); ++i) {
            for (qsizetype j = 0; j < i; ++j)
                QVERIFY(!places[i].intersects(places[j]));
        }
    }

    void aWindowThatIsTooLargeIsSaidNotShown()
    {
        Bench bench;
        QSpinBox* size = bench.box<QSpinBox>("Kernel size");
        QVERIFY(size);
        size->setFocus();
        size->selectAll();
        QTest::keyClicks(size, "5");
        QTRY_VERIFY(!bench.stepper().isVisible());
        QVERIFY(bench.says("make it smaller"));
        size->selectAll();
        QTest::keyClicks(size, "3");
        QTRY_VERIFY(bench.stepper().isVisible());
        QCOMPARE(bench.stepper().scene().steps(), 1);
    }

    void anotherWeightGivesAnotherSum()
    {
        Bench bench;
        widgets::CellGrid* kernel = bench.stepper().kernelGrid();
        QTest::mouseClick(kernel, Qt::LeftButton, {}, kernel->cellRect({1, 1}).center().toPoint());
        auto* editor = kernel->findChild<QLineEdit*>();
        QTest::keyClicks(editor, "2");
        QTest::keyClick(editor, Qt::Key_Return);
        QCOMPARE(bench.stepper().scene().output.values, (QList<double>{4, 4, 4, 4}));
        QCOMPARE(bench.sum(), QString("0·1 + (−1)·2 + (−1)·4 + 2·5 = 4"));
    }

    void takesTheSettingsOfTheSelectedLayer()
    {
        Bench bench;
        bench.selection.setNodes({bench.conv});
        const WindowScene& scene = bench.stepper().scene();
        QCOMPARE(scene.input.rows, 28);
        QCOMPARE(scene.vertical, (widgets::WindowAxis{28, 14, 4, 2, 1, 1, 1}));
        QVERIFY(bench.says(
            "Same: ⌈28 / 2⌉ = 14 rows and columns; 1 row and column of padding before and as much after"));
        bench.selection.setNodes({bench.pool});
        QCOMPARE(bench.stepper().scene().kind, Kind::Maximum);
        QCOMPARE(bench.stepper().scene().input.rows, 14);
        QCOMPARE(bench.stepper().scene().vertical.stride, 2);
    }

    void appliesToTheLayerAsOneUndoStep()
    {
        Bench bench;
        const engine::Project before = bench.document.project();
        const int steps = bench.document.undoStack()->count();
        bench.selection.setNodes({bench.conv});
        auto* apply = bench.withText<QPushButton>("Apply to the layer");
        QVERIFY(apply && !apply->isEnabled());
        bench.box<QSpinBox>("Kernel size")->setValue(5);
        bench.box<QSpinBox>("Stride")->setValue(1);
        QVERIFY(apply->isEnabled());
        QTest::mouseClick(apply, Qt::LeftButton);
        QCOMPARE(bench.document.undoStack()->count(), steps + 1);
        const auto window = panels::windowSettings(*bench.document.graph().node(bench.conv));
        QCOMPARE(window->rows, (WindowSettings::Side{5, 1, 1}));
        QVERIFY(window->same);
        QVERIFY(!apply->isEnabled());
        QCOMPARE(bench.document.analysis().nodes.at(bench.conv).outputs[0].shape,
                 (engine::Shape{28, 28, 32}));
        bench.document.undoStack()->undo();
        QVERIFY(bench.document.project() == before);
        QCOMPARE(bench.stepper().scene().vertical.window, 4); // the panel follows
    }

    void trainedNumbersAreThoseOfTheChosenFilterAndChannel()
    {
        std::vector<float> picture(3 * 3 * 2), weights(2 * 2 * 2 * 3);
        for (std::size_t i = 0; i < picture.size(); ++i)
            picture[i] = float(i);
        for (std::size_t i = 0; i < weights.size(); ++i)
            weights[i] = float(100 + i);
        panels::Lesson lesson;
        lesson.choice.picture = panels::LessonChoice::Picture::Sample;
        lesson.choice.kernel = panels::LessonChoice::Kernel::Trained;
        lesson.choice.channel = 1;
        lesson.choice.filter = 2;
        lesson.input = panels::LayerInput{engine::Tensor::of({3, 3, 2}, picture),
                                          engine::Tensor::of({2, 2, 2, 3}, weights),
                                          engine::Tensor::of({3}, std::vector<float>{1, 2, 3})};
        QCOMPARE(lesson.picture().values, (QList<double>{1, 3, 5, 7, 9, 11, 13, 15, 17}));
        QCOMPARE(lesson.kernel().values, (QList<double>{105, 111, 117, 123}));
        QCOMPARE(lesson.bias(), 0.0); // the other channel belongs to that sum as well
        lesson.choice.window.rows.size = 3; // not what was trained
        QVERIFY(!lesson.hasTrainedKernel());
        QCOMPARE(lesson.kernel().rows, 3);
    }

    void onlyWhatDiffersIsWritten()
    {
        engine::Node pool{.type = "max_pool2d"};
        const WindowSettings initial = *panels::windowSettings(pool);
        panels::setWindowSettings(pool, initial);
        QVERIFY(pool.attributes.empty());
        WindowSettings other = initial;
        other.rows.size = other.columns.size = 3;
        panels::setWindowSettings(pool, other); // the stride stays 2, so it has to be written now
        QCOMPARE(*panels::windowSettings(pool), other);
        other.same = true;
        panels::setWindowSettings(pool, other);
        QCOMPARE(*panels::windowSettings(pool), other);
    }

private:
    void compare(const WindowSettings& settings, int side)
    {
        NumberGrid picture{side, side, {}}, kernel{settings.rows.size, settings.rows.size, {}};
        for (int i = 0; i < side * side; ++i)
            picture.values << (i * 7) % 11 - 5;
        for (int i = 0; i < settings.rows.size * settings.rows.size; ++i)
            kernel.values << (i * 5) % 7 - 3;
        const Reference expected = reference(settings, picture, kernel);
        const auto scene = panels::windowScene(settings, picture, kernel);
        QCOMPARE(bool(scene), expected.rows > 0);
        if (!scene)
            return;
        QCOMPARE(scene->output.rows, expected.rows);
        for (qsizetype i = 0; i < expected.values.size(); ++i)
            QVERIFY(std::abs(scene->output.values[i] - expected.values[i]) < 1e-4);
        // What the panel draws is what the layer computed.
        for (int step = 0; step < scene->steps(); ++step) {
            double sum = 0;
            int count = 0;
            for (const widgets::Tap& tap : widgets::tapsAt(*scene, step)) {
                sum += settings.kind == Kind::Maximum ? (tap.chosen ? tap.value : 0) : tap.weight * tap.value;
                count += tap.padding ? 0 : 1;
            }
            if (settings.kind == Kind::Average)
                sum /= count;
            QVERIFY(std::abs(sum - expected.values[step]) < 1e-4);
        }
        QVERIFY(!panels::windowRule(settings, *scene).isEmpty());
    }

    // What was explained stays, but the panel does not pretend to explain these.
    void layersWithoutAWindowAreNamed_data()
    {
        QTest::addColumn<QString>("type");
        QTest::addColumn<QString>("words");
        QTest::newRow("transposed") << "conv2d_transpose"
                                    << "is the way back of a convolution";
        QTest::newRow("largest of all") << "global_max_pool2d"
                                        << "has the whole picture";
        QTest::newRow("mean of all") << "global_average_pool2d"
                                     << "has the whole picture";
    }
    void layersWithoutAWindowAreNamed()
    {
        QFETCH(QString, type);
        QFETCH(QString, words);
        Bench bench;
        bench.selection.setNodes({bench.conv});
        int other = 0;
        bench.document.edit(QStringLiteral("Add"),
                            [&](engine::Project& project) { other = project.graph.add(type.toStdString()); });
        const auto says = [&] {
            const auto labels = bench.panel->findChildren<QLabel*>();
            return std::ranges::any_of(labels,
                                       [&](const QLabel* each) { return each->text().contains(words); });
        };
        QVERIFY(!says());
        bench.selection.setNodes({other});
        QVERIFY(says());
        bench.selection.setNodes({bench.pool});
        QVERIFY(!says());
    }
};

QTEST_MAIN(ExplainerTest)
#include "explainer_test.moc"
