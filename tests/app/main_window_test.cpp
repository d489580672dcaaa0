#include "app/appearance.h"
#include "app/main_window.h"
#include "app/samples.h"
#include "app/start_page.h"

#include "widgets/segmented_switch.h"
#include "widgets/theme.h"

#include "tests/app/small_training.h"

#include <QAction>
#include <QDockWidget>
#include <QLabel>
#include <QMenuBar>
#include <QScopeGuard>
#include <QSettings>
#include <QShortcut>
#include <QStandardPaths>
#include <QTest>
#include <QToolButton>

#include <algorithm>

using namespace app;

class MainWindowTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName(QStringLiteral("layerloom-test"));
        QCoreApplication::setApplicationName(QStringLiteral("layerloom-test"));
        QSettings().clear();
        useLanguage(QStringLiteral("en"));
        widgets::applyTheme(widgets::Theme::Light);
    }

    void aTabThatSuitsTheNetworkIsInFront()
    {
        MainWindow window;
        window.resize(1400, 900);
        window.show();
        window.openSample(QStringLiteral("dense-digits"));
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window)); // for the keys
        const auto inFront = [&](const char* panel) {
            return !window.findChild<QDockWidget*>(QLatin1String(panel))->visibleRegion().isEmpty();
        };
        QTest::keyClick(&window, Qt::Key_2, Qt::ControlModifier);
        QTRY_VERIFY(inFront("predictions") && !inFront("reconstructions"));
        window.openSample(QStringLiteral("ae-stacked"));
        QTRY_VERIFY(inFront("reconstructions") && !inFront("predictions"));
    }

    void exploreBeginsWithAPanelThatSuits()
    {
        QSettings().clear(); // nobody has been there before
        MainWindow window;
        window.resize(1400, 900);
        window.show();
        window.openSample(QStringLiteral("lenet-mnist-adam"));
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window)); // for the keys
        QTest::keyClick(&window, Qt::Key_3, Qt::ControlModifier);
        const auto inFront = [&](const char* panel) {
            return !window.findChild<QDockWidget*>(QLatin1String(panel))->visibleRegion().isEmpty();
        };
        QTRY_VERIFY(inFront("predictions"));
        QVERIFY(!inFront("reconstructions"));
    }

    void samplesAreChosenByKind()
    {
        MainWindow window;
        window.show();
        auto* page = window.findChild<StartPage*>();
        auto* kinds = page->findChild<widgets::SegmentedSwitch*>();
        const QStringList all = page->shownSamples();
        kinds->setFocus();
        QStringList seen;
        for (int kind = 1; kind < kinds->titles().size(); ++kind) {
            QTest::keyClick(kinds, Qt::Key_Right);
            QVERIFY(!page->shownSamples().isEmpty());
            seen << page->shownSamples();
        }
        QCOMPARE(QSet<QString>(seen.begin(), seen.end()), QSet<QString>(all.begin(), all.end()));
        QCOMPARE(seen.size(), all.size());
        QVERIFY(page->shownSamples().contains(QStringLiteral("airpass-lstm")));
        QVERIFY(!page->shownSamples().contains(QStringLiteral("lenet-mnist-adam")));
    }

    void opensEachSample_data()
    {
        QTest::addColumn<QString>("id");
        QVERIFY(!sampleIds().isEmpty());
        for (const QString& id : sampleIds())
            QTest::newRow(qPrintable(id)) << id;
    }
    void opensEachSample()
    {
        QFETCH(QString, id);
        MainWindow window;
        window.show();
        QVERIFY(window.isOnStartPage());
        window.openSample(id);
        QVERIFY(!window.isOnStartPage());
        QVERIFY2(window.document().analysis().runnable(), qPrintable(id));
        QVERIFY(!window.document().isModified());
        for (QAction* action : window.findChildren<QAction*>())
            if (action->text().contains(QLatin1String("Train")) && action->isCheckable())
                action->trigger(); // the Train arrangement: every panel is made
        QCoreApplication::processEvents();
        QVERIFY(!window.grab().isNull());
    }

    void aButtonResetsTheStateWhileAStatefulNetworkTrains()
    {
        MainWindow window;
        window.resize(1400, 900);
        window.show();
        window.openSample(QStringLiteral("dense-digits"));
        window.document().edit(QStringLiteral("Bundled data"),
                               [](engine::Project& project) { project.dataset = {"digits"}; });
        const auto buttons = window.findChildren<QToolButton*>();
        const auto found = std::ranges::find_if(buttons, [](const QToolButton* button) {
            return button->text() == QLatin1String("Reset state");
        });
        QVERIFY(found != buttons.end());
        QToolButton* reset = *found;
        window.session().step();
        QTRY_COMPARE_WITH_TIMEOUT(window.session().state(), Session::State::Paused, 60000);
        QVERIFY(!reset->isVisible() && !reset->defaultAction()->isEnabled()); // nothing keeps a state
        window.session().finish();

        openStateful(window.document());
        window.session().step();
        QTRY_COMPARE_WITH_TIMEOUT(window.session().state(), Session::State::Paused, 60000);
        QVERIFY(reset->isVisible() && reset->isEnabled());
        const auto last = [&] { return window.document().runs().back().last; };
        QTRY_VERIFY_WITH_TIMEOUT(last() && !last()->state.empty(), 60000);
        QTest::mouseClick(reset, Qt::LeftButton);
        QTRY_VERIFY_WITH_TIMEOUT(last()->state.empty(), 60000);
        window.session().finish();
        QVERIFY(!reset->defaultAction()->isEnabled());
    }

    void everyArrangementHasItsPanels()
    {
        MainWindow window;
        window.show();
        window.openSample(QStringLiteral("ae-stacked"));
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window)); // for the keys
        const auto dock = [&](const char* id) { return window.findChild<QDockWidget*>(QLatin1String(id)); };
        QTest::keyClick(&window, Qt::Key_2, Qt::ControlModifier);
        QTRY_VERIFY(!dock("curves")->isHidden());
        QVERIFY(dock("palette")->isHidden());
        QTest::keyClick(&window, Qt::Key_1, Qt::ControlModifier);
        QTRY_VERIFY(!dock("palette")->isHidden());
        QVERIFY(dock("curves")->isHidden());
        QTest::keyClick(&window, Qt::Key_2, Qt::ControlModifier); // as it was left
        QTRY_VERIFY(!dock("curves")->isHidden());
        QVERIFY(dock("palette")->isHidden());
        QVERIFY(dock("inspector")->isHidden());
    }

    void panelsCalledByKeyShareOnePlace()
    {
        MainWindow window;
        window.resize(1600, 1000);
        window.show();
        window.openSample(QStringLiteral("dense-digits"));
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window)); // for the keys
        const auto dock = [&](const char* id) { return window.findChild<QDockWidget*>(QLatin1String(id)); };
        QTest::keyClick(&window, Qt::Key_1, Qt::ControlModifier);
        QTRY_VERIFY(!dock("inspector")->isHidden());
        const QSize inspector = dock("inspector")->size();
        QTest::keyClick(&window, Qt::Key_3, Qt::AltModifier);
        QTest::keyClick(&window, Qt::Key_6, Qt::AltModifier);
        QTRY_VERIFY(!dock("predictions")->isHidden() && !dock("activations")->isHidden());
        QVERIFY(window.tabifiedDockWidgets(dock("predictions")).contains(dock("activations")));
        QTRY_VERIFY(!dock("activations")->visibleRegion().isEmpty());
        QTRY_COMPARE(dock("inspector")->width(), inspector.width()); // it keeps its own column
        QVERIFY(dock("inspector")->height() > inspector.height() * 3 / 4);
    }

    void languageChangesWhileItRuns()
    {
        MainWindow window;
        window.show();
        window.openSample(QStringLiteral("ae-stacked"));
        const QString file = window.menuBar()->actions().first()->text();
        QCOMPARE(file, QStringLiteral("&File"));
        useLanguage(QStringLiteral("zh_CN"));
        QCoreApplication::processEvents();
        QVERIFY(window.menuBar()->actions().first()->text() != file);
        QVERIFY(window.findChild<QDockWidget*>(QStringLiteral("palette"))->windowTitle() !=
                QLatin1String("Layers"));
        useLanguage(QStringLiteral("en"));
        QCoreApplication::processEvents();
        QCOMPARE(window.menuBar()->actions().first()->text(), file);
    }

    // A key with two meanings does nothing at all. The letters of the menus differ between languages.
    void everyKeyHasOneMeaning_data()
    {
        QTest::addColumn<QString>("language");
        QTest::newRow("English") << "en";
        QTest::newRow("Chinese") << "zh_CN";
    }
    void everyKeyHasOneMeaning()
    {
        QFETCH(QString, language);
        useLanguage(language);
        const auto back = qScopeGuard([] { useLanguage(QStringLiteral("en")); });
        MainWindow window;
        QList<QKeySequence> keys;
        for (const QShortcut* shortcut : window.findChildren<QShortcut*>())
            keys += shortcut->key();
        QVERIFY(keys.contains(QKeySequence("Alt+1"))); // of the panels
        for (const QAction* action : window.findChildren<QAction*>())
            keys += action->shortcuts();
        for (const QAction* menu : window.menuBar()->actions())
            keys += QKeySequence::mnemonic(menu->text());
        keys.removeAll(QKeySequence());
        std::ranges::sort(keys);
        const auto twice = std::ranges::adjacent_find(keys);
        QVERIFY2(twice == keys.end(), qPrintable(twice == keys.end() ? QString() : twice->toString()));
    }

    void undoIsOfferedAfterAnEdit()
    {
        MainWindow window;
        window.show();
        window.openSample(QStringLiteral("ae-stacked"));
        QAction* undo = nullptr;
        for (QAction* action : window.findChildren<QAction*>())
            if (action->text() == QLatin1String("&Undo"))
                undo = action;
        QVERIFY(undo && !undo->isEnabled());
        window.document().edit(QStringLiteral("Add"), [](engine::Project& p) { p.graph.add("dense"); });
        QVERIFY(undo->isEnabled());
        QVERIFY(window.isWindowModified());
        undo->trigger();
        QVERIFY(!window.isWindowModified());
    }
};

QTEST_MAIN(MainWindowTest)
#include "main_window_test.moc"
