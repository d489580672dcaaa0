#include "app/appearance.h"
#include "app/canvas_controller.h"
#include "app/main_window.h"
#include "app/own_data.h"

#include "engine/datasets/image_file.h"
#include "widgets/theme.h"

#include <QDir>
#include <QDropEvent>
#include <QFileDialog>
#include <QLabel>
#include <QMenu>
#include <QMimeData>
#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <QToolButton>

using namespace app;

namespace {

// Answers the next file dialog as a person would; null as answer presses Cancel.
void answerDialog(const QString& place)
{
    QTimer::singleShot(0, [place] {
        auto* dialog = qobject_cast<QFileDialog*>(QApplication::activeModalWidget());
        if (!dialog)
            return answerDialog(place); // not yet
        if (place.isNull())
            return dialog->reject();
        dialog->selectFile(place);
        static_cast<QDialog*>(dialog)->accept();
    });
}

} // namespace

// The window and data that lie where the user says.
class OwnDataTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    std::unique_ptr<MainWindow> m_window;

    QString path(const QString& name) const { return m_folder.filePath(name); }
    void paint(const QString& folder)
    {
        QVERIFY(QDir().mkpath(path(folder)));
        const engine::Picture picture{4, 4, 1, std::vector<std::uint8_t>(16, 100)};
        QVERIFY(engine::writePng(path(folder + "/a.png").toStdString(), picture));
    }
    const engine::Choice& choice() const { return m_window->document().project().dataset; }
    QString chosenFolder() const
    {
        const auto found = choice().attributes.find("folder");
        return found == choice().attributes.end()
            ? QString()
            : QString::fromStdString(std::get<std::string>(found->second));
    }
    // Chooses in the Data set menu.
    void choose(const QString& title)
    {
        for (QMenu* menu : m_window->findChildren<QMenu*>()) {
            if (menu->title() != QLatin1String("&Data set"))
                continue;
            emit menu->aboutToShow();
            for (QAction* action : menu->actions())
                if (action->text().startsWith(title))
                    return action->trigger();
        }
        QFAIL("no such entry");
    }
    void drop(const QString& what)
    {
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(what)});
        QDragEnterEvent enter({10, 10}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(m_window.get(), &enter);
        if (!enter.isAccepted())
            return;
        QDropEvent event({10, 10}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(m_window.get(), &event);
    }
    // Chooses in the menu that a drop opened.
    static void answerMenu(const QString& title)
    {
        auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
        QVERIFY(menu);
        for (QAction* action : menu->actions())
            if (action->text() == title)
                action->trigger();
        menu->close();
    }
    // What the notice above the canvas says.
    bool says(const QString& words) const
    {
        for (const QLabel* label : m_window->findChildren<QLabel*>())
            if (label->isVisible() && label->text().contains(words))
                return true;
        return false;
    }

private slots:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName(QStringLiteral("layerloom-test"));
        QCoreApplication::setApplicationName(QStringLiteral("layerloom-test"));
        QSettings().clear();
        useLanguage(QStringLiteral("en"));
        widgets::applyTheme(widgets::Theme::Light);
        QApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
        for (const char* name : {"pets/cat", "pets/dog", "cars/fast", "cars/slow"})
            paint(name);
        QVERIFY(QDir().mkpath(path("empty")));
    }
    void init()
    {
        m_window = std::make_unique<MainWindow>();
        m_window->show();
        m_window->openSample(QStringLiteral("dense-digits"));
    }
    void cleanup() { m_window.reset(); }

    void choosingPicturesAsksForTheFolderAndIsOneEdit()
    {
        answerDialog(path("pets"));
        choose("Image folder");
        QCOMPARE(choice().id, std::string("image-folder"));
        QCOMPARE(chosenFolder(), path("pets"));
        m_window->document().undoStack()->undo();
        QCOMPARE(choice().id, std::string("mnist"));
        QVERIFY(!m_window->isWindowModified());
    }

    void cancellingChangesNothing()
    {
        answerDialog({});
        choose("Image folder");
        QCOMPARE(choice().id, std::string("mnist"));
        QVERIFY(!m_window->isWindowModified());
    }

    void choosingAgainKeepsTheOtherSettings()
    {
        drop(path("pets"));
        m_window->document().edit(QStringLiteral("Height"), [](engine::Project& project) {
            project.dataset.attributes["height"] = std::int64_t{64};
        });
        answerDialog(path("cars"));
        choose("Image folder");
        QCOMPARE(chosenFolder(), path("cars"));
        QVERIFY(choice().attributes.at("height") == engine::Value(std::int64_t{64}));
    }

    void aFolderWithoutPicturesIsExplained()
    {
        answerDialog(path("empty"));
        choose("Image folder");
        QCOMPARE(choice().id, std::string("mnist"));
        QTRY_VERIFY(says("no folders with PNG or JPEG"));
    }

    void aDroppedFolderIsUsed()
    {
        drop(path("pets"));
        QCOMPARE(choice().id, std::string("image-folder"));
        QCOMPARE(chosenFolder(), path("pets"));
        QFile table(path("t.csv"));
        QVERIFY(table.open(QIODevice::WriteOnly));
        table.write("a,b,c\n1,2,x\n3,4,y\n");
        table.close();
        drop(table.fileName());
        answerMenu("Own table");
        QCOMPARE(choice().id, std::string("csv-table"));
        QFile other(path("t.xyz"));
        QVERIFY(other.open(QIODevice::WriteOnly));
        drop(other.fileName()); // nothing that is known
        QCOMPARE(choice().id, std::string("csv-table"));
    }

    void aDroppedTableIsReadAsTheUserSaysAndThenAsTheOneBefore()
    {
        for (const char* name : {"one.csv", "two.csv"}) {
            QFile series(path(name));
            QVERIFY(series.open(QIODevice::WriteOnly));
            for (int i = 0; i < 20; ++i)
                series.write(QByteArray::number(i * i) + "\n");
        }
        drop(path("one.csv"));
        answerMenu("Own series");
        QCOMPARE(choice().id, std::string("csv-series"));
        drop(path("two.csv"));
        QVERIFY(!QApplication::activePopupWidget()); // nothing is asked twice
        QCOMPARE(choice().id, std::string("csv-series"));
        QCOMPARE(std::get<std::string>(choice().attributes.at("path")), path("two.csv").toStdString());
    }

    void whatIsWrongWithASeriesIsSaidAtTheInput()
    {
        m_window->document().edit(QStringLiteral("Choose data"), [](engine::Project& project) {
            project.dataset = {"airline-passengers", {{"past", std::int64_t(200)}}};
        });
        const auto& analysis = m_window->document().analysis();
        const auto& graph = m_window->document().graph();
        const auto input = std::ranges::find(graph.nodes, std::string("input"), &engine::Node::type);
        const auto said = std::ranges::find(analysis.diagnostics, input->id, &engine::Diagnostic::node);
        QVERIFY(said != analysis.diagnostics.end());
        const auto contents = canvasContents(graph, analysis);
        const auto card = std::ranges::find(contents.nodes, input->id, &widgets::CanvasNode::id);
        QCOMPARE(card->problems.size(), 1);
        QVERIFY(card->problems[0].text.contains("too few for a window of 200 past"));
    }

    void theInspectorOffersAnotherFolder()
    {
        drop(path("pets"));
        QToolButton* look = nullptr;
        QTRY_VERIFY([&] {
            for (QToolButton* button : m_window->findChildren<QToolButton*>())
                if (button->accessibleName() == QLatin1String("Choose a folder"))
                    look = button;
            return look != nullptr;
        }());
        answerDialog(path("cars"));
        look->click();
        QCOMPARE(chosenFolder(), path("cars"));
        m_window->document().undoStack()->undo();
        QCOMPARE(chosenFolder(), path("pets"));
    }
};

QTEST_MAIN(OwnDataTest)
#include "own_data_test.moc"
