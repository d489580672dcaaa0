// Filters: the weights of a layer as pictures, while it learns them.
#include "app/panels/export_picture.h"
#include "app/panels/filter_sheet.h"
#include "app/panels/layer_combo.h"
#include "app/panels/panel_frame.h"
#include "app/panels/shown_network.h"
#include "app/text.h"

#include "widgets/image_grid.h"
#include "widgets/picture_view.h"
#include "widgets/scale_bar.h"
#include "widgets/theme.h"

#include <QComboBox>
#include <QEvent>
#include <QLabel>
#include <QPushButton>
#include <QTimer>

#include <algorithm>

namespace app::panels {

namespace {

constexpr int refreshGap = 500; // ms between two looks at a network that trains
constexpr int enlargedSide = 160;

// A layer's weights, copied out of the network.
struct Weights {
    engine::NodeId node = 0;
    engine::Tensor kernel, bias; // empty: it has none
};

Weights weightsOf(engine::Network& network, engine::NodeId node)
{
    Weights weights{node, {}, {}};
    for (const engine::Network::Weight& weight : network.weights()) {
        if (weight.node != node)
            continue;
        if (weight.parameter->name == "kernel")
            weights.kernel = weight.parameter->value.to(engine::Device::Cpu).clone();
        else if (weight.parameter->name == "bias")
            weights.bias = weight.parameter->value.to(engine::Device::Cpu).clone();
    }
    return weights;
}

class Filters final : public PanelFrame {
    Q_OBJECT
public:
    Filters(const Workbench& workbench, QWidget* parent);

protected:
    void retranslate() override;
    void refresh() override;
    void changeEvent(QEvent* event) override;

private:
    enum Order { AsNumbered, LargestFirst };

    void buildTools();
    QWidget* buildContent();
    void explainEmpty();
    void ask(); // for the newest weights
    void show(const Weights& weights);
    void showSheet();
    void showScale();
    void showEnlarged();
    void fillFilterChoice();
    void chooseTile(int row, int column);
    void point(const FilterSheet::Tile& tile, const QPoint& pixel);

    ShownNetwork* m_network;
    LayerCombo* m_layers;
    QLabel* m_notice;
    QComboBox *m_filter, *m_order;
    QPushButton* m_export;
    widgets::PictureView* m_enlarged;
    widgets::ImageGrid* m_grid;
    widgets::ScaleBar* m_scale;
    QLabel* m_hint;
    QTimer m_due;

    Weights m_weights;
    FilterSheet m_sheet;
    FilterSheet::Tile m_tile; // enlarged
};

Filters::Filters(const Workbench& workbench, QWidget* parent)
    : PanelFrame(workbench, parent), m_network(new ShownNetwork(workbench, this))
{
    buildTools();
    setContent(buildContent());
    m_due.setSingleShot(true);
    m_due.setInterval(refreshGap);
    connect(&m_due, &QTimer::timeout, this, &Filters::ask);
    connect(m_network, &ShownNetwork::changed, this, &Filters::refresh);
    connect(m_network, &ShownNetwork::weightsChanged, this, [this] {
        if (isVisible() && !m_due.isActive())
            m_due.start();
    });
    connect(m_layers, &LayerCombo::layerChanged, this, &Filters::ask);
    // Tiles are as large as the room allows.
    connect(m_grid, &widgets::ImageGrid::resized, this, &Filters::showSheet, Qt::QueuedConnection);
    connect(m_grid, &widgets::ImageGrid::tileClicked, this,
            [this](int, int row, int column) { chooseTile(row, column); });
    connect(m_grid, &widgets::ImageGrid::pixelHovered, this,
            [this](int, int row, int column, const QPoint& pixel) {
                point(m_sheet.tileAt(row, column, pixel), pixel);
            });
    connect(m_enlarged, &widgets::PictureView::pixelHovered, this,
            [this](const QPoint& pixel) { point(m_tile, pixel); });
    retranslate();
    refresh();
}

void Filters::buildTools()
{
    m_layers = new LayerCombo(m_workbench.selection);
    m_notice = new QLabel;
    m_filter = new QComboBox;
    m_order = new QComboBox;
    m_export = new QPushButton(widgets::icon("export"), {});
    tools()->addWidget(m_layers);
    tools()->addWidget(m_notice, 1);
    tools()->addWidget(m_filter);
    tools()->addWidget(m_order);
    tools()->addWidget(m_export);
    connect(m_filter, &QComboBox::activated, this, [this] {
        m_tile = {};
        showSheet();
    });
    connect(m_order, &QComboBox::activated, this, &Filters::showSheet);
    connect(m_export, &QPushButton::clicked, this, [this] {
        exportPicture(this, m_workbench.log, "filters.png", [this] { return m_grid->picture(2); });
    });
}

QWidget* Filters::buildContent()
{
    m_enlarged = new widgets::PictureView(enlargedSide);
    m_grid = new widgets::ImageGrid;
    m_scale = new widgets::ScaleBar;
    m_hint = new QLabel;
    auto* side = new QVBoxLayout;
    side->setContentsMargins(12, 4, 12, 12);
    side->addWidget(m_enlarged);
    side->addStretch();
    auto* legend = new QHBoxLayout;
    legend->setContentsMargins(12, 8, 12, 8);
    legend->setSpacing(12);
    legend->addWidget(m_scale);
    legend->addWidget(m_hint, 1);
    auto* middle = new QHBoxLayout;
    middle->setSpacing(0);
    middle->addLayout(side);
    middle->addWidget(m_grid, 1);
    auto* content = new QWidget;
    auto* layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(middle, 1);
    layout->addLayout(legend);
    return content;
}

void Filters::retranslate()
{
    const int order = std::max(0, m_order->currentIndex());
    m_order->clear();
    m_order->addItems({tr("As numbered"), tr("Largest norm first")});
    m_order->setCurrentIndex(order);
    m_order->setAccessibleName(tr("Order of the filters"));
    m_order->setToolTip(tr("The norm is the root of the sum of the squared weights of a filter."));
    m_filter->setAccessibleName(tr("Filters shown"));
    m_layers->setAccessibleName(tr("Layer"));
    m_export->setText(tr("Export"));
    explainEmpty();
    if (!m_weights.kernel.empty())
        show(m_weights);
}

void Filters::explainEmpty()
{
    const auto problem = m_network->problem();
    emptyState().setContent(
        "image", problem ? sentence(*problem) : tr("Select a convolution or Dense layer on the canvas."));
}

void Filters::refresh()
{
    if (!isVisible())
        return;
    const auto plan = m_network->plan();
    const auto layers = plan ? layersWithKernels(*plan) : std::vector<engine::NodeId>();
    m_layers->setLayers(plan.get(), layers);
    explainEmpty();
    if (layers.empty() || m_network->problem()) {
        m_weights = {};
        return showEmpty();
    }
    ask();
}

void Filters::ask()
{
    if (!isVisible() || m_layers->layer() == 0)
        return;
    m_network->ask([node = m_layers->layer()](engine::Network& network) { return weightsOf(network, node); },
                   [this](const Weights& weights) { show(weights); });
}

void Filters::show(const Weights& weights)
{
    if (weights.kernel.empty())
        return;
    const bool other = weights.node != m_weights.node;
    m_weights = weights;
    m_notice->setText(m_network->isTrained() ? QString()
                                             : tr("Starting values: this network is not trained yet."));
    if (other)
        m_tile = {};
    fillFilterChoice();
    showSheet();
    showContent();
}

// Only kernels with many channels have more to show than fits at once.
void Filters::fillFilterChoice()
{
    const auto plan = m_network->plan();
    const auto kernel =
        plan ? kernelOf(plan->graph, plan->analysis, plan->columns, m_weights.node) : std::nullopt;
    const bool needed = kernel && kernel->kind != Kernel::Kind::Table && !kernel->isPicture();
    m_filter->setVisible(needed);
    const int count = needed ? kernel->filters + 1 : 1;
    if (m_filter->count() != count || m_filter->itemText(0) != tr("First filters")) {
        m_filter->clear();
        m_filter->addItem(tr("First filters"));
        for (int filter = 0; filter + 1 < count; ++filter)
            m_filter->addItem(tr("Filter %1").arg(filter));
    }
}

void Filters::showSheet()
{
    const auto plan = m_network->plan();
    const auto kernel =
        plan ? kernelOf(plan->graph, plan->analysis, plan->columns, m_weights.node) : std::nullopt;
    if (!kernel || m_weights.kernel.empty())
        return;
    m_sheet = FilterSheet(filled(*kernel, m_weights.kernel), text(plan->graph.node(m_weights.node)->name),
                          {m_order->currentIndex() == LargestFirst, m_filter->currentIndex() - 1});
    m_grid->setSections({m_sheet.section(m_grid->maximumViewportSize())});
    showScale();
    showEnlarged();
}

void Filters::showScale()
{
    const QString limit = measured(m_sheet.limit(), 2);
    const bool colours = m_sheet.layout() == FilterSheet::Layout::Filters && m_sheet.kernel().channels == 3;
    m_scale->setScale(colours ? widgets::ScaleBar::Kind::Rgb : widgets::ScaleBar::Kind::Diverging,
                      QStringLiteral("−") + limit, limit, QStringLiteral("0"));
    m_scale->setToolTip(colours ? tr("Red, green and blue around grey: grey is zero.")
                                : tr("Teal weighs against, orange in favour."));
}

void Filters::showEnlarged()
{
    if (m_tile.filter < 0 && m_sheet.layout() != FilterSheet::Layout::Table)
        m_tile = m_sheet.tileAt(0, 0, {});
    const QImage picture = m_sheet.picture(m_tile);
    m_enlarged->setVisible(!picture.isNull());
    if (picture.isNull())
        return;
    m_enlarged->setPicture(picture);
    m_enlarged->setTitle(m_sheet.title(m_tile));
    const auto at = static_cast<std::size_t>(m_tile.filter);
    const bool biased = at < m_weights.bias.values().size();
    m_enlarged->setCaption(biased ? tr("bias %1").arg(measured(m_weights.bias.values()[at], 3)) : QString());
}

void Filters::chooseTile(int row, int column)
{
    m_tile = m_sheet.tileAt(row, column, {});
    showEnlarged();
}

void Filters::point(const FilterSheet::Tile& tile, const QPoint& pixel)
{
    const bool inside = tile.filter >= 0 && pixel.x() >= 0;
    m_hint->setText(inside ? m_sheet.weightText(tile, pixel) : QString());
    const bool enlarged = inside && tile.filter == m_tile.filter && tile.channel == m_tile.channel;
    m_enlarged->setMark(enlarged ? QRect(pixel, QSize(1, 1)) : QRect());
}

void Filters::changeEvent(QEvent* event)
{
    PanelFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        showSheet(); // the scale is the theme's
}

} // namespace

Panel filters()
{
    return {.id = "filters",
            .title = [] { return Filters::tr("Filters"); },
            .place = Panel::Place::Lower,
            .order = 60,
            .shortcut = QKeySequence("Alt+7"),
            .create = [](const Workbench& w, QWidget* parent) { return new Filters(w, parent); }};
}

} // namespace app::panels

#include "filters.moc"
