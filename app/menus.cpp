#include "app/main_window.h"

#include "app/appearance.h"
#include "app/arrangement.h"
#include "app/canvas_controller.h"
#include "app/canvas_pane.h"
#include "app/layer_texts.h"
#include "app/recent.h"
#include "app/start_page.h"
#include "app/text.h"
#include "app/toolbar.h"

#include "widgets/layer_palette.h"
#include "widgets/node_canvas.h"

#include <QActionGroup>
#include <QApplication>
#include <QMenu>
#include <QMenuBar>
#include <QMessageBox>

namespace app {

QAction* MainWindow::action(Text text, const QKeySequence& key, const std::function<void()>& slot,
                            const QString& icon)
{
    auto* action = new QAction(this);
    action->setShortcut(key);
    if (!icon.isEmpty())
        action->setIcon(widgets::icon(icon));
    connect(action, &QAction::triggered, this, slot);
    m_texts.append({action, std::move(text)});
    return action;
}

// Its key works while the canvas has the focus, so that nobody deletes a layer while typing.
QAction* MainWindow::canvasAction(Text text, const QKeySequence& key, const std::function<void()>& slot,
                                  const QString& icon)
{
    QAction* made = action(std::move(text), key, slot, icon);
    made->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    m_pane->addAction(made);
    return made;
}

QMenu* MainWindow::menu(Text text)
{
    QMenu* made = menuBar()->addMenu(QString());
    m_texts.append({made->menuAction(), std::move(text)});
    return made;
}

void MainWindow::createActions()
{
    QUndoStack* stack = m_document.undoStack();
    m_startAction =
        action([] { return tr("Start page"); }, {}, [this] { showStart(); }, QStringLiteral("home"));
    m_saveAction =
        action([] { return tr("&Save"); }, QKeySequence::Save, [this] { save(); }, QStringLiteral("save"));
    m_undoAction = action([] { return tr("&Undo"); }, QKeySequence::Undo, [stack] { stack->undo(); },
                          QStringLiteral("undo"));
    m_redoAction = action([] { return tr("&Redo"); }, QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z),
                          [stack] { stack->redo(); }, QStringLiteral("redo"));
    m_trainAction = action([] { return tr("&Train"); }, Qt::Key_F5, [this] { train(); });
    m_trainAction->setIcon(widgets::icon(QStringLiteral("run"), &widgets::Tokens::onAccent));
    m_pauseAction = action(
        [] { return tr("&Pause"); }, Qt::Key_F6,
        [this] { m_session.state() == Session::State::Paused ? m_session.resume() : m_session.pause(); },
        QStringLiteral("pause"));
    m_stepAction = action([] { return tr("St&ep one batch"); }, Qt::Key_F7, [this] { m_session.step(); },
                          QStringLiteral("step"));
    m_resetAction = action([] { return tr("&Reset the state"); }, {}, [this] { m_session.resetState(); },
                           QStringLiteral("reset-state"));
    m_stopAction = action([] { return tr("&Stop"); }, QKeySequence(Qt::SHIFT | Qt::Key_F5),
                          [this] { m_session.stop(); }, QStringLiteral("stop"));
    connect(stack, &QUndoStack::indexChanged, this, &MainWindow::updateActions);
}

void MainWindow::createMenus()
{
    createActions();
    m_toolbar = new Toolbar(m_workbench,
                            {m_startAction, m_saveAction, m_undoAction, m_redoAction, m_trainAction,
                             m_pauseAction, m_stepAction, m_resetAction, m_stopAction});
    addToolBar(m_toolbar);
    createFileMenu();
    createEditMenu();
    createViewMenu();
    createInsertMenu();
    createArrangeMenu();
    createRunMenu();
    createHelpMenu();
    m_controller->setMenus(m_layerMenu, m_canvasMenu);
}

void MainWindow::createFileMenu()
{
    QMenu* file = menu([] { return tr("&File"); });
    file->addAction(action([] { return tr("&New"); }, QKeySequence::New,
                           [this] { askBeforeLeaving([this] { newProject(); }); }, QStringLiteral("new")));
    file->addAction(action([] { return tr("New &window"); }, QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_N),
                           [this] { newWindow(); }));
    file->addAction(action([] { return tr("&Open ..."); }, QKeySequence::Open, [this] { openDialog(); },
                           QStringLiteral("open")));
    QMenu* recent = file->addMenu(QString());
    m_texts.append({recent->menuAction(), [] { return tr("Open &recent"); }});
    connect(recent, &QMenu::aboutToShow, this, [this, recent] { fillRecentMenu(recent); });
    file->addAction(m_startAction);
    file->addSeparator();
    file->addAction(m_saveAction);
    QAction* saveAs = action([] { return tr("Save &as ..."); },
                             QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S), [this] { this->saveAs(); });
    file->addAction(saveAs);
    file->addSeparator();
    file->addAction(action([] { return tr("&Close"); }, QKeySequence::Close, [this] { close(); }));
    file->addAction(
        action([] { return tr("&Quit"); }, QKeySequence::Quit, [] { QApplication::closeAllWindows(); }));
    m_projectActions << m_saveAction << saveAs;
}

void MainWindow::createEditMenu()
{
    CanvasController* c = m_controller;
    QMenu* edit = menu([] { return tr("&Edit"); });
    edit->addAction(m_undoAction);
    edit->addAction(m_redoAction);
    edit->addSeparator();
    QAction* cut = canvasAction([] { return tr("Cu&t"); }, QKeySequence::Cut, [c] { c->cut(); }, "cut");
    QAction* copy = canvasAction([] { return tr("&Copy"); }, QKeySequence::Copy, [c] { c->copy(); }, "copy");
    m_pasteAction =
        canvasAction([] { return tr("&Paste"); }, QKeySequence::Paste, [c] { c->paste(); }, "paste");
    QAction* duplicate = canvasAction([] { return tr("&Duplicate"); }, QKeySequence(Qt::CTRL | Qt::Key_D),
                                      [c] { c->duplicate(); });
    QAction* remove = canvasAction([] { return tr("De&lete and reconnect"); }, QKeySequence::Delete,
                                   [c] { c->removeSelected(); }, "delete");
    QAction* rename = canvasAction([] { return tr("Re&name"); }, Qt::Key_F2, [c] { c->rename(); });
    QAction* all =
        canvasAction([] { return tr("Select &all"); }, QKeySequence::SelectAll, [c] { c->selectAll(); });
    edit->addActions({cut, copy, m_pasteAction, duplicate, remove});
    edit->addSeparator();
    edit->addActions({rename, all});
    edit->addSeparator();
    QAction* fix = action([] { return tr("&Fix the first problem"); },
                          QKeySequence(Qt::CTRL | Qt::Key_Period), [c] { c->fixFirst(); });
    edit->addAction(fix);
    m_projectActions << all << fix;
    m_layerMenu << cut << copy << m_pasteAction << duplicate << remove << rename;
    m_canvasMenu << m_pasteAction << all;
    m_selectionActions << cut << copy << duplicate << remove << rename;
}

void MainWindow::createViewMenu()
{
    QMenu* view = menu([] { return tr("&View"); });
    auto* group = new QActionGroup(this);
    const std::array<Text, 3> titles{[] { return tr("&Design"); }, [] { return tr("&Train"); },
                                     [] { return tr("&Explore"); }};
    for (int i = 0; i < 3; ++i) {
        QAction* choose = action(titles[std::size_t(i)],
                                 QKeySequence(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_1 + i)), [this, i] {
                                     if (isOnStartPage())
                                         showWorkspace();
                                     m_docks->show(static_cast<Arrangement>(i));
                                 });
        choose->setCheckable(true);
        choose->setChecked(i == 0);
        group->addAction(choose);
        view->addAction(choose);
        m_arrangementActions << choose;
        m_projectActions << choose;
    }
    QAction* reset = action([] { return tr("&Reset this arrangement"); }, {}, [this] { m_docks->reset(); });
    view->addAction(reset);
    m_projectActions << reset;
    view->addSeparator();
    for (QAction* toggle : m_docks->actions()) {
        view->addAction(toggle);
        m_projectActions << toggle;
    }
    view->addSeparator();
    widgets::NodeCanvas* canvas = &m_pane->canvas();
    view->addAction(canvasAction([] { return tr("&Fit the network"); }, Qt::Key_Home,
                                 [canvas] { canvas->fitAll(); }, "fit"));
    view->addAction(action([] { return tr("Zoom &in"); }, QKeySequence::ZoomIn,
                           [canvas] { canvas->setZoom(canvas->zoom() * 1.25); }, "zoom-in"));
    view->addAction(action([] { return tr("Zoom &out"); }, QKeySequence::ZoomOut,
                           [canvas] { canvas->setZoom(canvas->zoom() / 1.25); }, "zoom-out"));
    view->addAction(action([] { return tr("&Actual size"); }, QKeySequence(Qt::CTRL | Qt::Key_0),
                           [canvas] { canvas->setZoom(1); }));
    view->addSeparator();
    createAppearanceMenus(view);
}

void MainWindow::createAppearanceMenus(QMenu* view)
{
    QMenu* theme = view->addMenu(QString());
    m_texts.append({theme->menuAction(), [] { return tr("The&me"); }});
    auto* themes = new QActionGroup(this);
    const std::array<Text, 3> titles{[] { return tr("Like the &system"); }, [] { return tr("&Light"); },
                                     [] { return tr("&Dark"); }};
    for (int i = 0; i < 3; ++i) {
        const auto choice = static_cast<ThemeChoice>(i);
        QAction* choose = action(titles[std::size_t(i)], {}, [choice] { setThemeChoice(choice); });
        choose->setCheckable(true);
        choose->setChecked(themeChoice() == choice);
        themes->addAction(choose);
        theme->addAction(choose);
    }
    QMenu* languages = view->addMenu(QString());
    m_texts.append({languages->menuAction(), [] { return tr("Lan&guage"); }});
    auto* group = new QActionGroup(this);
    // Each in its own words: whoever is lost in the other language finds it.
    const QList<std::pair<QString, QString>> known{{"en", "English"}, {"zh_CN", "简体中文"}};
    for (const auto& [code, name] : known) {
        QAction* choose = languages->addAction(name, this, [code = code] { setLanguage(code); });
        choose->setCheckable(true);
        choose->setChecked(language() == code);
        group->addAction(choose);
    }
}

void MainWindow::createInsertMenu()
{
    QMenu* insert = menu([] { return tr("&Insert"); });
    QAction* search = canvasAction([] { return tr("&Search for a layer ..."); }, Qt::Key_Space,
                                   [this] { m_pane->canvas().openSearch(); }, "search");
    insert->addAction(search);
    m_canvasMenu << search;
    QAction* palette = action([] { return tr("&Find in the palette"); }, QKeySequence(Qt::CTRL | Qt::Key_L),
                              [this] {
                                  m_docks->showPanel(QStringLiteral("palette"));
                                  m_palette->focusSearch();
                              });
    insert->addAction(palette);
    m_projectActions << palette;
    insert->addSeparator();
    const QList<QAction*> fixed = insert->actions();
    connect(insert, &QMenu::aboutToShow, this, [this, insert, fixed] {
        for (QAction* action : insert->actions())
            if (!fixed.contains(action))
                insert->removeAction(action);
        fillInsertMenu(insert);
    });
}

void MainWindow::fillInsertMenu(QMenu* insert)
{
    QMenu* group = nullptr;
    QString title;
    for (const widgets::PaletteEntry& entry : LayerTexts::entries()) {
        if (!group || entry.group != title) {
            title = entry.group;
            group = insert->addMenu(title);
            group->setEnabled(!isOnStartPage());
        }
        group->addAction(widgets::icon(entry.icon, entry.category), entry.title, this,
                         [this, type = entry.type] { m_controller->addLayer(type); });
    }
}

void MainWindow::createArrangeMenu()
{
    CanvasController* c = m_controller;
    QMenu* arrange = menu([] { return tr("&Arrange"); });
    QAction* tidy =
        action([] { return tr("&Tidy"); }, QKeySequence(Qt::CTRL | Qt::Key_T), [c] { c->tidy(); }, "tidy");
    QAction* mute =
        canvasAction([] { return tr("&Mute, or not"); }, Qt::Key_M, [c] { c->toggleMuted(); }, "mute");
    QAction* freeze =
        canvasAction([] { return tr("&Freeze, or not"); }, Qt::Key_L, [c] { c->toggleFrozen(); }, "freeze");
    arrange->addActions({tidy, mute, freeze});
    m_projectActions << tidy;
    m_selectionActions << mute << freeze;
    m_layerMenu << mute << freeze;
    m_canvasMenu << tidy;
}

void MainWindow::createRunMenu()
{
    QMenu* run = menu([] { return tr("&Run"); });
    run->addActions({m_trainAction, m_pauseAction, m_stepAction, m_resetAction, m_stopAction});
    run->addSeparator();
    QAction* goOn =
        action([] { return tr("&Continue the selected run"); }, QKeySequence(Qt::CTRL | Qt::Key_F5),
               [this] {
                   if (const engine::Run* run = m_workbench.currentRun())
                       m_session.continueRun(run->id);
               });
    run->addAction(goOn);
    m_projectActions << goOn;
    QMenu* data = run->addMenu(QString());
    m_texts.append({data->menuAction(), [] { return tr("&Data set"); }});
    connect(data, &QMenu::aboutToShow, this, [this, data] { fillDataMenu(data); });
    m_projectActions << data->menuAction();
}

void MainWindow::createHelpMenu()
{
    CanvasController* c = m_controller;
    QMenu* help = menu([] { return tr("&Help"); });
    QAction* explain =
        canvasAction([] { return tr("&Explain the layer"); }, Qt::Key_F1, [c] { c->explain(); }, "info");
    help->addAction(explain);
    m_selectionActions << explain;
    m_layerMenu << explain;
    help->addAction(action([] { return tr("&Keys"); }, {}, [this] { showKeys(); }, "keyboard"));
    help->addAction(action([] { return tr("&About Layerloom"); }, {}, [this] { showAbout(); }));
}

void MainWindow::fillRecentMenu(QMenu* menu)
{
    menu->clear();
    const QList<widgets::RecentInfo> recent = recentProjects();
    for (const widgets::RecentInfo& info : recent)
        menu->addAction(info.title, this, [this, path = info.path] { openFile(path); })
            ->setToolTip(info.path);
    if (recent.isEmpty())
        menu->addAction(tr("Projects you save appear here."))->setEnabled(false);
    else
        menu->addAction(tr("Forget them"), this, [this] {
            clearRecentProjects();
            m_start->refresh();
        });
}

void MainWindow::updateActions()
{
    const bool project = m_hasProject && !isOnStartPage();
    for (QAction* action : std::as_const(m_projectActions))
        action->setEnabled(project);
    for (QAction* action : std::as_const(m_arrangementActions))
        action->setEnabled(m_hasProject);
    for (QAction* action : std::as_const(m_selectionActions))
        action->setEnabled(project && m_controller->hasSelection());
    m_pasteAction->setEnabled(project);
    const QUndoStack* stack = m_document.undoStack();
    m_undoAction->setEnabled(project && stack->canUndo());
    m_redoAction->setEnabled(project && stack->canRedo());
    m_undoAction->setToolTip(stack->canUndo() ? tr("Undo: %1").arg(stack->undoText())
                                              : tr("Nothing to undo"));
    m_redoAction->setToolTip(stack->canRedo() ? tr("Redo: %1").arg(stack->redoText())
                                              : tr("Nothing to redo"));
    using State = Session::State;
    const State state = m_session.state();
    const bool paused = state == State::Paused;
    m_trainAction->setEnabled(project && (state == State::Idle || paused));
    m_stepAction->setEnabled(project && state != State::Loading);
    m_pauseAction->setEnabled(state == State::Running || paused);
    m_stopAction->setEnabled(state != State::Idle);
    m_resetAction->setEnabled(m_session.keepsState());
    m_pauseAction->setIcon(widgets::icon(paused ? QStringLiteral("run") : QStringLiteral("pause")));
    m_pauseAction->setText(paused ? tr("&Resume") : tr("&Pause"));
    m_pauseAction->setIconText((paused ? tr("Resume") : tr("Pause")) + QStringLiteral("  F6"));
}

void MainWindow::retranslate()
{
    for (const auto& [action, text] : std::as_const(m_texts))
        action->setText(text());
    m_startAction->setIconText(tr("Start"));
    m_startAction->setToolTip(tr("Samples and recent projects"));
    m_saveAction->setIconText(tr("Save"));
    m_trainAction->setIconText(tr("Train") + QStringLiteral("  F5"));
    m_trainAction->setToolTip(tr("Train the network from new starting weights"));
    m_stepAction->setIconText(tr("Step") + QStringLiteral("  F7"));
    m_stepAction->setToolTip(tr("Train with one batch, then pause"));
    m_resetAction->setIconText(tr("Reset state"));
    m_resetAction->setToolTip(tr("Stateful layers of the running network go on from zeros"));
    m_stopAction->setIconText(tr("Stop"));
    m_stopAction->setToolTip(tr("Stop within one batch; the run can be continued (Shift+F5)"));
    m_palette->setEntries(LayerTexts::entries());
    m_palette->setHint(tr("Drag a layer onto the canvas, or press Space there to search."));
    updateActions();
    updateTitle();
}

} // namespace app
