#pragma once

#include "app/recovery.h"
#include "app/workbench.h"

#include <QMainWindow>

class QStackedWidget;

namespace widgets {
class LayerPalette;
}

namespace app {

class CanvasController;
class CanvasPane;
class Docks;
class Inspector;
class StartPage;
class StatusBar;
class Toolbar;

// The one window of an open project, or the start page.
class MainWindow : public QMainWindow {
    Q_OBJECT
public:
    explicit MainWindow(QWidget* parent = nullptr);
    ~MainWindow() override;

    void openFile(const QString& path);
    void openSample(const QString& id);
    void showStart();
    bool isOnStartPage() const;

    Document& document() { return m_document; }
    Session& session() { return m_session; }
    const Workbench& workbench() const { return m_workbench; }
    CanvasController& controller() { return *m_controller; }

protected:
    void closeEvent(QCloseEvent* event) override;
    void changeEvent(QEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    using Text = std::function<QString()>;
    using Then = std::function<void()>;

    // menus.cpp
    void createActions();
    void createMenus();
    void createFileMenu();
    void createEditMenu();
    void createViewMenu();
    void createInsertMenu();
    void createArrangeMenu();
    void createRunMenu();
    void createHelpMenu();
    void createAppearanceMenus(QMenu* menu);
    QAction* action(Text text, const QKeySequence& key, const std::function<void()>& slot,
                    const QString& icon = {});
    QAction* canvasAction(Text text, const QKeySequence& key, const std::function<void()>& slot,
                          const QString& icon = {});
    QMenu* menu(Text text);
    void retranslate();
    void updateActions();
    void fillRecentMenu(QMenu* menu);
    void fillInsertMenu(QMenu* menu);
    void fillDeviceMenu(QMenu* menu);
    void showKeys();
    void showAbout();

    // data_menu.cpp
    void fillDataMenu(QMenu* menu);
    void chooseData(const std::string& id);
    void chooseOwnData(const engine::DatasetType& type);
    void useData(const engine::Choice& choice);
    void useDropped(const QString& place);
    void explainMissingData(const QString& sentence);
    void chooseDataFolder();

    // files.cpp
    void newProject();
    void openDialog();
    void save(const Then& then = {});
    void saveAs(const Then& then = {});
    void saveTo(const QString& path, const Then& then);
    void restore(const LostWork& work);
    void adopt(engine::ProjectFile file, const QString& path);
    bool mustAsk() const;
    void askBeforeLeaving(const Then& proceed); // once: training, unsaved changes
    void complain(const QString& sentence);

    void createWorkspace();
    void answerWishes();
    void showWorkspace();
    void updateTitle();
    void train();
    void newWindow();
    void whenRunStarts();

    Document m_document;
    Log m_log;
    Session m_session;
    Selection m_selection;
    Wishes m_wishes;
    LiveNetwork m_network;
    Workbench m_workbench;
    Recovery m_recovery;

    QStackedWidget* m_stack = nullptr;
    StartPage* m_start = nullptr;
    CanvasPane* m_pane = nullptr;
    CanvasController* m_controller = nullptr;
    widgets::LayerPalette* m_palette = nullptr;
    Inspector* m_inspector = nullptr;
    Docks* m_docks = nullptr;
    Toolbar* m_toolbar = nullptr;
    StatusBar* m_status = nullptr;

    QList<std::pair<QAction*, Text>> m_texts;
    QAction *m_startAction, *m_saveAction, *m_undoAction, *m_redoAction;
    QAction *m_trainAction, *m_pauseAction, *m_stepAction, *m_resetAction, *m_stopAction;
    QList<QAction*> m_projectActions, m_selectionActions;
    QList<QAction*> m_layerMenu, m_canvasMenu; // what the right button offers
    QAction* m_pasteAction = nullptr;
    QList<QAction*> m_arrangementActions;
    bool m_mayClose = false, m_asking = false, m_hasProject = false;
};

} // namespace app
