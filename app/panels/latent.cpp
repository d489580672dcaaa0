// Latent space: what the codes of a network mean, seen by unfolding them: sliders, a plane, a path, samples.
#include "app/panels/export_picture.h"
#include "app/panels/latent_grid.h"
#include "app/panels/latent_meter.h"
#include "app/panels/latent_path.h"
#include "app/panels/latent_samples.h"
#include "app/panels/latent_sliders.h"
#include "app/panels/panel_frame.h"
#include "app/text.h"

#include "widgets/segmented_switch.h"
#include "widgets/theme.h"

#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QRandomGenerator>
#include <QStackedWidget>

#include <algorithm>

namespace app::panels {

namespace {

using Part = engine::Dataset::Part;
constexpr int roomForWords = 640;
constexpr std::size_t mostSamples = 1000; // that the space is measured on

class Latent final : public PanelFrame {
    Q_OBJECT
public:
    Latent(const Workbench& workbench, QWidget* parent);

protected:
    void retranslate() override;
    void refresh() override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void buildTools();
    void buildPages();
    void nameExport();
    void findNodes(); // of the run's network
    void chooseNode(int index);
    void explainEmpty();
    void takeWeights();
    void takeSpace(const std::shared_ptr<const LatentSpace>& space);
    void showPage(int index);
    void askForPictures();
    void moveTo(const Code& code);
    void wishSample();
    void takeSample(const SampleRef& sample);
    void save();
    LatentPage* page() const { return m_views[m_pages->currentIndex()]; }

    widgets::SegmentedSwitch* m_switch;
    QComboBox* m_nodes;
    QLabel* m_active;
    QPushButton* m_export;
    QStackedWidget* m_pages;
    LatentSliders* m_sliders;
    QList<LatentPage*> m_views;
    LatentMeter* m_meter;
    QObject m_sampleQuestion; // asks in its own name, so that no other question replaces it

    std::shared_ptr<const LiveNetwork::Plan> m_plan; // whose nodes these are
    std::vector<LatentNode> m_candidates;
    std::string m_chosen; // name of the node, where the user chose one
    LatentContext m_context;
    SampleRef m_origin; // whose code the sliders hold, until they are moved
    SampleRef m_taken; // the last one taken from the selection
};

Latent::Latent(const Workbench& workbench, QWidget* parent)
    : PanelFrame(workbench, parent), m_meter(new LatentMeter(workbench.network, this))
{
    buildTools();
    buildPages();
    connect(&emptyState(), &widgets::EmptyState::buttonPressed, this, [this] {
        if (!m_candidates.empty() ||
            rebuildNodes(m_workbench.document.graph(), m_workbench.document.analysis(),
                         m_workbench.document.columns()))
            emit m_workbench.wishes.train();
        else
            emit m_workbench.wishes.openSample("vae");
    });
    connect(m_meter, &LatentMeter::measured, this, &Latent::takeSpace);
    connect(&workbench.network, &LiveNetwork::changed, this, &Latent::refresh);
    connect(&workbench.network, &LiveNetwork::weightsChanged, this, &Latent::takeWeights);
    connect(&workbench.document, &Document::changed, this, [this] {
        if (!m_context.space)
            explainEmpty();
    });
    followRun();
    retranslate();
    refresh();
}

void Latent::buildTools()
{
    m_switch = new widgets::SegmentedSwitch({{}, {}, {}, {}});
    m_nodes = new QComboBox;
    m_active = new QLabel;
    m_active->setProperty("role", "second");
    m_nodes->setMinimumWidth(72); // in a narrow dock these two give way
    m_active->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_export = new QPushButton(widgets::icon("export"), {});
    tools()->addWidget(m_switch);
    tools()->addWidget(m_nodes);
    tools()->addWidget(m_active, 1);
    tools()->addWidget(m_export);
    connect(m_switch, &widgets::SegmentedSwitch::chosen, this, &Latent::showPage);
    connect(m_nodes, &QComboBox::activated, this, [this](int index) {
        m_chosen = m_plan->graph.node(m_candidates[static_cast<std::size_t>(index)].node)->name;
        chooseNode(index);
        refresh();
    });
    connect(m_export, &QPushButton::clicked, this, &Latent::save);
}

void Latent::buildPages()
{
    m_sliders = new LatentSliders;
    m_views = {m_sliders, new LatentGrid, new LatentPath, new LatentSamples};
    m_pages = new QStackedWidget;
    for (LatentPage* view : std::as_const(m_views)) {
        m_pages->addWidget(view);
        connect(view, &LatentPage::codesChanged, this, &Latent::askForPictures);
        connect(view, &LatentPage::codeChosen, this, &Latent::moveTo);
    }
    setContent(m_pages);
    connect(m_sliders, &LatentSliders::moved, this, [this](const Code& position) {
        m_origin = {};
        m_context.position = position;
        m_sliders->setContext(m_context);
        askForPictures();
    });
    connect(m_sliders, &LatentSliders::sampleWished, this, &Latent::wishSample);
}

void Latent::retranslate()
{
    m_switch->setTitles({tr("Sliders"), tr("Grid"), tr("Path"), tr("Samples")});
    m_switch->setAccessibleName(tr("View of the latent space"));
    m_nodes->setAccessibleName(tr("Layer that gives the code"));
    m_nodes->setToolTip(tr("The layer whose output is the code; pictures are made from it alone"));
    m_active->setToolTip(tr("Dimensions whose mean divergence from N(0, 1) is above 0.01 nats; the others "
                            "say nothing about the picture"));
    m_export->setToolTip(tr("Export the pictures"));
    m_export->setAccessibleName(tr("Export"));
    nameExport();
    for (LatentPage* view : std::as_const(m_views))
        view->retranslate();
    explainEmpty();
    if (m_context.space)
        takeSpace(m_context.space);
}

void Latent::resizeEvent(QResizeEvent* event)
{
    PanelFrame::resizeEvent(event);
    nameExport();
}

// The first word to go where there is little room.
void Latent::nameExport()
{
    m_export->setText(width() < roomForWords ? QString() : tr("Export"));
}

void Latent::explainEmpty()
{
    const bool rebuilds = !m_candidates.empty() ||
        rebuildNodes(m_workbench.document.graph(), m_workbench.document.analysis(),
                     m_workbench.document.columns());
    if (rebuilds)
        emptyState().setContent("sampling", tr("The latent space appears when you train: F5."), tr("Train"));
    else
        emptyState().setContent("sampling", tr("This needs a trained network that rebuilds its input."),
                                tr("Open the autoencoder"));
    if (!m_context.space)
        showEmpty();
}

void Latent::refresh()
{
    if (m_workbench.network.plan() != m_plan) {
        findNodes();
        explainEmpty();
    }
    if (m_candidates.empty())
        return;
    const engine::Dataset* data = m_workbench.session.data().loaded(m_plan->dataset);
    if (!data) {
        if (isVisible())
            m_workbench.session.data().want(m_plan->dataset);
        return;
    }
    if (m_context.rows.empty()) {
        m_context.data = *data;
        m_context.part = data->size(Part::Test) > 0 ? Part::Test : Part::Train;
        m_context.rows = data->rows(m_context.part).list(0, mostSamples);
        m_meter->setSubject(LatentMeter::Subject{m_context.latent, *data, m_context.rows});
    }
    takeWeights();
}

void Latent::findNodes()
{
    m_plan = m_workbench.network.plan();
    m_candidates.clear();
    m_nodes->clear();
    m_context = {};
    m_origin = {};
    m_meter->setSubject({});
    m_sliders->setPictures({});
    const auto picture =
        m_plan ? rebuildNodes(m_plan->graph, m_plan->analysis, m_plan->columns) : std::nullopt;
    if (!picture)
        return;
    m_candidates = latentNodes(m_plan->graph, m_plan->analysis, *picture);
    for (const LatentNode& node : m_candidates)
        m_nodes->addItem(
            tr("%1, %n value(s)", nullptr, node.size()).arg(text(m_plan->graph.node(node.node)->name)));
    m_context.nodes = *picture;
    const auto chosen = std::ranges::find(m_candidates, m_chosen, [this](const LatentNode& node) {
        return m_plan->graph.node(node.node)->name;
    });
    if (!m_candidates.empty())
        chooseNode(chosen == m_candidates.end() ? 0 : static_cast<int>(chosen - m_candidates.begin()));
}

void Latent::chooseNode(int index)
{
    m_nodes->setCurrentIndex(index);
    m_context.latent = m_candidates[static_cast<std::size_t>(index)];
    m_context.position = Code(static_cast<std::size_t>(m_context.latent.size()));
    m_context.space.reset();
    m_context.rows.clear();
    m_origin = {};
    m_sliders->setOrigin({});
}

// Asks even before there are weights: that makes a training under way hand some over.
void Latent::takeWeights()
{
    if (!isVisible() || m_context.rows.empty())
        return;
    m_meter->measure();
    askForPictures();
}

void Latent::takeSpace(const std::shared_ptr<const LatentSpace>& space)
{
    m_context.space = space;
    m_active->setVisible(m_context.latent.isDrawn());
    m_active->setText(tr("%1 of %n dimension(s) active", nullptr, space->size).arg(grouped(space->active())));
    page()->setContext(m_context);
    if (m_origin.row >= 0)
        takeSample(m_origin);
    else
        askForPictures();
    showContent();
}

void Latent::showPage(int index)
{
    m_switch->setCurrent(index);
    m_pages->setCurrentIndex(index);
    if (!m_context.space)
        return;
    page()->setContext(m_context);
    askForPictures();
}

void Latent::askForPictures()
{
    LatentPage* const view = page();
    std::vector<Code> codes = m_context.space ? view->codes() : std::vector<Code>();
    if (codes.empty() || !isVisible())
        return;
    const auto work = [codes = std::move(codes), latent = m_context.latent,
                       nodes = m_context.nodes](engine::Network& network) {
        const engine::Tensor values = decode(network, latent, nodes.output, codes);
        QList<QImage> pictures;
        for (int i = 0; i < values.rows(); ++i)
            pictures.append(picture(values, i, nodes.picture));
        return pictures;
    };
    m_workbench.network.ask(this, work, [this, view](const QList<QImage>& pictures) {
        if (view == page() && m_context.space)
            view->setPictures(pictures);
    });
}

void Latent::moveTo(const Code& code)
{
    m_origin = {};
    m_sliders->setOrigin({});
    m_context.position = inDeviations(*m_context.space, code);
    showPage(0);
}

// The one that another panel points at, but not twice.
void Latent::wishSample()
{
    SampleRef sample = m_workbench.selection.sample();
    if (sample.row < 0 || sample == m_taken) {
        const engine::Rows& rows = m_context.data.rows(m_context.part);
        const auto index = QRandomGenerator::global()->bounded(static_cast<quint32>(rows.size()));
        sample = {m_context.part, rows[index]};
        m_workbench.selection.setSample(sample);
    }
    m_taken = sample;
    takeSample(sample);
}

void Latent::takeSample(const SampleRef& sample)
{
    m_origin = sample;
    const auto work = [latent = m_context.latent, data = m_context.data,
                       row = static_cast<std::int32_t>(sample.row)](engine::Network& network) {
        return encode(network, latent, data, std::span(&row, 1)).codes;
    };
    m_workbench.network.ask(&m_sampleQuestion, work, [this, sample](const Code& code) {
        if (!(m_origin == sample) || !m_context.space || std::ssize(code) != m_context.space->size)
            return;
        m_context.position = inDeviations(*m_context.space, code);
        m_sliders->setContext(m_context);
        const auto& rows = m_context.data.rows(sample.part);
        const auto place = std::ranges::find(rows, sample.row) - rows.begin() + 1;
        m_sliders->setOrigin(
            (sample.part == Part::Test ? tr("Code of test picture %1") : tr("Code of training picture %1"))
                .arg(grouped(place)));
        askForPictures();
    });
}

void Latent::save()
{
    static const QStringList names{"latent-sliders.png", "latent-grid.png", "latent-path.png",
                                   "latent-samples.png"};
    exportPicture(this, m_workbench.log, names[m_pages->currentIndex()],
                  [view = page()->picture()] { return pictureOf(*view); });
}

} // namespace

// Nothing raises it by itself: whatever it suits suits the Reconstructions as well, which come first.
Panel latent()
{
    return {.id = "latent",
            .title = [] { return Latent::tr("Latent space"); },
            .place = Panel::Place::Lower,
            .order = 25,
            .shortcut = QKeySequence("Alt+5"),
            .create = [](const Workbench& w, QWidget* parent) { return new Latent(w, parent); }};
}

} // namespace app::panels

#include "latent.moc"
