#include "app/arrangement.h"

#include "app/dock_title.h"

#include <QAction>
#include <QDockWidget>
#include <QEvent>
#include <QMainWindow>
#include <QSettings>
#include <QShortcut>
#include <QTimer>

#include <algorithm>
#include <ranges>

namespace app {

namespace {

constexpr int paletteWidth = 224, inspectorWidth = 320, canvasWidth = 480;
constexpr int stateVersion = 3; // another set of panels or places: old states are forgotten

QWidget* makeNoTitle(QDockWidget* dock)
{
    auto* nothing = new QWidget(dock);
    nothing->setFixedHeight(0);
    return nothing;
}

QString stateKey(Arrangement arrangement)
{
    static const QStringList names{"design", "train", "explore"};
    return QStringLiteral("arrangement/") + names[static_cast<int>(arrangement)];
}

} // namespace

Docks::Docks(QMainWindow& window, const Workbench& workbench)
    : QObject(&window), m_window(window), m_workbench(workbench)
{
    window.setDockOptions(QMainWindow::AllowTabbedDocks | QMainWindow::AllowNestedDocks |
                          QMainWindow::GroupedDragging);
    window.setTabPosition(Qt::AllDockWidgetAreas, QTabWidget::North);
    window.setDocumentMode(true);
    for (const Qt::Corner corner : {Qt::TopLeftCorner, Qt::BottomLeftCorner})
        window.setCorner(corner, Qt::LeftDockWidgetArea);
    for (const Qt::Corner corner : {Qt::TopRightCorner, Qt::BottomRightCorner})
        window.setCorner(corner, Qt::RightDockWidgetArea);
    connect(&workbench.document, &Document::opened, this,
            [this] { QTimer::singleShot(0, this, &Docks::replaceUnsuitable); });
}

QDockWidget* Docks::addFixed(const QString& id, std::function<QString()> title, QWidget* content)
{
    auto* dock = new QDockWidget(title(), &m_window);
    dock->setObjectName(id);
    dock->setWidget(content);
    m_docks.append({dock, std::move(title), nullptr});
    watch(dock);
    return dock;
}

void Docks::addPanels()
{
    for (const Panel& panel : allPanels()) {
        auto* dock = new QDockWidget(panel.title(), &m_window);
        dock->setObjectName(panel.id);
        auto* placeholder = new QWidget;
        placeholder->setMinimumSize(1, 1);
        dock->setWidget(placeholder);
        if (!panel.shortcut.isEmpty())
            connect(new QShortcut(panel.shortcut, &m_window), &QShortcut::activated, this,
                    [this, &panel] { showPanel(panel.id); });
        m_docks.append({dock, panel.title, &panel});
        connect(dock, &QDockWidget::visibilityChanged, this, [this, &panel, dock](bool visible) {
            if (visible)
                create(panel, dock);
        });
        watch(dock);
    }
}

void Docks::create(const Panel& panel, QDockWidget* dock)
{
    if (dock->property("made").toBool())
        return;
    dock->setProperty("made", true);
    QWidget* placeholder = dock->widget();
    dock->setWidget(panel.create(m_workbench, dock));
    placeholder->deleteLater();
    QTimer::singleShot(0, dock, [this, dock] { giveRoom(dock); });
}

// A panel called while designing takes its room from the canvas, not from the inspector.
void Docks::giveRoom(QDockWidget* dock)
{
    QDockWidget* inspector = m_docks[1].dock;
    if (m_arrangement != Arrangement::Design || dock->isFloating() || !dock->isVisible() ||
        !inspector->isVisible() || inspector->isFloating() || inspector->width() >= inspectorWidth)
        return;
    m_window.resizeDocks({dock, inspector}, {std::min(canvasWidth, m_window.width() / 3), inspectorWidth},
                         Qt::Horizontal);
}

void Docks::watch(QDockWidget* dock)
{
    m_window.addDockWidget(Qt::RightDockWidgetArea, dock);
    dock->hide();
    dock->installEventFilter(this);
    connect(dock, &QDockWidget::visibilityChanged, this, &Docks::scheduleTitles);
    connect(dock, &QDockWidget::topLevelChanged, this, &Docks::scheduleTitles);
    connect(dock, &QDockWidget::dockLocationChanged, this, &Docks::scheduleTitles);
}

bool Docks::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        for (const Dock& dock : m_docks)
            if (dock.dock == watched)
                dock.dock->setWindowTitle(dock.title());
    return QObject::eventFilter(watched, event);
}

QList<QDockWidget*> Docks::at(Panel::Place place) const
{
    QList<QDockWidget*> list;
    for (const Dock& dock : m_docks)
        if (dock.panel && dock.panel->place == place)
            list << dock.dock;
    return list;
}

QDockWidget* Docks::find(const QString& id) const
{
    for (const Dock& dock : m_docks)
        if (dock.dock->objectName() == id)
            return dock.dock;
    return nullptr;
}

void Docks::show(Arrangement arrangement)
{
    if (m_shown)
        remember();
    m_arrangement = arrangement;
    m_shown = true;
    m_window.centralWidget()->setVisible(true);
    const QByteArray state = QSettings().value(stateKey(arrangement)).toByteArray();
    takeOut(); // a state leaves alone the docks that it does not know
    if (state.isEmpty() || !m_window.restoreState(state, stateVersion))
        arrangeDefault();
    m_window.centralWidget()->setVisible(arrangement != Arrangement::Explore);
    scheduleTitles();
    QTimer::singleShot(0, this, &Docks::replaceUnsuitable);
    emit arranged(arrangement);
}

void Docks::takeOut()
{
    for (const Dock& dock : m_docks) {
        dock.dock->setFloating(false);
        m_window.removeDockWidget(dock.dock);
    }
}

void Docks::reset()
{
    QSettings().remove(stateKey(m_arrangement));
    takeOut();
    arrangeDefault();
    scheduleTitles();
}

void Docks::remember()
{
    if (m_shown)
        QSettings().setValue(stateKey(m_arrangement), m_window.saveState(stateVersion));
}

void Docks::hideAll()
{
    remember();
    m_shown = false;
    for (const Dock& dock : m_docks)
        dock.dock->hide();
    m_window.centralWidget()->setVisible(true);
}

void Docks::arrangeDefault()
{
    QDockWidget* palette = m_docks[0].dock;
    QDockWidget* inspector = m_docks[1].dock;
    const QList<QDockWidget*> upper = at(Panel::Place::Upper), lower = at(Panel::Place::Lower),
                              side = at(Panel::Place::Side);
    if (m_arrangement == Arrangement::Design) {
        m_window.addDockWidget(Qt::LeftDockWidgetArea, palette);
        m_window.addDockWidget(Qt::RightDockWidgetArea, inspector);
        palette->show();
        inspector->show();
    } else if (m_arrangement == Arrangement::Train) {
        arrangePanels(upper, lower, side);
    } else {
        arrangePanels(lower, {}, side);
    }
    placeHidden();
    if (m_arrangement == Arrangement::Design)
        m_window.resizeDocks({palette, inspector}, {paletteWidth, inspectorWidth}, Qt::Horizontal);
}

// The others have their place as well, so that a saved state knows that they are hidden. Panels that the user
// calls come as tabs of one place: each for itself they would share the height of the window.
void Docks::placeHidden()
{
    QDockWidget* palette = m_docks[0].dock;
    QDockWidget* inspector = m_docks[1].dock;
    QDockWidget* shared = m_arrangement == Arrangement::Explore ? at(Panel::Place::Lower).value(0) : nullptr;
    QDockWidget* const front =
        m_arrangement == Arrangement::Explore ? frontOf(at(Panel::Place::Lower)) : nullptr;
    for (const Dock& dock : m_docks) {
        if (m_window.dockWidgetArea(dock.dock) != Qt::NoDockWidgetArea)
            continue;
        m_window.addDockWidget(dock.dock == palette ? Qt::LeftDockWidgetArea : Qt::RightDockWidgetArea,
                               dock.dock);
        if (dock.panel && shared)
            m_window.tabifyDockWidget(shared, dock.dock);
        else if (dock.panel && m_arrangement == Arrangement::Design)
            m_window.splitDockWidget(dock.dock, inspector, Qt::Horizontal);
        if (dock.panel)
            shared = dock.dock;
        dock.dock->hide();
    }
    if (front)
        front->raise();
}

// The first group beside the canvas, the second under it, the third at the far side.
void Docks::arrangePanels(const QList<QDockWidget*>& first, const QList<QDockWidget*>& below,
                          const QList<QDockWidget*>& side)
{
    if (first.isEmpty())
        return;
    const auto tabs = [this](const QList<QDockWidget*>& group) {
        for (qsizetype i = 1; i < group.size(); ++i)
            m_window.tabifyDockWidget(group[i - 1], group[i]);
        for (QDockWidget* dock : group)
            dock->show();
        if (QDockWidget* dock = frontOf(group))
            dock->raise();
    };
    m_window.addDockWidget(Qt::RightDockWidgetArea, first.first());
    if (!side.isEmpty())
        m_window.splitDockWidget(first.first(), side.first(), Qt::Horizontal);
    if (!below.isEmpty())
        m_window.splitDockWidget(first.first(), below.first(), Qt::Vertical);
    tabs(first);
    tabs(below);
    tabs(side);
    const int free = m_window.width() - inspectorWidth -
        (m_arrangement == Arrangement::Explore ? 0 : std::min(canvasWidth, m_window.width() / 3));
    if (!side.isEmpty())
        m_window.resizeDocks({first.first(), side.first()}, {free, inspectorWidth}, Qt::Horizontal);
    if (!below.isEmpty())
        m_window.resizeDocks({first.first(), below.first()}, {500, 500}, Qt::Vertical);
}

void Docks::showPanel(const QString& id)
{
    QDockWidget* dock = find(id);
    if (!dock)
        return;
    dock->show();
    dock->raise();
}

void Docks::raiseSuitable(const engine::Project& project, const engine::Analysis& analysis)
{
    // The last one raised stays on top of its tabs: that shall be the first that suits.
    for (const Dock& dock : m_docks | std::views::reverse)
        if (dock.panel && dock.panel->suits && !dock.dock->isHidden() && dock.panel->suits(project, analysis))
            dock.dock->raise();
}

bool Docks::suits(const Panel& panel) const
{
    return panel.suits(m_workbench.document.project(), m_workbench.document.analysis());
}

// The first, unless it cannot show the open network and another can.
QDockWidget* Docks::frontOf(const QList<QDockWidget*>& group) const
{
    for (const Dock& dock : m_docks)
        if (group.contains(dock.dock) &&
            (dock.panel->suits ? suits(*dock.panel) : dock.dock == group.first()))
            return dock.dock;
    return group.value(0);
}

// A tab that cannot show the open network gives way to the first beside it that can.
void Docks::replaceUnsuitable()
{
    for (const Dock& front : m_docks) {
        const bool unsuitable = front.panel && front.panel->suits && !suits(*front.panel);
        if (!unsuitable || front.dock->visibleRegion().isEmpty())
            continue;
        const QList<QDockWidget*> beside = m_window.tabifiedDockWidgets(front.dock);
        const auto better = std::ranges::find_if(m_docks, [&](const Dock& dock) {
            return beside.contains(dock.dock) && dock.panel && dock.panel->suits && suits(*dock.panel);
        });
        if (better != m_docks.end())
            better->dock->raise();
    }
}

QList<QAction*> Docks::actions() const
{
    QList<QAction*> list;
    for (const Dock& dock : m_docks)
        list << dock.dock->toggleViewAction();
    return list;
}

// Qt moves docks in several steps; the titles follow once it has finished.
void Docks::scheduleTitles()
{
    if (std::exchange(m_titlesPending, true))
        return;
    QTimer::singleShot(0, this, &Docks::updateTitles);
}

void Docks::updateTitles()
{
    m_titlesPending = false;
    for (const Dock& entry : m_docks) {
        QDockWidget* dock = entry.dock;
        bool tabbed = false;
        for (const QDockWidget* other : m_window.tabifiedDockWidgets(dock))
            tabbed |= !other->isHidden();
        tabbed &= !dock->isFloating();
        // When docks share a place, the tab is the title.
        const bool has = qobject_cast<DockTitle*>(dock->titleBarWidget()) != nullptr;
        if (dock->titleBarWidget() && has == !tabbed)
            continue;
        QWidget* before = dock->titleBarWidget();
        dock->setTitleBarWidget(tabbed ? makeNoTitle(dock) : new DockTitle(dock));
        if (before)
            before->deleteLater();
    }
}

} // namespace app
