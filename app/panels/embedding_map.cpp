// Embedding map: words, samples as a layer sees them, or rows of a table, laid out so that neighbours stay
// neighbours.
#include "app/panels/map_controls.h"
#include "app/panels/map_export.h"
#include "app/panels/map_maker.h"
#include "app/panels/map_run_bar.h"
#include "app/panels/map_stage.h"
#include "app/panels/panel_frame.h"
#include "app/text.h"

#include "widgets/problem_label.h"
#include "widgets/segmented_switch.h"
#include "widgets/theme.h"

#include <QFileDialog>
#include <QResizeEvent>
#include <QSplitter>
#include <QStackedWidget>
#include <QToolButton>

#include <algorithm>

namespace app::panels {

namespace {

constexpr int roomForWords = 860, roomForSettings = 640;
const QString stateKey = QStringLiteral("map");

class EmbeddingMapPanel final : public PanelFrame {
    Q_OBJECT
public:
    EmbeddingMapPanel(const Workbench& workbench, QWidget* parent);

protected:
    void retranslate() override;
    void refresh() override;
    void resizeEvent(QResizeEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void buildTools();
    void buildContent();
    void connectParts();
    void explain();
    void takePlan();
    void make();
    void run();
    void remap(const SharedPoints& points);
    void takeState();
    void sayHowMany();
    void sayProblem(const engine::Problem& problem);
    QString whyStale() const;
    void loadTable();
    void takeDimensions(int index);
    void takeSeed();
    void restore();
    void keep();

    QToolButton* m_toggle;
    widgets::SegmentedSwitch* m_dimensions;
    MapRunBar* m_bar;
    MapExport* m_export;
    QSplitter* m_splitter; // settings, map, selection
    MapControls* m_controls;
    QStackedWidget* m_middle; // a sentence, or the map
    widgets::EmptyState* m_hint;
    MapStage* m_stage;
    widgets::ProblemLabel* m_problem;

    MapMaker* m_maker;
    std::shared_ptr<const LiveNetwork::Plan> m_plan; // whose sources are offered
    bool m_waiting = false; // for the data of the network
};

EmbeddingMapPanel::EmbeddingMapPanel(const Workbench& workbench, QWidget* parent)
    : PanelFrame(workbench, parent), m_maker(new MapMaker(workbench.network, this))
{
    buildContent();
    buildTools();
    connectParts();
    followRun();
    retranslate();
    restore();
}

void EmbeddingMapPanel::buildContent()
{
    m_controls = new MapControls;
    m_stage = new MapStage;
    m_hint = new widgets::EmptyState;
    m_middle = new QStackedWidget;
    m_middle->addWidget(m_hint);
    m_middle->addWidget(m_stage);
    m_problem = new widgets::ProblemLabel;
    m_problem->clear();
    m_splitter = new QSplitter;
    m_splitter->addWidget(m_controls);
    m_splitter->addWidget(m_middle);
    m_splitter->addWidget(&m_stage->side());
    m_splitter->setStretchFactor(0, 0);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setStretchFactor(2, 0);
    m_splitter->setChildrenCollapsible(false);
    auto* page = new QWidget;
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_problem);
    layout->addWidget(m_splitter, 1);
    setContent(page);
}

void EmbeddingMapPanel::buildTools()
{
    m_toggle = new QToolButton;
    m_toggle->setIcon(widgets::icon("more"));
    m_toggle->setCheckable(true);
    m_toggle->setChecked(true);
    m_dimensions = new widgets::SegmentedSwitch(QStringList(2));
    m_bar = new MapRunBar;
    m_export = new MapExport(m_workbench.log, m_stage->map());
    tools()->addWidget(m_toggle);
    tools()->addWidget(m_dimensions);
    tools()->addWidget(m_bar, 1);
    tools()->addWidget(m_export);
}

void EmbeddingMapPanel::connectParts()
{
    connect(&emptyState(), &widgets::EmptyState::buttonPressed, &m_workbench.wishes, &Wishes::train);
    connect(&emptyState(), &widgets::EmptyState::otherPressed, this, &EmbeddingMapPanel::loadTable);
    connect(m_hint, &widgets::EmptyState::buttonPressed, this, &EmbeddingMapPanel::run);
    connect(m_toggle, &QToolButton::toggled, m_controls, &QWidget::setVisible);
    connect(m_dimensions, &widgets::SegmentedSwitch::chosen, this, &EmbeddingMapPanel::takeDimensions);
    connect(m_controls, &MapControls::edited, this, [this] {
        keep();
        explain();
    });
    connect(m_controls, &MapControls::appearanceEdited, this, [this] {
        m_stage->setAppearance(m_controls->settings());
        keep();
    });
    connect(m_controls, &MapControls::tableWished, this, &EmbeddingMapPanel::loadTable);
    connect(m_bar, &MapRunBar::runWished, this, &EmbeddingMapPanel::run);
    connect(m_bar, &MapRunBar::pauseWished, m_maker, &MapMaker::pause);
    connect(m_bar, &MapRunBar::resumeWished, m_maker, &MapMaker::resume);
    connect(m_bar, &MapRunBar::stopWished, m_maker, &MapMaker::stop);
    connect(m_bar, &MapRunBar::moreWished, m_maker, &MapMaker::goOn);
    connect(m_bar, &MapRunBar::seedWished, this, &EmbeddingMapPanel::takeSeed);
    connect(m_maker, &MapMaker::changed, this, &EmbeddingMapPanel::takeState);
    connect(m_maker, &MapMaker::failed, this, &EmbeddingMapPanel::sayProblem);
    connect(m_stage, &MapStage::isolateWished, this, [this](const QVector<int>& points) {
        remap(isolated(*m_stage->points(), std::span(points.data(), std::size_t(points.size()))));
    });
    connect(m_stage, &MapStage::distanceChosen, this, [this](MapDistance distance) {
        MapSettings settings = m_controls->settings();
        settings.distance = distance;
        m_controls->setSettings(settings);
        m_stage->setAppearance(settings);
        keep();
    });
    connect(m_stage, &MapStage::pointChosen, this, [this](int point) {
        const MapPoints& points = *m_stage->points();
        if (!points.set.rows.empty())
            m_workbench.selection.setSample({points.wish.outputs.part, points.set.rows[std::size_t(point)]});
    });
    connect(&m_stage->map(), &widgets::EmbeddingMap::shownCountChanged, this, &EmbeddingMapPanel::sayHowMany);
    connect(&m_workbench.network, &LiveNetwork::changed, this, &EmbeddingMapPanel::refresh);
    connect(&m_workbench.network, &LiveNetwork::weightsChanged, this, &EmbeddingMapPanel::explain);
    connect(&m_workbench.session, &Session::stateChanged, this, &EmbeddingMapPanel::explain);
    connect(&m_workbench.session.data(), &DataStore::failed, this,
            [this](const engine::Choice&, const engine::Problem& problem) {
                if (std::exchange(m_waiting, false))
                    sayProblem(problem);
            });
    connect(&m_workbench.document, &Document::opened, this, &EmbeddingMapPanel::restore);
}

void EmbeddingMapPanel::retranslate()
{
    m_toggle->setToolTip(tr("Settings of the map"));
    m_toggle->setAccessibleName(tr("Settings"));
    m_dimensions->setTitles({tr("2-D"), tr("3-D")});
    m_dimensions->setAccessibleName(tr("Dimensions of the map"));
    m_dimensions->setToolTip(tr("A map in the plane, or one in space that can be turned"));
    m_bar->retranslate();
    m_export->retranslate();
    m_controls->retranslate();
    m_stage->retranslate();
    explain();
    takeState();
}

void EmbeddingMapPanel::resizeEvent(QResizeEvent* event)
{
    PanelFrame::resizeEvent(event);
    m_bar->setNarrow(width() < roomForWords);
    const bool room = width() >= roomForSettings;
    if (!event->oldSize().isValid() || room != (event->oldSize().width() >= roomForSettings))
        m_toggle->setChecked(room);
}

void EmbeddingMapPanel::hideEvent(QHideEvent* event)
{
    PanelFrame::hideEvent(event);
    m_maker->setWatched(false);
}

void EmbeddingMapPanel::refresh()
{
    takePlan();
    m_maker->setWatched(isVisible());
    if (m_waiting)
        make();
    explain();
    if (isVisible())
        takeState();
}

void EmbeddingMapPanel::takePlan()
{
    const auto plan = m_workbench.network.plan();
    if (plan == m_plan)
        return;
    m_plan = plan;
    m_waiting = false;
    m_controls->setSources(plan ? engine::pointSources(plan->graph, plan->analysis)
                                : std::vector<engine::PointSource>());
}

// What there is to see, or how to get there.
void EmbeddingMapPanel::explain()
{
    const bool trained = m_workbench.network.hasWeights() || m_workbench.session.isActive();
    emptyState().setContent("map", tr("Train the network to see its map."), tr("Train"),
                            tr("Load a table …"));
    const bool busy = m_maker->isReading() || m_maker->isMoving() || m_waiting;
    m_hint->setContent("map",
                       busy ? tr("The map appears in a moment.") : tr("Choose a layer, then make the map."),
                       busy ? QString() : tr("Make map"));
    m_middle->setCurrentIndex(m_stage->positions() ? 1 : 0);
    m_bar->setNote(whyStale());
    if (trained || m_stage->points() || !m_controls->settings().table.isEmpty())
        showContent();
    else
        showEmpty();
}

QString EmbeddingMapPanel::whyStale() const
{
    const SharedPoints& points = m_stage->points();
    if (!points || !points->wish.source || !m_plan)
        return {};
    if (points->run != m_plan->run)
        return tr("This map is of another training; run again.");
    return points->epoch == m_workbench.network.epoch()
        ? QString()
        : tr("The network has been trained since; run again.");
}

void EmbeddingMapPanel::run()
{
    m_problem->clear();
    make();
}

// The points are read anew: they, the network or the settings may be others by now.
void EmbeddingMapPanel::make()
{
    m_waiting = false;
    const MapSettings& settings = m_controls->settings();
    MapWish wish{m_controls->source(), settings.table, {settings.part, settings.limit, settings.lastStep}};
    engine::Dataset data;
    if (wish.source) {
        const engine::Dataset* loaded = m_workbench.session.data().loaded(m_plan->dataset);
        if (!loaded) {
            m_waiting = true;
            m_workbench.session.data().want(m_plan->dataset);
            return explain();
        }
        data = *loaded;
    }
    if (wish.source || !wish.table.isEmpty())
        m_maker->make(wish, data, {tsneSettings(settings), settings.device});
}

void EmbeddingMapPanel::remap(const SharedPoints& points)
{
    m_problem->clear();
    const MapSettings& settings = m_controls->settings();
    m_maker->map(points, {tsneSettings(settings), settings.device});
}

void EmbeddingMapPanel::takeState()
{
    m_bar->show(*m_maker);
    const auto& state = m_maker->state();
    const SharedPoints& points = m_maker->points();
    if (state && state->positions) {
        if (points != m_stage->points()) {
            m_controls->setFound(points->set);
            m_stage->setPoints(points);
        }
        m_stage->setPositions(state->positions, state->dimensions);
        m_export->setMap(points, state->positions, state->dimensions);
        if (!state->note.pattern.empty() && m_problem->isHidden())
            m_problem->setProblem(widgets::ProblemLabel::Severity::Info, sentence(state->note));
    }
    sayHowMany();
    explain();
}

void EmbeddingMapPanel::sayHowMany()
{
    const SharedPoints& points = m_stage->points();
    if (!points)
        return m_bar->setShown({});
    const qint64 shown = m_stage->map().shownCount(), all = points->set.available;
    m_bar->setShown(shown < all ? tr("Showing %1 of %2").arg(grouped(shown), grouped(all))
                                : tr("%Ln point(s)", nullptr, static_cast<int>(all)));
}

void EmbeddingMapPanel::sayProblem(const engine::Problem& problem)
{
    m_problem->setProblem(widgets::ProblemLabel::Severity::Error, sentence(problem));
    explain();
}

void EmbeddingMapPanel::loadTable()
{
    MapSettings settings = m_controls->settings();
    const QString path =
        QFileDialog::getOpenFileName(this, tr("A table of points"), settings.table,
                                     tr("Tables (%1)").arg(QStringLiteral("*.tsv *.csv *.npy *.txt")));
    if (path.isEmpty())
        return;
    settings.table = path;
    m_controls->setSettings(settings);
    keep();
    run();
}

// Asks for the same points in the plane or in space.
void EmbeddingMapPanel::takeDimensions(int index)
{
    MapSettings settings = m_controls->settings();
    settings.method["dimensions"] = std::int64_t{index + 2};
    m_controls->setSettings(settings);
    keep();
    if (m_maker->points() && !m_maker->isReading())
        remap(m_maker->points());
}

void EmbeddingMapPanel::takeSeed()
{
    MapSettings settings = m_controls->settings();
    settings.method["seed"] = tsneSettings(settings).seed + 1;
    m_controls->setSettings(settings);
    keep();
    if (m_maker->points())
        remap(m_maker->points());
}

// What the project remembers; a map of another project goes.
void EmbeddingMapPanel::restore()
{
    m_maker->clear();
    m_stage->setPoints({});
    m_export->setMap({}, {}, 2);
    m_problem->clear();
    m_waiting = false;
    const MapSettings settings = mapSettingsFromJson(m_workbench.document.panelState(stateKey));
    m_controls->setSettings(settings);
    m_stage->setAppearance(settings);
    m_dimensions->setCurrent(tsneSettings(settings).dimensions - 2);
    refresh();
    takeState();
}

void EmbeddingMapPanel::keep()
{
    m_workbench.document.setPanelState(stateKey, toJson(m_controls->settings()));
}

} // namespace

Panel embedding_map()
{
    return {.id = "map",
            .title = [] { return EmbeddingMapPanel::tr("Embedding map"); },
            .place = Panel::Place::Lower,
            .order = 45,
            .shortcut = QKeySequence("Alt+M"),
            .create = [](const Workbench& w, QWidget* parent) { return new EmbeddingMapPanel(w, parent); },
            .suits =
                [](const engine::Project& project, const engine::Analysis& analysis) {
                    return std::ranges::any_of(engine::pointSources(project.graph, analysis),
                                               &engine::PointSource::isMatrix);
                }};
}

} // namespace app::panels

#include "embedding_map.moc"
