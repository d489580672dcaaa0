// Explainer: steps a kernel or a pooling window over a picture with the numbers shown.
#include "app/background.h"
#include "app/panels/lesson.h"
#include "app/panels/panel_frame.h"
#include "app/text.h"

#include "widgets/flow_row.h"
#include "widgets/step_bar.h"
#include "widgets/window_stepper.h"

#include <QCheckBox>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace app::panels {

namespace {

using widgets::NumberGrid;
using Part = engine::Dataset::Part;
constexpr int fewSteps = 64; // that one may want to see one by one

// Those of the test part, or where there is none, those it trains with.
const engine::Rows& samplesOf(const engine::Dataset& data)
{
    return data.rows(data.rows(Part::Test).empty() ? Part::Train : Part::Test);
}

class Explainer final : public PanelFrame {
    Q_OBJECT
public:
    Explainer(const Workbench& workbench, QWidget* parent);

protected:
    void retranslate() override;
    void refresh() override;

private:
    using Picture = LessonChoice::Picture;
    using Kernel = LessonChoice::Kernel;

    QWidget* makeContent();
    void takeLayer(); // that is selected; its settings, where they are news
    void take(const LessonChoice& choice);
    void takeSample(); // that another panel points at
    void askForPicture();
    void showLesson();
    void showScene(const widgets::WindowScene& scene);
    void setStep(int step);
    void setWeight(widgets::Cell cell, double value);
    void apply();

    const engine::Node* layer() const { return m_workbench.document.graph().node(m_layer); }
    engine::Shape arriving() const; // at the layer; empty where nobody knows
    std::optional<LayerInputJob> pictureJob() const;
    std::shared_ptr<const engine::Checkpoint> weightsFor(const engine::Run* run) const;
    LessonOffer offer() const;
    QString aboutText() const;

    Lesson m_lesson;
    engine::NodeId m_layer = 0;
    std::optional<WindowSettings> m_layerWindow; // as the document has it
    quint64 m_round = 0; // answers of earlier rounds are dropped

    LessonTools* m_tools;
    QLabel *m_rule, *m_about;
    widgets::WindowStepper* m_stepper;
    widgets::EmptyState* m_problem;
    widgets::StepBar* m_bar;
    QCheckBox* m_all;
    QPushButton* m_apply;
};

Explainer::Explainer(const Workbench& workbench, QWidget* parent)
    : PanelFrame(workbench, parent, Tools::Below)
{
    setContent(makeContent());
    m_bar = new widgets::StepBar;
    m_all = new QCheckBox;
    auto* bottom = new QWidget; // in two lines where the panel is narrow
    auto* row = new widgets::FlowRow(8, bottom);
    row->addWidget(m_bar);
    row->addWidget(m_all);
    tools()->addWidget(bottom, 1);

    connect(m_tools, &LessonTools::wished, this, &Explainer::take);
    connect(m_stepper, &widgets::WindowStepper::stepWished, this, &Explainer::setStep);
    connect(m_stepper, &widgets::WindowStepper::playWished, m_bar,
            [this] { m_bar->setPlaying(!m_bar->isPlaying()); });
    connect(m_stepper, &widgets::WindowStepper::weightWished, this, &Explainer::setWeight);
    connect(m_bar, &widgets::StepBar::stepWished, this, &Explainer::setStep);
    connect(m_all, &QCheckBox::toggled, m_stepper, &widgets::WindowStepper::setAllShown);
    connect(m_apply, &QPushButton::clicked, this, &Explainer::apply);
    connect(&workbench.selection, &Selection::nodesChanged, this, &Explainer::takeLayer);
    connect(&workbench.selection, &Selection::sampleChanged, this, &Explainer::takeSample);
    connect(&workbench.document, &Document::changed, this, &Explainer::takeLayer);
    connect(&workbench.session, &Session::epochsArrived, this, &Explainer::askForPicture);
    followRun();
    retranslate();
    showContent();
    takeLayer();
    showLesson();
}

QWidget* Explainer::makeContent()
{
    m_tools = new LessonTools;
    m_rule = new QLabel;
    m_about = new QLabel;
    m_about->setProperty("role", "second");
    m_apply = new QPushButton;
    m_stepper = new widgets::WindowStepper;
    m_problem = new widgets::EmptyState;

    auto* content = new QWidget;
    auto* layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(m_tools);
    for (QLabel* label : {m_rule, m_about}) {
        label->setWordWrap(true);
        label->setContentsMargins(12, 0, 12, 0);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    auto* texts = new QVBoxLayout;
    texts->setSpacing(2);
    texts->addWidget(m_rule);
    texts->addWidget(m_about);
    auto* aboutRow = new QHBoxLayout;
    aboutRow->setContentsMargins(0, 0, 12, 0);
    aboutRow->addLayout(texts, 1);
    aboutRow->addWidget(m_apply);
    layout->addLayout(aboutRow);
    layout->addWidget(m_stepper, 1);
    layout->addWidget(m_problem, 1);
    auto* scroll = new QScrollArea; // a low panel scrolls rather than cut anything off
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(content);
    return scroll;
}

void Explainer::retranslate()
{
    m_tools->retranslate();
    m_all->setText(tr("All results"));
    m_all->setToolTip(tr("Shows the results of the steps to come as well"));
    m_apply->setText(tr("Apply to the layer"));
    m_apply->setToolTip(tr("Gives the layer this window, stride and padding"));
    showLesson();
}

void Explainer::refresh()
{
    takeLayer();
    askForPicture();
}

engine::Shape Explainer::arriving() const
{
    const auto& nodes = m_workbench.document.analysis().nodes;
    const auto found = nodes.find(m_layer);
    if (found == nodes.end() || found->second.inputs.empty() || found->second.inputs[0].shape.rank() != 3)
        return {};
    return found->second.inputs[0].shape;
}

void Explainer::takeLayer()
{
    engine::NodeId chosen = 0;
    for (const int id : m_workbench.selection.nodes())
        if (const engine::Node* node = m_workbench.document.graph().node(id); node && windowSettings(*node))
            chosen = id;
    if (!chosen && !layer()) // what was explained stays, until something else is to be
        m_layer = 0;
    const bool another = chosen && chosen != m_layer;
    if (another)
        m_layer = chosen;
    const auto window = layer() ? windowSettings(*layer()) : std::nullopt;
    if (window && (another || window != m_layerWindow)) {
        m_lesson.choice.window = *window;
        if (another) {
            m_lesson.choice.picture = Picture::Sample;
            m_lesson.choice.kernel = Kernel::Trained;
            m_lesson.choice.channel = m_lesson.choice.filter = 0;
            m_lesson.input.reset();
        }
    }
    m_layerWindow = window;
    if (another || window)
        askForPicture();
    showLesson();
}

void Explainer::take(const LessonChoice& choice)
{
    const LessonChoice before = m_lesson.choice;
    m_lesson.choice = choice;
    if (choice.sample != before.sample || choice.picture != before.picture)
        askForPicture();
    showLesson();
}

// A run knows the layer where it trained one that reads the same and has the same kernel.
std::shared_ptr<const engine::Checkpoint> Explainer::weightsFor(const engine::Run* run) const
{
    if (!run || !run->last || run->dataset != m_workbench.document.project().dataset)
        return nullptr;
    const engine::Node* trained = run->graph.node(m_layer);
    const engine::Node* node = layer();
    if (!node || !trained || trained->type != node->type)
        return nullptr;
    const engine::Analysis analysis = engine::analyse(run->graph, m_workbench.document.columns());
    const engine::NodeAnalysis& found = analysis.nodes.at(m_layer);
    return found.known && found.inputs[0].shape == arriving() ? run->last : nullptr;
}

std::optional<LayerInputJob> Explainer::pictureJob() const
{
    const Document& document = m_workbench.document;
    const engine::Dataset* data = m_workbench.session.data().loaded(document.project().dataset);
    if (!data || !layer() || arriving().empty())
        return std::nullopt;
    const engine::Run* run = m_workbench.currentRun();
    const auto weights = weightsFor(run);
    if (!weights && !document.analysis().runnable())
        return std::nullopt;
    const engine::Rows& rows = samplesOf(*data);
    if (rows.empty())
        return std::nullopt;
    const auto index = std::min<std::size_t>(std::size_t(m_lesson.choice.sample), rows.size() - 1);
    return LayerInputJob{
        weights ? run->graph : document.graph(), document.columns(), *data, rows[index], m_layer, weights};
}

void Explainer::takeSample()
{
    const engine::Dataset* data = m_workbench.session.data().loaded(m_workbench.document.project().dataset);
    if (!data)
        return;
    const engine::Rows& rows = samplesOf(*data);
    const auto it = std::ranges::find(rows, m_workbench.selection.sample().row);
    if (it == rows.end())
        return;
    m_lesson.choice.sample = int(it - rows.begin());
    askForPicture();
    showLesson();
}

void Explainer::askForPicture()
{
    if (m_lesson.choice.picture != Picture::Sample || !isVisible())
        return;
    const engine::Choice& dataset = m_workbench.document.project().dataset;
    if (!m_workbench.session.data().loaded(dataset) && DataStore::present(dataset))
        m_workbench.session.data().want(dataset);
    const std::optional<LayerInputJob> job = pictureJob();
    ++m_round;
    if (!job) {
        m_lesson.input.reset();
        return showLesson();
    }
    background(
        this, [job = *job] { return layerInput(job); },
        [this, round = m_round](const engine::Result<LayerInput>& found) {
            if (round != m_round)
                return;
            m_lesson.input = found ? std::optional(*found) : std::nullopt;
            showLesson();
        });
}

LessonOffer Explainer::offer() const
{
    const engine::Dataset* data = m_workbench.session.data().loaded(m_workbench.document.project().dataset);
    LessonOffer offer;
    offer.samples = data && layer() ? int(samplesOf(*data).size()) : 0;
    offer.channels = m_lesson.input ? m_lesson.input->picture.shape()[2] : 1;
    offer.trained = m_lesson.hasTrainedKernel();
    offer.filters = offer.trained ? m_lesson.input->kernel.shape()[3] : 1;
    offer.layerPicture = layer() != nullptr;
    return offer;
}

void Explainer::showLesson()
{
    if (!m_apply)
        return;
    m_lesson.arriving = arriving();
    const auto scene = m_lesson.scene();
    m_stepper->setVisible(bool(scene));
    m_problem->setVisible(!scene);
    m_rule->setVisible(bool(scene));
    m_bar->setEnabled(bool(scene));
    if (scene) {
        showScene(*scene);
        const auto titled = [](const QString& title, const NumberGrid& grid) {
            return tr("%1, %2 × %3").arg(title).arg(grid.rows).arg(grid.columns);
        };
        m_stepper->setTitles(titled(tr("Input"), scene->input), titled(tr("Kernel"), scene->kernel),
                             titled(tr("Output"), scene->output));
        m_bar->setSteps(scene->steps());
        m_bar->setStep(m_stepper->step());
        m_rule->setText(windowRule(m_lesson.choice.window, *scene));
    } else {
        m_problem->setContent(QStringLiteral("error"), sentence(scene.problem()));
    }
    m_tools->setChoice(m_lesson.choice, offer());
    m_about->setText(aboutText());
    m_apply->setVisible(m_layerWindow.has_value());
    m_apply->setEnabled(scene && m_layerWindow && m_layerWindow->kind == m_lesson.choice.window.kind &&
                        *m_layerWindow != m_lesson.choice.window);
}

// Nobody goes through hundreds of steps: a sample or large picture shows all results, and begins where the
// answer is strongest instead of in an empty corner.
void Explainer::showScene(const widgets::WindowScene& scene)
{
    const widgets::WindowScene before = m_stepper->scene();
    const bool another = before.output.rows != scene.output.rows ||
        before.output.columns != scene.output.columns ||
        (m_lesson.choice.picture == Picture::Sample && scene.input != before.input);
    m_stepper->setScene(scene);
    if (!another)
        return;
    const bool large = scene.steps() > fewSteps || m_lesson.choice.picture == Picture::Sample;
    m_all->setChecked(large);
    const auto strongest =
        std::ranges::max_element(scene.output.values, {}, [](double value) { return std::abs(value); });
    m_stepper->setStep(large ? int(strongest - scene.output.values.begin()) : 0);
}

QString Explainer::aboutText() const
{
    for (const int id : m_workbench.selection.nodes())
        if (const engine::Node* chosen = m_workbench.document.graph().node(id))
            if (const QString reason = whyNoWindow(*chosen); !reason.isEmpty())
                return reason;
    const engine::Node* node = layer();
    const bool explained = m_layerWindow && m_layerWindow->kind == m_lesson.choice.window.kind;
    if (!node || !explained)
        return tr("Select a convolution or pooling layer to see its own window and numbers.");
    const bool convolves = m_lesson.choice.window.kind == widgets::WindowScene::Kind::Convolution;
    QStringList sentences{tr("The window of %1.").arg(text(node->name))};
    if (convolves && m_lesson.choice.kernel == Kernel::Trained && !m_lesson.hasTrainedKernel())
        sentences << tr("Its kernel is not trained yet, so this one is an example.");
    const engine::Shape shape = arriving();
    if (convolves && node->type == "conv2d" && !shape.empty() && shape[2] > 1)
        sentences << tr("One of %1 channels is shown; the layer adds all of them.").arg(shape[2]);
    return sentences.join(QLatin1Char(' '));
}

void Explainer::setStep(int step)
{
    m_stepper->setStep(step);
    m_bar->setStep(m_stepper->step());
}

void Explainer::setWeight(widgets::Cell cell, double value)
{
    NumberGrid grid = m_lesson.kernel();
    grid.values[cell.row * grid.columns + cell.column] = value;
    m_lesson.ownKernel = grid;
    m_lesson.choice.kernel = Kernel::Own;
    showLesson();
}

void Explainer::apply()
{
    const engine::Node* node = layer();
    if (!node)
        return;
    m_workbench.document.edit(tr("Window of %1").arg(text(node->name)),
                              [id = m_layer, window = m_lesson.choice.window](engine::Project& project) {
                                  if (engine::Node* changed = project.graph.node(id))
                                      setWindowSettings(*changed, window);
                              });
}

} // namespace

Panel explainer()
{
    return {.id = "explainer",
            .title = [] { return Explainer::tr("Explainer"); },
            .place = Panel::Place::Upper,
            .order = 60,
            .shortcut = QKeySequence("Alt+K"),
            .create = [](const Workbench& w, QWidget* parent) { return new Explainer(w, parent); }};
}

} // namespace app::panels

#include "explainer.moc"
