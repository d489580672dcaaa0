// The Embedding map with small networks that really train, real windows and real files.
#include "app/panels/map_controls.h"
#include "app/panels/map_export.h"
#include "app/panels/map_neighbours.h"
#include "app/panels/map_run_bar.h"
#include "app/panels/map_stage.h"
#include "tests/app/small_training.h"
#include "tests/app/workplace.h"

#include "widgets/empty_state.h"
#include "widgets/field_form.h"
#include "widgets/problem_label.h"
#include "widgets/segmented_switch.h"

#include <QApplication>
#include <QClipboard>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QPushButton>
#include <QTest>
#include <QThreadPool>

using namespace app;
using namespace app::panels;

namespace {

// Input, Embedding, Flatten, Dense: the next of 3 words.
engine::Project words()
{
    engine::Project project;
    project.dataset = {"phrases", {{"window", std::int64_t{3}}, {"tokens", std::int64_t{2000}}}};
    project.training.epochs = 2;
    engine::Graph& graph = project.graph;
    const auto columns = engine::columnsOf(project);
    const auto size = std::int64_t(columns[3].classes.size());
    const engine::NodeId input = graph.add("input"), table = graph.add("embedding"),
                         flat = graph.add("flatten"), dense = graph.add("dense"),
                         output = graph.add("output");
    graph.node(input)->attributes["column"] = std::string("ids");
    graph.node(table)->attributes = {{"input_dim", size}, {"output_dim", std::int64_t{8}}};
    graph.node(dense)->attributes = {{"units", size}, {"activation", std::string("softmax")}};
    graph.node(output)->attributes = {{"column", std::string("next")},
                                      {"loss", std::string("sparse_cross_entropy")}};
    for (const engine::NodeId id : {input, table, flat, dense})
        graph.connect({id, 0, id + 1, 0});
    return project;
}

struct Bench : Workplace {
    std::unique_ptr<QWidget> panel;

    Bench() { makePanel(); }
    void makePanel()
    {
        panel.reset(createPanel("map"));
        panel->resize(1100, 640);
        panel->show();
        panel->activateWindow();
        static_cast<void>(QTest::qWaitForWindowActive(panel.get()));
    }
    bool learnWords()
    {
        document.edit(QStringLiteral("Network"), [](engine::Project& p) { p = words(); });
        return train();
    }
    bool learnDigits(int epochs = 1)
    {
        openSmall(document, epochs);
        return train();
    }
    // As the user would in the form.
    void set(const char* key, const QVariant& value) const
    {
        emit panel->findChild<widgets::FieldForm*>()->valueWished(QLatin1String(key), value);
    }
    void quick(int iterations = 40) const
    {
        set("tsne/iterations", iterations);
        set("tsne/perplexity", 5.0);
    }
    widgets::FormField field(const char* key) const
    {
        for (const widgets::FormField& field : panel->findChild<widgets::FieldForm*>()->fields())
            if (field.key == QLatin1String(key))
                return field;
        return {};
    }
    MapStage& stage() const { return *panel->findChild<MapStage*>(); }
    widgets::EmbeddingMap& map() const { return stage().map(); }
    const engine::PointSet& points() const { return stage().points()->set; }
    QString status() const
    {
        QStringList all;
        for (const QLabel* label : panel->findChild<MapRunBar*>()->findChildren<QLabel*>())
            all << label->text();
        return all.join('|');
    }
    QPushButton* button(const char* name) const
    {
        for (QPushButton* button : panel->findChildren<QPushButton*>())
            if (button->isVisible() &&
                (button->text() == QString::fromUtf8(name) ||
                 button->accessibleName() == QString::fromUtf8(name)))
                return button;
        return nullptr;
    }
    bool press(const char* name) const
    {
        if (!QTest::qWaitFor([&] { return button(name) != nullptr; }, 10000))
            return false;
        QCoreApplication::processEvents(); // what has just appeared finds its place
        QTest::mouseClick(button(name), Qt::LeftButton);
        return true;
    }
    bool says(const char* words, int milliseconds = 20000) const
    {
        const bool said =
            QTest::qWaitFor([&] { return status().contains(QLatin1String(words)); }, milliseconds);
        if (!said)
            qWarning("%s", qPrintable(status()));
        return said;
    }
    bool makeMap() const { return press("Make map") && says("Finished"); }
    QString problem() const { return panel->findChild<widgets::ProblemLabel*>()->sentence(); }
    // The empty state of the whole panel is the first.
    QString empty() const
    {
        const auto* state = panel->findChild<widgets::EmptyState*>();
        return state->isVisible() ? state->sentence() : QString();
    }
    QLineEdit& search() const { return *map().findChild<QLineEdit*>(); }
};

// Answers the next file dialog, as soon as it is there.
void chooseInDialog(const QString& path)
{
    auto* timer = new QTimer(qApp);
    QObject::connect(timer, &QTimer::timeout, timer, [timer, path] {
        auto* dialog = qobject_cast<QFileDialog*>(QApplication::activeModalWidget());
        if (!dialog)
            return;
        timer->stop();
        timer->deleteLater();
        if (dialog->fileMode() == QFileDialog::Directory)
            dialog->setDirectory(path);
        else
            dialog->findChild<QLineEdit*>()->setText(path); // whatever the dialog still selects by itself
        QMetaObject::invokeMethod(dialog, "accept", Qt::QueuedConnection);
    });
    timer->start(10);
}

QString written(const QTemporaryDir& folder, const char* name, const QByteArray& bytes)
{
    QFile file(folder.filePath(name));
    if (file.open(QIODevice::WriteOnly))
        file.write(bytes);
    return file.fileName();
}

QByteArray gridTable(int count)
{
    QByteArray table;
    for (int i = 0; i < count; ++i)
        table += QByteArray::number(i % 7) + '\t' + QByteArray::number(i / 7) + '\t' +
            QByteArray::number(i % 3) + '\n';
    return table;
}

} // namespace

class EmbeddingMapPanelTest : public QObject {
    Q_OBJECT

private slots:
    void withoutWeightsTheWaysToAMapAreOffered()
    {
        Bench bench;
        QCOMPARE(bench.empty(), QStringLiteral("Train the network to see its map."));
        QSignalSpy wished(&bench.wishes, &Wishes::train);
        QVERIFY(bench.press("Train"));
        QCOMPARE(wished.count(), 1);
        QVERIFY(bench.button("Load a table …"));
    }

    void wordsAreMappedWithTheirLabelsAndClasses()
    {
        Bench bench;
        QVERIFY(bench.learnWords());
        QTRY_VERIFY(bench.button("Make map"));
        bench.quick();
        QVERIFY(bench.makeMap());
        QCOMPARE(bench.map().count(), bench.points().count());
        QCOMPARE(bench.points().name, std::string("Embedding"));
        QVERIFY(bench.points().count() > 100);
        QVERIFY(bench.says("40 iterations"));
        QVERIFY(bench.says("KL divergence"));
        QCOMPARE(bench.field("color").choices,
                 (QStringList{"none", "class", "number", "cluster"})); // both are known of words
        QVERIFY(bench.panel->isVisible());
    }

    void anotherLayerGivesSamplesWithPictures()
    {
        Bench bench;
        QVERIFY(bench.learnDigits());
        QTRY_VERIFY(bench.button("Make map"));
        bench.quick();
        bench.set("part", "validation");
        bench.set("limit", 60);
        QVERIFY(bench.makeMap());
        QCOMPARE(bench.points().count(), 60);
        QCOMPARE(bench.points().dimensions(), 16); // the last hidden layer
        QVERIFY(bench.says("Showing 60 of"));
        const QString first = QString::fromStdString(bench.points().name);
        const widgets::FormField sources = bench.field("source");
        QVERIFY(sources.choices.size() >= 3);
        QCOMPARE(sources.choices.last(), QStringLiteral("load"));
        bench.set("source", sources.choices[1]);
        QVERIFY(bench.press("Run again"));
        QTRY_VERIFY(QString::fromStdString(bench.points().name) != first);
        QCOMPARE(bench.points().dimensions(), 10);
    }

    void aRunIsPausedResumedAndStopped()
    {
        Bench bench;
        QVERIFY(bench.learnDigits());
        QTRY_VERIFY(bench.button("Make map"));
        bench.quick(1'000'000);
        QVERIFY(bench.press("Make map"));
        QVERIFY(bench.says("Moving: iteration"));
        QVERIFY(bench.press("Pause"));
        QVERIFY(bench.says("Paused"));
        const QString paused = bench.status();
        const auto still = bench.stage().positions();
        QTest::qWait(100); // nothing may happen
        QCOMPARE(bench.status(), paused);
        QCOMPARE(bench.stage().positions(), still);
        QVERIFY(bench.press("Resume"));
        QVERIFY(bench.says("Moving: iteration"));
        QTRY_VERIFY(bench.stage().positions() != still); // it moves live
        QVERIFY(bench.press("Stop"));
        QVERIFY(bench.says("Stopped"));
        QVERIFY(bench.button("Run again"));
        QVERIFY(bench.stage().positions()); // the map so far stays
    }

    void aFinishedMapGoesOnAndIsSeededAnew()
    {
        Bench bench;
        QVERIFY(bench.learnWords());
        QTRY_VERIFY(bench.button("Make map"));
        bench.quick();
        QVERIFY(bench.makeMap());
        QVERIFY(bench.press("250 more"));
        QVERIFY(bench.says("290 iterations"));
        const auto before = *bench.stage().positions();
        bench.set("tsne/start", "random");
        QVERIFY(bench.press("Re-seed"));
        QVERIFY(bench.says("Finished: 40 iterations"));
        QCOMPARE(bench.field("tsne/seed").value.toInt(), 2);
        QVERIFY(*bench.stage().positions() != before);
    }

    void spaceIsOneSwitchAway()
    {
        Bench bench;
        QVERIFY(bench.learnWords());
        QTRY_VERIFY(bench.button("Make map"));
        bench.quick();
        QVERIFY(bench.makeMap());
        QCOMPARE(bench.map().dimensions(), 2);
        auto* dimensions = bench.panel->findChild<widgets::SegmentedSwitch*>();
        dimensions->setFocus();
        QTest::keyClick(dimensions, Qt::Key_Right);
        QTRY_COMPARE(bench.map().dimensions(), 3);
        QTRY_COMPARE(int(bench.stage().positions()->size()), 3 * bench.points().count());
    }

    void searchFindsWordsAndGoesFromOneToTheNext()
    {
        Bench bench;
        QVERIFY(bench.learnWords());
        QTRY_VERIFY(bench.button("Make map"));
        bench.quick();
        QVERIFY(bench.makeMap());
        int wanted = 0;
        for (std::size_t i = 0; i < bench.points().labels.size(); ++i) {
            const std::int32_t id = bench.points().classes[i];
            wanted += bench.points().labels[i].find("ea") != std::string::npos ||
                (id >= 0 && bench.points().classNames[std::size_t(id)].find("ea") != std::string::npos);
        }
        QVERIFY(wanted > 1);
        bench.search().setFocus();
        QTest::keyClicks(&bench.search(), "EA");
        QCOMPARE(bench.map().findChild<QLabel*>()->text(), QString("%1 found").arg(wanted));
        QTest::keyClick(&bench.search(), Qt::Key_Return);
        const QVector<int> first = bench.map().selected();
        QCOMPARE(first.size(), 1);
        QTest::keyClick(&bench.search(), Qt::Key_Return);
        QVERIFY(bench.map().selected() != first);
        for (int i = 1; i < wanted; ++i)
            QTest::keyClick(&bench.search(), Qt::Key_Return);
        QCOMPARE(bench.map().selected(), first); // round
    }

    void aSelectedPointListsItsNeighbours()
    {
        Bench bench;
        QVERIFY(bench.learnWords());
        QTRY_VERIFY(bench.button("Make map"));
        bench.quick();
        QVERIFY(bench.makeMap());
        emit bench.map().clicked(7);
        auto* list = bench.stage().side().findChild<QListWidget*>();
        QTRY_COMPARE(list->count(), 12);
        const auto nearest = nearestPoints(bench.points().values, 7, 12, MapDistance::Cosine);
        for (int row = 0; row < 12; ++row)
            QCOMPARE(list->item(row)->data(Qt::UserRole).toInt(), nearest[std::size_t(row)].point);
        QVERIFY(bench.stage().side().isVisible());
        // The other distance, chosen in the list's switch.
        auto* metric = bench.stage().side().findChild<widgets::SegmentedSwitch*>();
        metric->setFocus();
        QTest::keyClick(metric, Qt::Key_Right);
        const auto straight = nearestPoints(bench.points().values, 7, 12, MapDistance::Euclidean);
        QTRY_COMPARE(list->item(11)->data(Qt::UserRole).toInt(), straight[11].point);
        QVERIFY(bench.press("Copy"));
        QVERIFY(QGuiApplication::clipboard()->text().startsWith(
            QString::fromStdString(bench.points().labels[7]) + '\n'));
        // A click in the list goes on from there.
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualItemRect(list->item(0)).center());
        QCOMPARE(bench.map().selected(), QVector<int>{straight[0].point});
        QVERIFY(bench.press("Clear"));
        QVERIFY(!bench.stage().side().isVisible());
    }

    void severalSelectedPointsAreListedAndMappedAlone()
    {
        Bench bench;
        QVERIFY(bench.learnWords());
        QTRY_VERIFY(bench.button("Make map"));
        bench.quick();
        QVERIFY(bench.makeMap());
        QVector<int> chosen;
        for (int point = 0; point < 30; ++point)
            chosen << point;
        emit bench.map().selectionWished(chosen, Qt::NoModifier);
        emit bench.map().selectionWished({40, 41}, Qt::ShiftModifier); // adds
        emit bench.map().selectionWished({0, 41}, Qt::ControlModifier); // toggles
        QCOMPARE(bench.map().selected().size(), 30);
        QVERIFY(bench.stage().side().findChild<QLabel*>()->text().startsWith(QLatin1String("30 point")));
        QVERIFY(bench.press("Copy"));
        QCOMPARE(QGuiApplication::clipboard()->text().count('\n'), 30);
        const std::vector<std::string> labels = bench.points().labels;
        QVERIFY(bench.press("Map only these"));
        QTRY_COMPARE(bench.points().count(), 30);
        QCOMPARE(bench.points().labels.front(), labels[1]);
        QCOMPARE(bench.points().labels.back(), labels[40]);
        QVERIFY(bench.says("Showing 30 of"));
    }

    void coloursFollowClassValueAndCluster()
    {
        Bench bench;
        QVERIFY(bench.learnWords());
        QTRY_VERIFY(bench.button("Make map"));
        bench.quick();
        QVERIFY(bench.makeMap());
        QVERIFY(!bench.map().legendRect(0).isEmpty());
        const auto entries = [&] {
            int count = 0;
            while (!bench.map().legendRect(count).isEmpty())
                ++count;
            return count;
        };
        const int classes = entries();
        QVERIFY(classes > 3);
        bench.set("color", "cluster");
        bench.set("clusters", 5);
        QTRY_COMPARE(entries(), 5);
        QVERIFY(bench.field("clusters").visible);
        bench.set("color", "number");
        QTRY_COMPARE(entries(), 0); // a scale instead
        bench.set("color", "none");
        bench.set("color", "class");
        QTRY_COMPARE(entries(), classes);
        emit bench.map().legendClicked(0);
        QVERIFY(bench.map().selected().size() > 1);
    }

    void tablesAreLoadedAndBadOnesExplained()
    {
        QTemporaryDir folder;
        Bench bench;
        const QString table = written(folder, "vectors.tsv", gridTable(60));
        chooseInDialog(table);
        QVERIFY(bench.press("Load a table …"));
        QVERIFY(bench.says("60 point"));
        QCOMPARE(bench.field("source").value.toString(), QStringLiteral("table"));
        QCOMPARE(bench.points().dimensions(), 3);
        chooseInDialog(written(folder, "bad.tsv", "1\t2\n3\tfour\n"));
        bench.set("source", "load");
        QTRY_VERIFY2(bench.problem().contains(QLatin1String("line 2")),
                     qPrintable(bench.problem() + bench.status()));
        QVERIFY(bench.problem().contains(QLatin1String("bad.tsv")));
    }

    void whatIsExportedReadsBack()
    {
        QTemporaryDir folder;
        Bench bench;
        QVERIFY(bench.learnWords());
        QTRY_VERIFY(bench.button("Make map"));
        bench.quick();
        QVERIFY(bench.makeMap());
        const QList<QAction*> actions = bench.panel->findChild<MapExport*>()->menu()->actions();
        chooseInDialog(folder.filePath("map.png"));
        actions[0]->trigger();
        QVERIFY(QImage(folder.filePath("map.png")).width() > 400);
        chooseInDialog(folder.filePath("map.tsv"));
        actions[1]->trigger();
        QTRY_VERIFY(QFile::exists(folder.filePath("map.tsv")));
        const auto map = engine::tablePoints(folder.filePath("map.tsv").toStdString(), 0);
        QVERIFY(map);
        QVERIFY(std::ranges::equal(map->values.values().first(2),
                                   std::span(*bench.stage().positions()).first(2)));
        chooseInDialog(folder.path());
        actions[2]->trigger();
        QTRY_VERIFY(QFile::exists(folder.filePath("projector_config.json")));
        const auto vectors = engine::tablePoints(folder.filePath("vectors.tsv").toStdString(), 0);
        QVERIFY(vectors);
        QVERIFY(std::ranges::equal(vectors->values.values(), bench.points().values.values()));
        QCOMPARE(vectors->labels, bench.points().labels);
    }

    void aMapOfAnotherTrainingIsMarked()
    {
        Bench bench;
        QVERIFY(bench.learnDigits());
        QTRY_VERIFY(bench.button("Make map"));
        bench.quick();
        bench.set("limit", 60);
        QVERIFY(bench.makeMap());
        QVERIFY(!bench.status().contains(QLatin1String("run again")));
        QVERIFY(bench.train());
        QVERIFY(bench.says("This map is of another training; run again."));
        QVERIFY(bench.press("Run again"));
        QTRY_VERIFY(!bench.status().contains(QLatin1String("run again.")));
    }

    void closingWhileAMapRunsStopsIt()
    {
        Bench bench;
        QVERIFY(bench.learnDigits());
        QTRY_VERIFY(bench.button("Make map"));
        bench.quick(1'000'000);
        QVERIFY(bench.press("Make map"));
        QVERIFY(bench.says("Moving: iteration"));
        bench.panel.reset();
        QVERIFY(QThreadPool::globalInstance()->waitForDone(20000)); // its thread has ended
        bench.makePanel();
        QTRY_VERIFY(bench.button("Make map"));
        QVERIFY(bench.press("Make map"));
        bench.panel.reset(); // while it still reads
        QVERIFY(QThreadPool::globalInstance()->waitForDone(20000));
    }

    void aHiddenPanelShowsTheNewestWhenItComesBack()
    {
        Bench bench;
        QVERIFY(bench.learnWords());
        QTRY_VERIFY(bench.button("Make map"));
        bench.quick(1'000'000);
        QVERIFY(bench.press("Make map"));
        QVERIFY(bench.says("Moving: iteration"));
        bench.panel->hide();
        const auto before = bench.stage().positions();
        bench.panel->show();
        QTRY_VERIFY(bench.stage().positions() != before);
        QVERIFY(bench.press("Stop"));
    }

    void theProjectKeepsTheSettings()
    {
        Bench bench;
        QVERIFY(bench.learnWords());
        QTRY_VERIFY(bench.button("Make map"));
        bench.quick(77);
        bench.set("color", "number");
        bench.set("limit", 50);
        bench.set("device", "cpu");
        bench.makePanel();
        QCOMPARE(bench.field("tsne/iterations").value.toInt(), 77);
        QCOMPARE(bench.field("limit").value.toInt(), 50);
        QCOMPARE(bench.field("device").value.toString(), "cpu");
        const MapSettings kept = mapSettingsFromJson(bench.document.panelState("map"));
        QCOMPARE(kept.colorBy, MapColorBy::Number);
        QCOMPARE(mapSettingsFromJson(toJson(kept)), kept);
        QCOMPARE(mapSettingsFromJson("[1, 2]"), MapSettings());
        QCOMPARE(mapSettingsFromJson("{\"limit\": \"many\", \"color_by\": 99}").limit, MapSettings().limit);
        QCOMPARE(mapSettingsFromJson("{\"device\": \"tpu\"}").device, MapSettings().device);
    }

    void anotherProjectTakesTheMapAway()
    {
        Bench bench;
        QVERIFY(bench.learnWords());
        QTRY_VERIFY(bench.button("Make map"));
        bench.quick();
        QVERIFY(bench.makeMap());
        openSmall(bench.document, 1);
        QCOMPARE(bench.empty(), QStringLiteral("Train the network to see its map."));
        QVERIFY(!bench.stage().positions());
    }

    void itIsRaisedForNetworksWithAnEmbedding()
    {
        Bench bench;
        const auto panel = std::ranges::find(allPanels(), QLatin1String("map"), &Panel::id);
        bench.document.edit(QStringLiteral("Words"), [](engine::Project& p) { p = words(); });
        QVERIFY(panel->suits(bench.document.project(), bench.document.analysis()));
        openSmall(bench.document, 1);
        QVERIFY(!panel->suits(bench.document.project(), bench.document.analysis()));
    }
};

int main(int count, char** arguments)
{
    QApplication application(count, arguments);
    QApplication::setApplicationName(QStringLiteral("embedding_map_panel_test"));
    QApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
    EmbeddingMapPanelTest test;
    return QTest::qExec(&test, count, arguments);
}

#include "embedding_map_panel_test.moc"
