#include "app/main_window.h"

#include "app/arrangement.h"
#include "app/canvas_controller.h"
#include "app/canvas_pane.h"
#include "app/inspector.h"
#include "app/layer_texts.h"
#include "app/own_data.h"
#include "app/start_page.h"
#include "app/status_bar.h"
#include "app/text.h"
#include "app/toolbar.h"

#include "widgets/layer_palette.h"

#include <QAction>
#include <QCloseEvent>
#include <QDockWidget>
#include <QMenuBar>
#include <QMimeData>
#include <QScreen>
#include <QSettings>
#include <QStackedWidget>
#include <QTimer>

namespace app {

namespace {

const QString geometryKey = QStringLiteral("window/geometry");

} // namespace

MainWindow::MainWindow(QWidget* parent)
    : QMainWindow(parent), m_session(m_document, m_log),
      m_network(m_document, m_session, m_selection), m_workbench{m_document, m_session, m_selection,
                                                                 m_log,      m_wishes,  m_network},
      m_recovery(m_document)
{
    setAcceptDrops(true);
    setMinimumSize(900, 560);
    createWorkspace();
    createMenus();
    answerWishes();
    if (!restoreGeometry(QSettings().value(geometryKey).toByteArray())) {
        const QSize room = screen()->availableSize() - QSize(16, 56); // what the window's frame takes
        resize(std::min(1600, room.width()), std::min(1000, room.height()));
    }
    retranslate();
    showStart();
}

MainWindow::~MainWindow()
{
    m_session.finish();
    // Panels and canvas look at session and document until they are gone.
    m_document.undoStack()->disconnect();
    disconnect(&m_document, nullptr, nullptr, nullptr);
    disconnect(&m_session, nullptr, nullptr, nullptr);
    delete takeCentralWidget();
    qDeleteAll(findChildren<QDockWidget*>(QString(), Qt::FindDirectChildrenOnly));
}

void MainWindow::createWorkspace()
{
    m_pane = new CanvasPane(m_workbench);
    m_controller = new CanvasController(m_workbench, m_pane->canvas(), this);
    m_start = new StartPage;
    m_stack = new QStackedWidget;
    m_stack->addWidget(m_start);
    m_stack->addWidget(m_pane);
    setCentralWidget(m_stack);

    m_palette = new widgets::LayerPalette;
    m_inspector = new Inspector(m_workbench);
    m_docks = new Docks(*this, m_workbench);
    m_docks->addFixed(
        QStringLiteral("palette"), [] { return tr("Layers"); }, m_palette);
    m_docks->addFixed(
        QStringLiteral("inspector"), [] { return tr("Settings"); }, m_inspector);
    m_docks->addPanels();
    m_status = new StatusBar(m_workbench);
    setStatusBar(m_status);

    connect(m_palette, &widgets::LayerPalette::activated, m_controller, &CanvasController::addLayer);
    connect(m_pane, &CanvasPane::tidyWished, m_controller, &CanvasController::tidy);
    connect(m_pane, &CanvasPane::emptyButtonPressed, this, &MainWindow::showStart);
    connect(m_status, &StatusBar::problemPressed, &m_wishes, &Wishes::showNode);
    connect(m_start, &StartPage::newWished, this, [this] { askBeforeLeaving([this] { newProject(); }); });
    connect(m_start, &StartPage::openWished, this, &MainWindow::openDialog);
    connect(m_start, &StartPage::backWished, this, &MainWindow::showWorkspace);
    connect(m_start, &StartPage::fileChosen, this, &MainWindow::openFile);
    connect(m_start, &StartPage::sampleChosen, this, &MainWindow::openSample);
    connect(m_start, &StartPage::restoreWished, this, [this](const LostWork& work) { restore(work); });
    connect(m_start, &StartPage::keysWished, this, &MainWindow::showKeys);
}

void MainWindow::answerWishes()
{
    connect(&m_wishes, &Wishes::train, this, &MainWindow::train);
    connect(&m_wishes, &Wishes::openSample, this, &MainWindow::openSample);
    connect(&m_wishes, &Wishes::chooseData, this, [this] {
        m_docks->show(Arrangement::Design);
        m_inspector->showTraining(QStringLiteral("dataset"));
    });
    connect(&m_wishes, &Wishes::showNode, this, [this](int node) {
        if (m_docks->arrangement() == Arrangement::Explore)
            m_docks->show(Arrangement::Design);
        if (node == 0)
            return m_inspector->showTraining();
        m_selection.setNodes({node});
        m_pane->canvas().reveal(node);
    });
    connect(&m_wishes, &Wishes::showPanel, m_docks, &Docks::showPanel);
    connect(&m_wishes, &Wishes::restoreNetwork, this, [this](const std::string& id) {
        const engine::Run* run = m_document.run(id);
        if (!run)
            return;
        const engine::Run wanted = *run;
        m_document.edit(tr("Restore the network of “%1”").arg(text(wanted.name)), [&](engine::Project& p) {
            p.graph = wanted.graph;
            p.dataset = wanted.dataset;
            p.training = wanted.settings;
        });
    });
    connect(&m_session, &Session::runStarted, this, &MainWindow::whenRunStarts);
    connect(&m_session, &Session::stateChanged, this, &MainWindow::updateActions);
    connect(&m_session, &Session::refused, this, &MainWindow::complain);
    connect(&m_document, &Document::fileChanged, this, &MainWindow::updateTitle);
    connect(&m_document, &Document::changed, this, &MainWindow::updateActions);
    connect(&m_document, &Document::runsChanged, this, &MainWindow::updateActions);
    connect(&m_selection, &Selection::nodesChanged, this, &MainWindow::updateActions);
    connect(m_docks, &Docks::arranged, this, [this](Arrangement arrangement) {
        m_toolbar->setArrangement(static_cast<int>(arrangement));
        if (arrangement != Arrangement::Explore)
            m_pane->canvas().setFocus();
        // Once the docks have their sizes; Explore has no canvas.
        QTimer::singleShot(0, this, [this] { m_pane->canvas().fitAll(false); });
        m_arrangementActions[static_cast<int>(arrangement)]->setChecked(true);
    });
    connect(m_toolbar, &Toolbar::arrangementChosen, this,
            [this](int index) { m_docks->show(static_cast<Arrangement>(index)); });
    connect(m_toolbar, &Toolbar::dataMenuWished, this, &MainWindow::fillDataMenu);
    connect(m_toolbar, &Toolbar::deviceMenuWished, this, &MainWindow::fillDeviceMenu);
}

bool MainWindow::isOnStartPage() const
{
    return m_stack->currentWidget() == m_start;
}

void MainWindow::showStart()
{
    m_docks->hideAll();
    m_toolbar->hide();
    m_status->hide();
    m_start->setBackTitle(m_hasProject ? m_document.title() : QString());
    m_start->refresh();
    m_stack->setCurrentWidget(m_start);
    updateActions();
    updateTitle();
}

void MainWindow::showWorkspace()
{
    m_hasProject = true;
    m_stack->setCurrentWidget(m_pane);
    m_toolbar->show();
    m_status->show();
    m_docks->show(m_docks->arrangement());
    updateActions();
    updateTitle();
}

void MainWindow::train()
{
    if (!m_hasProject)
        return;
    if (const engine::Diagnostic* error = m_document.analysis().firstError(); error && !m_session.isActive())
        return complain(sentence(error->problem));
    m_session.train();
}

// F5 is pressed in the Design arrangement by most people: what they want to see now are the curves.
void MainWindow::whenRunStarts()
{
    if (m_docks->arrangement() == Arrangement::Design && !isOnStartPage())
        m_docks->show(Arrangement::Train);
    m_docks->raiseSuitable(m_document.project(), m_document.analysis());
}

void MainWindow::updateTitle()
{
    setWindowModified(m_hasProject && m_document.isModified());
    setWindowTitle(isOnStartPage() ? QStringLiteral("Layerloom")
                                   : QStringLiteral("%1[*] – Layerloom").arg(m_document.title()));
    setWindowFilePath({});
}

void MainWindow::complain(const QString& sentence)
{
    m_log.add(sentence, LogEntry::Severity::Error);
    if (!DataStore::present(m_document.project().dataset))
        return explainMissingData(sentence);
    m_pane->showNotice(sentence, {}, {});
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    if (!m_mayClose && mustAsk()) {
        event->ignore();
        askBeforeLeaving([this] {
            m_mayClose = true;
            QMetaObject::invokeMethod(this, &QWidget::close, Qt::QueuedConnection);
        });
        return;
    }
    m_docks->remember();
    QSettings().setValue(geometryKey, saveGeometry());
    event->accept();
}

void MainWindow::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QMainWindow::changeEvent(event);
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event)
{
    const QList<QUrl> urls = event->mimeData()->urls();
    if (urls.size() != 1)
        return;
    const QString path = urls.first().toLocalFile();
    if (path.endsWith(QLatin1String(".loom")) || (!isOnStartPage() && !ownData(path).empty()))
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event)
{
    const QString path = event->mimeData()->urls().first().toLocalFile();
    if (path.endsWith(QLatin1String(".loom")))
        openFile(path);
    else
        useDropped(path);
}

void MainWindow::showEvent(QShowEvent* event)
{
    QMainWindow::showEvent(event);
    m_mayClose = false;
}

} // namespace app
