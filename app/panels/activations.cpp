// Activations: a picture on its way through the network, as the maps that each layer makes of it.
#include "app/panels/export_picture.h"
#include "app/panels/layer_combo.h"
#include "app/panels/panel_frame.h"
#include "app/panels/sample_side.h"
#include "app/panels/shown_network.h"
#include "app/text.h"

#include "widgets/class_bars.h"
#include "widgets/image_grid.h"
#include "widgets/segmented_switch.h"
#include "widgets/theme.h"

#include <QComboBox>
#include <QEvent>
#include <QLabel>
#include <QPushButton>
#include <QTimer>

#include <algorithm>

namespace app::panels {

namespace {

constexpr int refreshGap = 200; // ms between two looks at a network that trains
constexpr int mostMaps = 256;

class Activations final : public PanelFrame {
    Q_OBJECT
public:
    Activations(const Workbench& workbench, QWidget* parent);

protected:
    void retranslate() override;
    void refresh() override;
    void changeEvent(QEvent* event) override;

private:
    enum View { OneLayer, AllLayers };
    enum Scale { EachAlone, AllAlike };

    void buildTools();
    QWidget* buildContent();
    void explainEmpty();
    void ask(); // for the outputs of what is to be seen
    void show(const SampleOutputs& outputs);
    void showGrid();
    void showEnlarged();
    void enlarge(int section, int map);
    const LayerMaps* layerOf(int section) const;
    const LayerMaps* enlargedLayer() const;
    bool showsAll() const { return m_view->current() == AllLayers; }
    bool alike() const { return m_scale->currentIndex() == AllAlike; }
    bool showsShares() const;

    ShownNetwork* m_network;
    LayerCombo* m_layers;
    QLabel* m_notice;
    QComboBox* m_scale;
    widgets::SegmentedSwitch* m_view;
    QPushButton* m_export;
    SampleSide* m_side;
    widgets::ImageGrid* m_grid;
    widgets::ClassBars* m_bars; // in place of the grid where a layer gives shares of classes
    QStackedLayout* m_outputsStack;
    QTimer m_due;

    std::optional<engine::Choice> m_choice; // whose data m_data is
    engine::Dataset m_data;
    std::vector<LayerMaps> m_shown;
    engine::NodeId m_enlargedNode = 0;
    int m_enlargedMap = -1; // -1: none
};

Activations::Activations(const Workbench& workbench, QWidget* parent)
    : PanelFrame(workbench, parent), m_network(new ShownNetwork(workbench, this))
{
    buildTools();
    setContent(buildContent());
    m_due.setSingleShot(true);
    m_due.setInterval(refreshGap);
    connect(&m_due, &QTimer::timeout, this, &Activations::ask);
    connect(m_network, &ShownNetwork::changed, this, &Activations::refresh);
    connect(m_network, &ShownNetwork::weightsChanged, this, [this] {
        if (isVisible() && !m_due.isActive())
            m_due.start();
    });
    connect(m_layers, &LayerCombo::layerChanged, this, &Activations::ask);
    connect(m_side, &SampleSide::sampleChanged, this, &Activations::ask);
    // Tiles are as large as the room allows.
    connect(m_grid, &widgets::ImageGrid::resized, this, &Activations::showGrid, Qt::QueuedConnection);
    connect(m_grid, &widgets::ImageGrid::tileClicked, this,
            [this](int section, int, int map) { enlarge(section, map); });
    connect(m_grid, &widgets::ImageGrid::pixelHovered, this,
            [this](int section, int, int map, const QPoint& pixel) {
                m_side->point(layerOf(section), map, pixel);
            });
    connect(m_side, &SampleSide::enlargedHovered, this,
            [this](const QPoint& pixel) { m_side->point(enlargedLayer(), m_enlargedMap, pixel); });
    connect(&emptyState(), &widgets::EmptyState::buttonPressed, &workbench.wishes, &Wishes::chooseData);
    followRun();
    retranslate();
    refresh();
}

void Activations::buildTools()
{
    m_layers = new LayerCombo(m_workbench.selection);
    m_notice = new QLabel;
    m_scale = new QComboBox;
    m_view = new widgets::SegmentedSwitch;
    m_export = new QPushButton(widgets::icon("export"), {});
    tools()->addWidget(m_layers);
    tools()->addWidget(m_notice, 1);
    tools()->addWidget(m_scale);
    tools()->addWidget(m_view);
    tools()->addWidget(m_export);
    connect(m_scale, &QComboBox::activated, this, &Activations::showGrid);
    connect(m_view, &widgets::SegmentedSwitch::chosen, this, &Activations::ask);
    connect(m_export, &QPushButton::clicked, this, [this] {
        exportPicture(this, m_workbench.log, "activations.png", [this] {
            return m_outputsStack->currentIndex() == 0 ? m_grid->picture(2) : m_bars->grab().toImage();
        });
    });
}

QWidget* Activations::buildContent()
{
    m_side = new SampleSide(m_workbench.selection);
    m_grid = new widgets::ImageGrid;
    m_bars = new widgets::ClassBars;
    auto* bars = new QWidget;
    auto* around = new QVBoxLayout(bars);
    around->setContentsMargins(16, 16, 16, 16);
    around->addWidget(m_bars);
    m_outputsStack = new QStackedLayout;
    m_outputsStack->addWidget(m_grid);
    m_outputsStack->addWidget(bars);
    auto* content = new QWidget;
    auto* row = new QHBoxLayout(content);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(m_side);
    row->addLayout(m_outputsStack, 1);
    return content;
}

void Activations::retranslate()
{
    const int scale = std::max(0, m_scale->currentIndex());
    m_scale->clear();
    m_scale->addItems({tr("Each map by itself"), tr("All maps alike")});
    m_scale->setCurrentIndex(scale);
    m_scale->setToolTip(
        tr("Black is the lowest value and white the highest, of each map or of all maps of the "
           "layer. Where there are values below zero, teal is below and orange above."));
    m_scale->setAccessibleName(tr("Scale of the values"));
    m_layers->setAccessibleName(tr("Layer"));
    m_view->setTitles({tr("This layer"), tr("All layers")});
    m_export->setText(tr("Export"));
    explainEmpty();
    m_side->retranslate();
    showGrid();
}

void Activations::explainEmpty()
{
    const auto plan = m_network->plan();
    if (const auto problem = m_network->problem())
        return emptyState().setContent("image", sentence(*problem));
    if (!plan || m_layers->count() == 0)
        return emptyState().setContent("image", tr("Select a convolution or Dense layer on the canvas."));
    if (const auto present = DataStore::present(plan->dataset); !present)
        return emptyState().setContent("image", sentence(present.problem()), tr("Choose data"));
    emptyState().setContent("image", tr("The data are being read."));
}

void Activations::refresh()
{
    if (!isVisible())
        return;
    const auto plan = m_network->plan();
    const auto layers = plan ? layersWithOutputs(*plan) : std::vector<engine::NodeId>();
    m_layers->setLayers(plan.get(), layers);
    m_side->setPlan(plan);
    explainEmpty();
    const engine::Dataset* data = plan ? m_workbench.session.data().loaded(plan->dataset) : nullptr;
    if (layers.empty() || m_network->problem() || !data) {
        showEmpty();
        if (plan && !data && DataStore::present(plan->dataset))
            m_workbench.session.data().want(plan->dataset);
        return;
    }
    if (m_choice != plan->dataset) {
        m_choice = plan->dataset;
        m_data = *data;
        m_side->setData(m_data);
    }
    ask();
}

void Activations::ask()
{
    const auto plan = m_network->plan();
    if (!isVisible() || !plan || !m_choice || m_choice != plan->dataset || m_side->sample().row < 0)
        return;
    OutputsJob job{plan, m_data, m_side->sample(), {m_layers->layer()}};
    if (showsAll())
        job.layers = layersWithOutputs(*plan);
    m_network->ask([job](engine::Network& network) { return outputsOf(network, job); },
                   [this](const SampleOutputs& outputs) { show(outputs); });
}

void Activations::show(const SampleOutputs& outputs)
{
    m_shown = outputs.layers;
    m_notice->setText(m_network->isTrained() ? QString()
                                             : tr("Starting values: this network is not trained yet."));
    m_side->setOutputs(outputs);
    showGrid();
    showContent();
}

bool Activations::showsShares() const
{
    const auto plan = m_network->plan();
    const engine::Node* node =
        plan && !showsAll() && m_shown.size() == 1 ? plan->graph.node(m_shown[0].node) : nullptr;
    return node && m_shown[0].isList() && isSoftmax(*node);
}

void Activations::showGrid()
{
    QList<widgets::ImageSection> sections;
    for (const LayerMaps& layer : m_shown)
        sections.append(showsAll() ? overviewSection(layer, alike())
                                   : mapSection(layer, alike(), mostMaps, m_grid->maximumViewportSize()));
    m_grid->setSections(sections);
    const bool shares = showsShares();
    if (shares)
        m_side->fill(*m_bars, m_shown[0].values.values());
    m_outputsStack->setCurrentIndex(shares ? 1 : 0);
    showEnlarged();
}

const LayerMaps* Activations::layerOf(int section) const
{
    const auto at = static_cast<std::size_t>(section);
    return section >= 0 && at < m_shown.size() ? &m_shown[at] : nullptr;
}

const LayerMaps* Activations::enlargedLayer() const
{
    const auto found = std::ranges::find(m_shown, m_enlargedNode, &LayerMaps::node);
    return m_enlargedMap >= 0 && found != m_shown.end() && m_enlargedMap < found->maps() ? &*found : nullptr;
}

void Activations::enlarge(int section, int map)
{
    const LayerMaps* layer = layerOf(section);
    if (!layer)
        return;
    m_enlargedNode = layer->node;
    m_enlargedMap = map;
    showEnlarged();
    m_layers->choose(layer->node);
}

void Activations::showEnlarged()
{
    m_side->enlarge(enlargedLayer(), m_enlargedMap, alike());
}

void Activations::changeEvent(QEvent* event)
{
    PanelFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        showGrid(); // maps with values below zero have the colours of the theme
}

} // namespace

Panel activations()
{
    return {.id = "activations",
            .title = [] { return Activations::tr("Activations"); },
            .place = Panel::Place::Lower,
            .order = 50,
            .shortcut = QKeySequence("Alt+6"),
            .create = [](const Workbench& w, QWidget* parent) { return new Activations(w, parent); }};
}

} // namespace app::panels

#include "activations.moc"
